import { contextBridge, ipcRenderer } from 'electron'
import type { citizenChannels, CitizenBridge } from '../shared/ipc.ts'
import type { JourneyView } from '../shared/journey-view.ts'

/** The channels' names again, so that no schema library has to be loaded here; the type holds them together. */
const channels: typeof citizenChannels = {
  view: 'citizen:view',
  act: 'citizen:act',
  ready: 'citizen:ready',
  shown: 'citizen:shown',
  painted: 'citizen:painted',
}

let view: JourneyView | null = null
const callbacks = new Set<(view: JourneyView) => void>()

ipcRenderer.on(channels.view, (_event, next: JourneyView) => {
  view = next
  for (const callback of callbacks) callback(next)
  // After whatever the view set off: a page that hangs in it never gets here.
  setTimeout(() => ipcRenderer.send(channels.shown))
})

const bridge: CitizenBridge = {
  onView(callback) {
    callbacks.add(callback)
    if (view) callback(view)
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

contextBridge.exposeInMainWorld('passonly', bridge)
