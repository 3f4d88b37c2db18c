import { type BrowserWindow, ipcMain, type IpcMainEvent } from 'electron'
import { citizenChannels } from '../../shared/citizen-channels.ts'
import { citizenUrl } from './screen-protocol.ts'

/** Whether a message comes from the top frame of this window, at the screen's own address. */
export function isFromScreen({ sender, senderFrame }: IpcMainEvent, { webContents }: BrowserWindow): boolean {
  return sender === webContents && senderFrame === webContents.mainFrame && senderFrame.url === citizenUrl
}

/** What the screen said before anybody was there to answer. */
export interface EarlyScreen {
  /** Whether it is waiting for its first view. From now on others listen. */
  takeOver(): boolean
}

/** Listens to a screen while what answers it is still being loaded. */
export function hearEarly(window: BrowserWindow): EarlyScreen {
  let isReady = false
  const onReady = (event: IpcMainEvent, ...message: unknown[]) => {
    if (message.length === 0 && isFromScreen(event, window)) isReady = true
  }
  const onGone = () => {
    isReady = false
  }
  ipcMain.on(citizenChannels.ready, onReady)
  window.webContents.on('render-process-gone', onGone)
  return {
    takeOver: () => {
      ipcMain.off(citizenChannels.ready, onReady)
      window.webContents.off('render-process-gone', onGone)
      return isReady
    },
  }
}
