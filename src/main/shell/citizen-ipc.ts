import { type BrowserWindow, ipcMain, type IpcMainEvent } from 'electron'
import type { RecordEvent } from '../../shared/events.ts'
import { citizenChannels, type JourneyAction, journeyActionSchema } from '../../shared/ipc.ts'
import type { JourneyView } from '../../shared/journey-view.ts'
import { citizenUrl } from './screen-protocol.ts'

export interface CitizenIpc {
  show(view: JourneyView): void
  close(): void
}

/**
 * Connects one window's screen with the journey. A message counts only if it comes from the top frame of this
 * window, at the screen's own address, and has the form of the contract.
 */
export function connectCitizenScreen(
  window: BrowserWindow,
  record: RecordEvent,
  listener: { onAction(action: JourneyAction): void; onPainted(): void },
): CitizenIpc {
  const isOurs = (event: IpcMainEvent): boolean => {
    const ours =
      event.sender === window.webContents &&
      event.senderFrame === window.webContents.mainFrame &&
      event.senderFrame.url === citizenUrl
    if (!ours) record('ipc.refused', { cause: 'sender' })
    return ours
  }
  const onAct = (event: IpcMainEvent, ...message: unknown[]): void => {
    if (!isOurs(event)) return
    const action = journeyActionSchema.safeParse(message[0])
    if (action.success && message.length === 1) listener.onAction(action.data)
    else record('ipc.refused', { cause: 'form' })
  }
  const onPainted = (event: IpcMainEvent, ...message: unknown[]): void => {
    if (!isOurs(event)) return
    if (message.length === 0) listener.onPainted()
    else record('ipc.refused', { cause: 'form' })
  }
  ipcMain.on(citizenChannels.act, onAct)
  ipcMain.on(citizenChannels.painted, onPainted)
  return {
    show(view) {
      if (!window.isDestroyed()) window.webContents.send(citizenChannels.view, view)
    },
    close() {
      ipcMain.off(citizenChannels.act, onAct)
      ipcMain.off(citizenChannels.painted, onPainted)
    },
  }
}
