import { type BrowserWindow, ipcMain, type IpcMainEvent } from 'electron'
import type { z } from 'zod'
import type { ScreenChannels } from '../../shared/screen-channels.ts'
import type { RecordEvent } from '../../shared/events.ts'
import { watchAnswers } from './answer-watch.ts'
import { inOrder } from './in-order.ts'
import { type EarlyScreen, isFromScreen } from './screen-sender.ts'

/** A screen that has not taken a view after this time is frozen (ms). */
const frozenAfter = 3_000

export interface ScreenListener<Action> {
  /** The screen was loaded, for the first time or again, and has nothing to show yet. */
  readonly onReady: () => void
  /** The first view stands on the glass. */
  readonly onPainted: () => void
  readonly onAction: (action: Action) => void
  /** The screen's process has stopped taking views: what stands on the glass may be another person's. */
  readonly onFrozen: () => void
}

export interface Screen<View, Action> {
  readonly show: (view: View) => void
  readonly listen: (listener: ScreenListener<Action>) => void
}

export interface ScreenParts<Action> {
  readonly window: BrowserWindow
  /** The screen's own address. */
  readonly url: string
  readonly channels: ScreenChannels
  readonly actions: z.ZodType<Action>
  /** What it has said so far. */
  readonly early: EarlyScreen
  readonly record: RecordEvent
}

/**
 * Connects one window's screen with what it shows. A message counts only if it comes from the top frame of this
 * window, at the screen's own address, and has the form of the contract.
 */
export function connectScreen<View, Action>(parts: ScreenParts<Action>): Screen<View, Action> {
  const { window, url, channels, actions, early, record } = parts
  const isOurs = (event: IpcMainEvent): boolean => {
    const ours = isFromScreen(event, window, url)
    if (!ours) record('ipc.refused', { cause: 'sender' })
    return ours
  }
  const on = (channel: string, heard: (event: IpcMainEvent, ...message: unknown[]) => void): void => {
    ipcMain.on(channel, heard)
    window.once('closed', () => ipcMain.off(channel, heard))
  }
  const onSignal = (channel: string, heard: () => void): void => {
    on(channel, (event, ...message) => {
      if (!isOurs(event)) return
      if (message.length === 0) heard()
      else record('ipc.refused', { cause: 'form' })
    })
  }
  let isReady = false
  let onSilence = (): void => undefined
  const views = watchAnswers(frozenAfter, () => {
    onSilence()
  })
  window.webContents.on('render-process-gone', () => {
    isReady = false
    views.reset()
  })
  window.once('closed', views.reset)
  return {
    show: inOrder((view) => {
      if (!isReady || window.isDestroyed()) return
      views.sent()
      window.webContents.send(channels.view, view)
    }),
    listen({ onReady, onPainted, onAction, onFrozen }) {
      onSilence = onFrozen
      const becomeReady = () => {
        isReady = true
        onReady()
      }
      if (early.takeOver()) becomeReady()
      onSignal(channels.ready, becomeReady)
      onSignal(channels.shown, views.answered)
      onSignal(channels.painted, onPainted)
      on(channels.act, (event, ...message) => {
        if (!isOurs(event)) return
        const action = actions.safeParse(message[0])
        if (action.success && message.length === 1) onAction(action.data)
        else record('ipc.refused', { cause: 'form' })
      })
    },
  }
}
