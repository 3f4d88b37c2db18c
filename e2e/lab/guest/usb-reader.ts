import { type VirtualCard } from '../../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../../sandbox/bench/sam/virtual-sam.ts'
import { pipesOf, type PipeShape, samReaderDescriptors } from './reader-descriptors.ts'
import { plugInUsb } from './usb-device.ts'

/** All of the text, and of the photo the beginning (octets). */
const breakAfter = 400

/** Preamble and length of a frame. */
const headLength = 7

/** A resident card reader that the kernel takes for a real one, on USB, with a virtual SAM in it. */
export interface UsbReader {
  lay(card: VirtualCard): void
  lift(): void
  /** From now on what a card says breaks off behind its text, and the rest of it does not come. */
  stopShort(): void
  /** Whether the host has fetched what came before the break. */
  readonly hasStoppedShort: boolean
  /** CMD PARA of everything that its SAM was asked. */
  readonly asked: readonly string[]
  /** Addresses of the bulk pipes that the host has used. */
  readonly usedPipes: ReadonlySet<number>
  /** Pulls the plug. Resolves when the kernel has let go of the device. */
  unplug(): Promise<void>
}

const samClock = {
  after: (milliseconds: number, callback: () => void) => {
    const timer = setTimeout(callback, milliseconds)
    return () => {
      clearTimeout(timer)
    }
  },
}

/** Plugs in a reader whose pipes have this shape. */
export async function plugInReader(shape: PipeShape): Promise<UsbReader> {
  const device = await plugInUsb(samReaderDescriptors(shape), (octets) => {
    sam.receive(octets)
  })
  let brokeOff = false
  const [first, second] = pipesOf[shape].into
  const sam = virtualSam({
    clock: samClock,
    send: (octets) => {
      brokeOff ||= octets.length === breakAfter
      if (second === undefined) {
        device.send(first, octets)
        return
      }
      device.send(first, octets.subarray(0, headLength))
      device.send(second, octets.subarray(headLength))
    },
  })
  return {
    lay: (card) => {
      sam.lay(card)
    },
    lift: () => {
      sam.lift()
    },
    stopShort: () => {
      sam.setFaults({ cutAfter: breakAfter })
    },
    get hasStoppedShort() {
      return brokeOff && device.isEmpty
    },
    get asked() {
      return sam.asked
    },
    usedPipes: device.usedPipes,
    unplug: async () => {
      sam.unplug()
      await device.unplug()
    },
  }
}
