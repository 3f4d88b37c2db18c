import { contextBridge, ipcRenderer } from 'electron'
import type { EntryBridge, EntryManner, entryChannels } from '../shared/entry-bridge.ts'
import type { EntryState } from '../shared/secure-entry.ts'
import { entryStateIn } from './entry-state.ts'

/** The channels' names again, so that only their type is shared; the type holds them together. */
const channels: typeof entryChannels = {
  open: 'secure-entry:open',
  warn: 'secure-entry:warn',
  leave: 'secure-entry:leave',
  activity: 'secure-entry:activity',
}

let host: MessagePort | null = null
let manner: EntryManner | null = null
let state: EntryState | null = null
const callbacks = new Set<(manner: EntryManner, state: EntryState) => void>()

const leave = () => {
  host?.close()
  host = null
  ipcRenderer.send(channels.leave)
}

ipcRenderer.once(channels.open, (event, opening: EntryManner) => {
  const [port, ...others] = event.ports
  if (!port || others.length > 0) {
    leave()
    return
  }
  host = port
  manner = opening
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const next = entryStateIn(data)
    // Whoever speaks there is not the device host that this view was opened for.
    if (!next) {
      leave()
      return
    }
    state = next
    for (const callback of callbacks) callback(opening, next)
  })
  // The device host let go: it has what it needs, or it is gone.
  port.addEventListener('close', leave)
  port.start()
})

const warningCallbacks = new Set<(seconds: number | null) => void>()
ipcRenderer.on(channels.warn, (_event, given: unknown) => {
  const seconds = typeof given === 'number' ? given : null
  for (const callback of warningCallbacks) callback(seconds)
})

const bridge: EntryBridge = {
  onState(callback) {
    callbacks.add(callback)
    if (manner && state) callback(manner, state)
    return () => callbacks.delete(callback)
  },
  onWarning(callback) {
    warningCallbacks.add(callback)
    return () => warningCallbacks.delete(callback)
  },
  press(key) {
    host?.postMessage(key)
  },
  leave,
  activity() {
    ipcRenderer.send(channels.activity)
  },
}

contextBridge.exposeInMainWorld('secureEntry', bridge)
