import type { Device } from '../../shared/device-contract.ts'
import type { ScannerState } from '../../shared/journey-view.ts'
import { scannerState } from './presentation.ts'

export interface ScannerWatch {
  /** Takes every reader there is, after each change. */
  readonly note: (devices: readonly Device[]) => void
  /** Calls back now and at each change; returns the way to stop. */
  readonly watch: (callback: (state: ScannerState) => void) => () => void
}

/** Remembers how the scanners stand, for whoever arms them next. */
export function createScannerWatch(): ScannerWatch {
  let state: ScannerState = 'starting'
  const callbacks = new Set<(state: ScannerState) => void>()
  return {
    note(devices) {
      const next = scannerState(devices)
      if (next === state) return
      state = next
      for (const callback of callbacks) callback(state)
    },
    watch(callback) {
      callbacks.add(callback)
      callback(state)
      return () => callbacks.delete(callback)
    },
  }
}
