import { controlAnswer, packetSize, type UsbDescriptors } from './usb-descriptors.ts'
import { intoHost, refused, requestReader, type Transfer, transferred, unlinked } from './usbip-messages.ts'
import { closePort, openPort } from './vhci-port.ts'

/** A device that the kernel takes for a real one. */
export interface UsbDevice {
  /** Sends octets through a pipe into the host, which fetches them when it likes. */
  send(endPoint: number, octets: Uint8Array): void
  /** Addresses of the pipes that the host has used. */
  readonly usedPipes: ReadonlySet<number>
  /** Whether the host has fetched all that was sent. */
  readonly isEmpty: boolean
  /** Pulls the plug. Resolves when the kernel has let go of the device. */
  unplug(): Promise<void>
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

/**
 * Plugs in a device.
 * @param receive gets what the host sends through a pipe
 */
export async function plugInUsb(
  descriptors: UsbDescriptors,
  receive: (octets: Uint8Array, endPoint: number) => void,
): Promise<UsbDevice> {
  const { line, port } = await openPort()
  const usedPipes = new Set<number>()
  const pipes = new Map<number, Pipe>()
  for (const { address } of descriptors.endPoints) {
    if (address & intoHost) pipes.set(address, { packets: [], transfers: [] })
  }

  const serve = (pipe: Pipe) => {
    while (pipe.packets.length > 0) {
      const transfer = pipe.transfers.shift()
      if (!transfer) return
      line.write(transferred(transfer, fetch(pipe, transfer)))
    }
  }

  const control = (transfer: Transfer) => {
    const answer = controlAnswer(descriptors, transfer.setup)
    line.write(answer ? transferred(transfer, answer) : refused(transfer))
  }

  const data = (transfer: Transfer) => {
    usedPipes.add(transfer.endPoint)
    if (!(transfer.endPoint & intoHost)) {
      line.write(transferred(transfer))
      receive(transfer.data, transfer.endPoint)
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
      else data(request)
    }),
  )
  line.resume()

  return {
    send: (endPoint, octets) => {
      const pipe = pipes.get(endPoint)
      if (!pipe) throw new RangeError(`no pipe ${endPoint}`)
      for (let at = 0; at < octets.length; at += packetSize) {
        pipe.packets.push(octets.slice(at, at + packetSize))
      }
      serve(pipe)
    },
    usedPipes,
    get isEmpty() {
      return [...pipes.values()].every(({ packets }) => packets.length === 0)
    },
    unplug: () => closePort(line, port),
  }
}
