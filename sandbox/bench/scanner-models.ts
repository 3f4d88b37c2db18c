import type { Layout } from './hid-reports.ts'

/** The makes of scanner that the virtual one can play. HID POS is usage page 8C, usage 02. */
export const scannerModelIds = ['A', 'shifted-A', 'B', 'C', 'A-enabled'] as const
export type ScannerModel = (typeof scannerModelIds)[number]

export interface ScannerMake {
  readonly name: string
  readonly layout: Layout
  readonly vendorId: number
  readonly productId: number
  readonly usagePage: number
  readonly usage: number
  readonly product: string
  /** Reads nothing until the host has sent feature report FE 01. */
  readonly waitsForEnable: boolean
}

const hidPos = { usagePage: 0x8c, usage: 0x02 } as const

/** Product numbers are invented; vendor 1209 is kept for tests by its owner. */
export const scannerModels: Readonly<Record<ScannerModel, ScannerMake>> = {
  A: {
    ...hidPos,
    name: 'Zebra',
    layout: 'A',
    vendorId: 0x05e0,
    productId: 0x1300,
    product: 'Virtual scanner A',
    waitsForEnable: false,
  },
  'shifted-A': {
    ...hidPos,
    name: 'other',
    layout: 'shifted-A',
    vendorId: 0x1209,
    productId: 0x0001,
    product: 'Virtual scanner shifted A',
    waitsForEnable: false,
  },
  B: {
    ...hidPos,
    name: 'Newland',
    layout: 'B',
    vendorId: 0x1eab,
    productId: 0x0010,
    product: 'Virtual scanner B',
    waitsForEnable: false,
  },
  C: {
    ...hidPos,
    name: 'Microscan',
    layout: 'C',
    vendorId: 0x1209,
    productId: 0x0002,
    product: 'Virtual scanner C',
    waitsForEnable: false,
  },
  'A-enabled': {
    ...hidPos,
    name: 'Honeywell',
    layout: 'A',
    vendorId: 0x0c2e,
    productId: 0x0b01,
    product: 'Virtual scanner A, enabled by the host',
    waitsForEnable: true,
  },
}
