import { contextBridge, ipcRenderer } from 'electron'
import { citizenChannels as channels } from '../shared/citizen-channels.ts'
import type { CitizenBridge } from '../shared/ipc.ts'
import type { JourneyView } from '../shared/journey-view.ts'

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
