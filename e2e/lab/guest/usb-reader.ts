import { type VirtualCard } from '../../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../../sandbox/bench/sam/virtual-sam.ts'
import { controlAnswer, packetSize, pipesOf, type PipeShape } from './reader-descriptors.ts'
import { intoHost, refused, requestReader, type Transfer, transferred, unlinked } from './usbip-messages.ts'
import { closePort, openPort } from './vhci-port.ts'

/** Preamble and length of a frame. */
const headLength = 7

/** A resident card reader that the kernel takes for a real one, on USB, with a virtual SAM in it. */
export interface UsbReader {
  lay(card: VirtualCard): void
  lift(): void
  /** From now on it takes twice its time, still within the limits. */
  slowDown(): void
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

/** A pipe into the host: packets that nobody fetched yet, or transfers that wait for packets. */
interface Pipe {
  readonly packets: Uint8Array[]
  readonly transfers: Transfer[]
}

/** What a transfer gets: packets until one is short or there is no room for another. */
function fetch({ packets }: Pipe, { length }: Transfer): Uint8Array {
  const fetched: Uint8Array[] = []
  let room = length
  for (let [packet] = packets; packet && packet.length <= room; [packet] = packets) {
    packets.shift()
    fetched.push(packet)
    room -= packet.length
    if (packet.length < packetSize) break
  }
  if (fetched.length === 0) throw new RangeError(`a packet is longer than the ${length} octets it was given`)
  return Buffer.concat(fetched)
}

/** Plugs in a reader whose pipes have this shape. */
export async function plugInReader(shape: PipeShape): Promise<UsbReader> {
  const line = await openPort()
  const usedPipes = new Set<number>()
  const pipes = new Map<number, Pipe>(
    pipesOf[shape].into.map((address) => [address, { packets: [], transfers: [] }]),
  )

  const serve = (pipe: Pipe) => {
    while (pipe.packets.length > 0) {
      const transfer = pipe.transfers.shift()
      if (!transfer) return
      line.write(transferred(transfer, fetch(pipe, transfer)))
    }
  }

  const feed = (address: number, octets: Uint8Array) => {
    const pipe = pipes.get(address)
    if (!pipe) throw new RangeError(`no pipe ${address}`)
    for (let at = 0; at < octets.length; at += packetSize) {
      pipe.packets.push(octets.slice(at, at + packetSize))
    }
    serve(pipe)
  }

  const [first, second] = pipesOf[shape].into
  const sam = virtualSam({
    clock: samClock,
    send: (octets) => {
      if (second === undefined) {
        feed(first, octets)
        return
      }
      feed(first, octets.subarray(0, headLength))
      feed(second, octets.subarray(headLength))
    },
  })

  const control = (transfer: Transfer) => {
    const answer = controlAnswer(shape, transfer.setup)
    line.write(answer ? transferred(transfer, answer) : refused(transfer))
  }

  const bulk = (transfer: Transfer) => {
    usedPipes.add(transfer.endPoint)
    if (!(transfer.endPoint & intoHost)) {
      line.write(transferred(transfer))
      sam.receive(transfer.data)
      return
    }
    const pipe = pipes.get(transfer.endPoint)
    if (!pipe) {
      line.write(refused(transfer))
      return
    }
    pipe.transfers.push(transfer)
    serve(pipe)
  }

  const unlink = (sequence: number, other: number) => {
    for (const { transfers } of pipes.values()) {
      const index = transfers.findIndex((transfer) => transfer.sequence === other)
      if (index === -1) continue
      transfers.splice(index, 1)
      line.write(unlinked(sequence, true))
      return
    }
    line.write(unlinked(sequence, false))
  }

  line.on(
    'data',
    requestReader((request) => {
      if (request.type === 'unlink') unlink(request.sequence, request.other)
      else if ((request.endPoint & ~intoHost) === 0) control(request)
      else bulk(request)
    }),
  )
  line.resume()

  return {
    lay: (card) => {
      sam.lay(card)
    },
    lift: () => {
      sam.lift()
    },
    slowDown: () => {
      sam.setFaults({ slowness: 2 })
    },
    get asked() {
      return sam.asked
    },
    usedPipes,
    unplug: async () => {
      sam.unplug()
      await closePort(line)
    },
  }
}
