import { connectDevices, type ConnectedDevice } from '../scanner/connected-devices.ts'
import type { HidTransport } from '../scanner/hid-transport.ts'
import { keypad, type KeypadListener } from './keypad.ts'

export interface KeypadsListener extends KeypadListener {
  /** Every keypad there is, at first, after each change, and now and then without one. */
  onDevices(devices: readonly ConnectedDevice[]): void
}

/**
 * Opens every keypad that the transport has, as they come and go. Their keys come together, as from one keypad.
 * Returns the way to close them all.
 */
export function openKeypads(transport: HidTransport, listener: KeypadsListener): () => void {
  const use = {
    listenerOf: () => keypad(listener),
    onDevices: (devices: readonly ConnectedDevice[]) => {
      listener.onDevices(devices)
    },
  }
  return connectDevices(transport, use, null)
}
