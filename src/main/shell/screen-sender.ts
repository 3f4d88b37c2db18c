import { type BrowserWindow, ipcMain, type IpcMainEvent } from 'electron'
import { citizenChannels } from '../../shared/citizen-channels.ts'
import { citizenUrl } from './screen-protocol.ts'

/** Whether a message comes from the top frame of this window, at the screen's own address. */
export function isFromScreen(
  { sender, senderFrame }: IpcMainEvent,
  { webContents }: BrowserWindow,
  url: string,
): boolean {
  return sender === webContents && senderFrame === webContents.mainFrame && senderFrame.url === url
}

/** What the screen said before anybody was there to answer. */
export interface EarlyScreen {
  /** Whether it is waiting for its first view. From now on others listen. */
  takeOver(): boolean
}

/**
 * Listens to a screen while what answers it is still being loaded.
 * @param url the screen's own address
 * @param channel on which it says that it is ready
 */
export function hearEarly(
  window: BrowserWindow,
  url = citizenUrl,
  channel: string = citizenChannels.ready,
): EarlyScreen {
  let isReady = false
  const onReady = (event: IpcMainEvent, ...message: unknown[]) => {
    if (message.length === 0 && isFromScreen(event, window, url)) isReady = true
  }
  const onGone = () => {
    isReady = false
  }
  ipcMain.on(channel, onReady)
  window.webContents.on('render-process-gone', onGone)
  return {
    takeOver: () => {
      ipcMain.off(channel, onReady)
      window.webContents.off('render-process-gone', onGone)
      return isReady
    },
  }
}
