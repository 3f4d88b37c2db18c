import { type BrowserWindow, ipcMain, type IpcMainEvent } from 'electron'
import type { RecordEvent } from '../../shared/events.ts'
import { citizenChannels } from '../../shared/citizen-channels.ts'
import { type JourneyAction, journeyActionSchema } from '../../shared/ipc.ts'
import type { JourneyView } from '../../shared/journey-view.ts'
import { watchAnswers } from './answer-watch.ts'
import { type EarlyScreen, isFromScreen } from './screen-sender.ts'

/** A screen that has not taken a view after this time is frozen (ms). */
const frozenAfter = 3_000

export interface CitizenScreenListener {
  /** The screen was loaded, for the first time or again, and has nothing to show yet. */
  readonly onReady: () => void
  /** The first view stands on the glass. */
  readonly onPainted: () => void
  readonly onAction: (action: JourneyAction) => void
  /** The screen's process has stopped taking views: what stands on the glass may be another person's. */
  readonly onFrozen: () => void
}

export interface CitizenScreen {
  readonly show: (view: JourneyView) => void
  readonly listen: (listener: CitizenScreenListener) => void
}

/**
 * Connects one window's screen with the journey. A message counts only if it comes from the top frame of this
 * window, at the screen's own address, and has the form of the contract.
 * @param early what the screen has said so far
 */
export function connectCitizenScreen(
  window: BrowserWindow,
  early: EarlyScreen,
  record: RecordEvent,
): CitizenScreen {
  const isOurs = (event: IpcMainEvent): boolean => {
    const ours = isFromScreen(event, window)
    if (!ours) record('ipc.refused', { cause: 'sender' })
    return ours
  }
  const onSignal = (channel: string, heard: () => void): void => {
    ipcMain.on(channel, (event, ...message: unknown[]) => {
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
  return {
    show(view) {
      if (!isReady || window.isDestroyed()) return
      views.sent()
      window.webContents.send(citizenChannels.view, view)
    },
    listen({ onReady, onPainted, onAction, onFrozen }) {
      onSilence = onFrozen
      const becomeReady = () => {
        isReady = true
        onReady()
      }
      if (early.takeOver()) becomeReady()
      onSignal(citizenChannels.ready, becomeReady)
      onSignal(citizenChannels.shown, views.answered)
      onSignal(citizenChannels.painted, onPainted)
      ipcMain.on(citizenChannels.act, (event, ...message: unknown[]) => {
        if (!isOurs(event)) return
        const action = journeyActionSchema.safeParse(message[0])
        if (action.success && message.length === 1) onAction(action.data)
        else record('ipc.refused', { cause: 'form' })
      })
    },
  }
}
