import type { UsbBinding } from './usb-device.ts'

/**
 * The package `usb`, loaded when it is first asked what is plugged in. Where its native part does not load there are
 * no USB readers.
 */
export function loadUsb(): UsbBinding {
  const loading = import('usb').then(
    ({ usb }) => usb,
    () => null,
  )
  return { getDevices: async () => (await loading)?.getDevices() ?? [] }
}
