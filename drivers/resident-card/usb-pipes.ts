import type { UsbEndPoint, UsbInterface } from './usb-device.ts'

/** How a reader's end points carry frames. */
export type UsbPipes =
  /** Four: head (preamble and length) and rest of a frame go separate ways. */
  | {
      readonly shape: 'split'
      readonly interfaceNumber: number
      readonly outHead: UsbEndPoint
      readonly outRest: UsbEndPoint
      readonly inHead: UsbEndPoint
      readonly inRest: UsbEndPoint
    }
  /** Two: whole frames, in packets. */
  | {
      readonly shape: 'pair'
      readonly interfaceNumber: number
      readonly out: UsbEndPoint
      readonly in: UsbEndPoint
    }

function splitPipes({ interfaceNumber, alternate }: UsbInterface): UsbPipes | null {
  const find = (direction: UsbEndPoint['direction'], number: number) =>
    alternate.endpoints.find((point) => point.direction === direction && point.endpointNumber === number)
  const [outHead, outRest] = [find('out', 2), find('out', 6)]
  const [inHead, inRest] = [find('in', 1), find('in', 5)]
  if (!outHead || !outRest || !inHead || !inRest) return null
  return { shape: 'split', interfaceNumber, outHead, outRest, inHead, inRest }
}

function bulkPair({ interfaceNumber, alternate }: UsbInterface): UsbPipes | null {
  const bulk = alternate.endpoints.filter(({ type }) => type === 'bulk')
  const out = bulk.find(({ direction }) => direction === 'out')
  const into = bulk.find(({ direction }) => direction === 'in')
  return out && into ? { shape: 'pair', interfaceNumber, out, in: into } : null
}

/**
 * The pipes to use: OUT 02, OUT 06, IN 81 and IN 85 where an interface has all four, else the first interface with a
 * bulk pair. Null when there are neither.
 */
export function pipesOf(interfaces: readonly UsbInterface[]): UsbPipes | null {
  const found = [...interfaces.map(splitPipes), ...interfaces.map(bulkPair)]
  return found.find((pipes) => pipes !== null) ?? null
}
