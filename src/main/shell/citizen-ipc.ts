import { type BrowserWindow, ipcMain, type IpcMainEvent } from 'electron'
import type { RecordEvent } from '../../shared/events.ts'
import { citizenChannels, type JourneyAction, journeyActionSchema } from '../../shared/ipc.ts'
import type { JourneyView } from '../../shared/journey-view.ts'
import { citizenUrl } from './screen-protocol.ts'

export interface CitizenScreenListener {
  /** The screen was loaded, for the first time or again, and has nothing to show yet. */
  readonly onReady: () => void
  /** The first view stands on the glass. */
  readonly onPainted: () => void
  readonly onAction: (action: JourneyAction) => void
}

export interface CitizenScreen {
  readonly show: (view: JourneyView) => void
  readonly listen: (listener: CitizenScreenListener) => void
}

/**
 * Connects one window's screen with the journey. A message counts only if it comes from the top frame of this
 * window, at the screen's own address, and has the form of the contract.
 */
export function connectCitizenScreen(window: BrowserWindow, record: RecordEvent): CitizenScreen {
  const isOurs = (event: IpcMainEvent): boolean => {
    const ours =
      event.sender === window.webContents &&
      event.senderFrame === window.webContents.mainFrame &&
      event.senderFrame.url === citizenUrl
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
  return {
    show(view) {
      if (!window.isDestroyed()) window.webContents.send(citizenChannels.view, view)
    },
    listen({ onReady, onPainted, onAction }) {
      onSignal(citizenChannels.ready, onReady)
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
