import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { KeypadConfig, WedgeScannerConfig } from '../../src/shared/scanner-config.ts'
import type { Clock } from '../clock.ts'
import { type HidTransport, keyboard } from './hid-transport.ts'
import { type HidBinding, nodeHidTransport } from './node-hid-transport.ts'

/** A keyboard by its ids, as configuration names it. */
export type NamedKeyboard = Pick<WedgeScannerConfig | KeypadConfig, 'vendorId' | 'productId'>

/** Whether a device has these ids. */
export function isNamed(
  { vendorId, productId }: { readonly vendorId: number; readonly productId: number },
  named: NamedKeyboard,
): boolean {
  return (
    vendorId === Number.parseInt(named.vendorId, 16) && productId === Number.parseInt(named.productId, 16)
  )
}

/**
 * Whether nobody else gets what is typed on a keyboard: each input device that the kernel made of it is inhibited. Before
 * Linux 5.11 the kernel does not tell, and what udev told the desktop has to be relied on.
 * @param path of its hidraw node
 */
function isKeptFromDesktop(path: string, hidraws: string): boolean {
  const inputs = join(hidraws, basename(path), 'device', 'input')
  const isInhibited = (name: string) => {
    try {
      return readFileSync(join(inputs, name, 'inhibited'), 'utf8').trim() === '1'
    } catch {
      return true
    }
  }
  try {
    return readdirSync(inputs).every(isInhibited)
  } catch {
    return true
  }
}

/**
 * The keyboards that configuration names (scanners and keypads that pose as one), read from hidraw. The device host
 * cannot take a keyboard away from the desktop: a udev rule does that (build/udev), and one that the desktop has too is
 * not opened: what is typed on it would reach main. No keyboard that is not named is ever opened.
 */
export function hidrawKeyboards(
  named: readonly NamedKeyboard[],
  clock: Clock,
  load?: () => Promise<HidBinding | null>,
  platform: NodeJS.Platform = process.platform,
  hidraws = '/sys/class/hidraw',
): HidTransport {
  if (platform !== 'linux') return unusable(named)
  const transport = nodeHidTransport(
    clock,
    load,
    (collection) =>
      collection.usagePage === keyboard.usagePage &&
      collection.usage === keyboard.usage &&
      named.some((one) => isNamed(collection, one)),
  )
  const open: HidTransport['open'] = async (path, listener) =>
    isKeptFromDesktop(path, hidraws) ? transport.open(path, listener) : null
  return { ...transport, open }
}

/**
 * Windows and macOS keep keyboards to themselves, and from no page: none can be opened. All that are named are told of as
 * if they were there, so that somebody who configured one sees it faulty and does not look for a loose cable.
 */
function unusable(named: readonly NamedKeyboard[]): HidTransport {
  const devices = named.map(({ vendorId, productId }, index) => ({
    path: String(index),
    vendorId: Number.parseInt(vendorId, 16),
    productId: Number.parseInt(productId, 16),
  }))
  return {
    watch: (onDevices) => {
      onDevices(devices)
      return () => undefined
    },
    open: async () => null,
  }
}
