import { type Device, type DeviceKind, deviceKinds } from '../../shared/device-contract.ts'
import type { ReaderState } from '../../shared/journey-view.ts'

export interface ReaderWatch {
  /** Takes every reader there is, after each change. */
  readonly note: (devices: readonly Device[]) => void
  /** Another device host takes over: what was ready has to be opened anew. */
  readonly restart: () => void
  /** Calls back now and at each change of this kind of reader; returns the way to stop. */
  readonly watch: (kind: DeviceKind, callback: (state: ReaderState) => void) => () => void
}

/** One reader that works is enough; one that is being opened may become it. */
function stateOf(devices: readonly Device[], wanted: DeviceKind): ReaderState {
  const readers = devices.filter(({ kind }) => kind === wanted)
  if (readers.some(({ state }) => state === 'ready')) return 'ready'
  return readers.some(({ state }) => state === 'opening') ? 'starting' : 'absent'
}

/** Remembers how the readers stand, for whoever arms them next. */
export function createReaderWatch(): ReaderWatch {
  const states = new Map<DeviceKind, ReaderState>(deviceKinds.map((kind) => [kind, 'starting']))
  const callbacks = new Set<{ readonly kind: DeviceKind; readonly tell: (state: ReaderState) => void }>()
  const set = (kind: DeviceKind, state: ReaderState): void => {
    if (state === states.get(kind)) return
    states.set(kind, state)
    for (const callback of callbacks) if (callback.kind === kind) callback.tell(state)
  }
  return {
    note(devices) {
      for (const kind of deviceKinds) set(kind, stateOf(devices, kind))
    },
    restart() {
      for (const kind of deviceKinds) if (states.get(kind) === 'ready') set(kind, 'starting')
    },
    watch(kind, tell) {
      const callback = { kind, tell }
      callbacks.add(callback)
      tell(states.get(kind) ?? 'absent')
      return () => callbacks.delete(callback)
    },
  }
}
