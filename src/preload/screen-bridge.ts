import { ipcRenderer } from 'electron'
import type { ScreenBridge } from '../shared/counter/counter-ipc.ts'
import type { ScreenChannels } from '../shared/screen-channels.ts'

/** A screen's bridge to main: views one way, actions the other. */
export function screenBridge<View, Action>(channels: ScreenChannels): ScreenBridge<View, Action> {
  let view: View | null = null
  const callbacks = new Set<(view: View) => void>()
  ipcRenderer.on(channels.view, (_event, next: View) => {
    view = next
    for (const callback of callbacks) callback(next)
    // After whatever the view set off: a page that hangs in it never gets here.
    setTimeout(() => ipcRenderer.send(channels.shown))
  })
  return {
    onView(callback) {
      callbacks.add(callback)
      if (view !== null) callback(view)
      else ipcRenderer.send(channels.ready)
      return () => callbacks.delete(callback)
    },
    act(action) {
      ipcRenderer.send(channels.act, action)
    },
    painted() {
      ipcRenderer.send(channels.painted)
    },
  }
}
