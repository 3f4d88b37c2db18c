import type { Clock } from '../clock.ts'
import { headLength, largestFrame } from './frame.ts'
import { pause } from './pause.ts'
import type { SamListener, SamTransport } from './sam-transport.ts'
import type { UsbBinding, UsbDevice, UsbEndPoint } from './usb-device.ts'
import { isSamReader } from './usb-ids.ts'
import { pipesOf, type UsbPipes } from './usb-pipes.ts'

/** One transfer into the host waits so long (ms) for its bytes, then the next is begun. */
const inTimeout = 200

/** ms */
const outTimeout = 1_000

/** A device that sends empty packets is asked again after so long (ms). */
const afterEmptyPacket = 5

/** What came; null when nothing came in time. @throws Error when the device failed */
async function receive(device: UsbDevice, from: UsbEndPoint, length: number): Promise<Uint8Array | null> {
  try {
    const { data } = await device.transferIn(from.endpointNumber, length, inTimeout)
    return data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : null
  } catch (error) {
    if (error instanceof Error && /cancel|timed? ?out/i.test(error.message)) return null
    throw error
  }
}

async function send(device: UsbDevice, to: UsbEndPoint, bytes: Uint8Array): Promise<boolean> {
  const { bytesWritten } = await device.transferOut(to.endpointNumber, Uint8Array.from(bytes), outTimeout)
  return bytesWritten === bytes.length
}

async function sendFrame(device: UsbDevice, pipes: UsbPipes, frame: Uint8Array): Promise<boolean> {
  if (pipes.shape === 'pair') return send(device, pipes.out, frame)
  return (
    (await send(device, pipes.outHead, frame.subarray(0, headLength))) &&
    (await send(device, pipes.outRest, frame.subarray(headLength)))
  )
}

/** The pipe and the number of octets to fetch next. */
interface Fetch {
  readonly from: UsbEndPoint
  readonly length: number
}

/** Follows the frames through the pipes: which one the next octets come from. */
interface PipeOrder {
  next(): Fetch
  /** @param bytes null when nothing came in time */
  came(bytes: Uint8Array | null): void
}

/** The rest of a frame is there when its head was sent. After so many transfers without any of it, none comes. */
const emptyTransfersOfRest = 3

function pipeOrder(pipes: UsbPipes): PipeOrder {
  if (pipes.shape === 'pair') {
    const packet = { from: pipes.in, length: pipes.in.packetSize }
    return { next: () => packet, came: () => undefined }
  }
  const head = { from: pipes.inHead, length: pipes.inHead.packetSize }
  let rest = 0
  let without = 0
  return {
    next: () => (rest > 0 ? { from: pipes.inRest, length: rest } : head),
    came: (bytes) => {
      without = bytes ? 0 : without + 1
      if (without >= emptyTransfersOfRest) rest = 0
      if (!bytes) return
      // A head that is none is passed on as it is: the parser tells.
      const [high, low] = bytes.subarray(headLength - 2)
      if (rest > 0) rest = Math.max(0, rest - bytes.length)
      else if (bytes.length === headLength && high !== undefined && low !== undefined) {
        rest = Math.min((high << 8) | low, largestFrame)
      }
    },
  }
}

function usbTransport(device: UsbDevice, pipes: UsbPipes, clock: Clock): SamTransport {
  let listener: SamListener | null = null
  let open = true
  let reading: Promise<void> | null = null
  // Kept from answer to answer: what is left of one that was given up comes before the next.
  const order = pipeOrder(pipes)

  const lose = () => {
    if (!open) return
    open = false
    void release(device, pipes.interfaceNumber)
    listener?.onGone()
  }

  const readAnswer = async (hears: SamListener) => {
    for (;;) {
      if (!open || !hears.awaits) return
      const { from, length } = order.next()
      const bytes = await receive(device, from, length)
      order.came(bytes)
      if (!bytes) continue
      const empty = bytes.length === 0
      if (open) hears.onBytes(bytes)
      else bytes.fill(0)
      if (empty) await pause(clock, afterEmptyPacket)
    }
  }

  const startReading = (hears: SamListener) => {
    reading ??= readAnswer(hears)
      .catch(lose)
      .finally(() => {
        reading = null
        // Asked again while the last transfer was still under way.
        if (open && hears.awaits) startReading(hears)
      })
  }

  return {
    listen: (hears) => {
      listener = hears
      if (!open) hears.onGone()
    },
    write: async (command) => {
      if (!open) return false
      try {
        const sent = await sendFrame(device, pipes, command)
        if (sent && listener) startReading(listener)
        return sent
      } catch {
        lose()
        return false
      }
    },
    close: async () => {
      if (!open) return
      open = false
      await reading
      await release(device, pipes.interfaceNumber)
    },
  }
}

async function release(device: UsbDevice, interfaceNumber: number): Promise<void> {
  await device.releaseInterface(interfaceNumber).catch(() => undefined)
  await device.close().catch(() => undefined)
}

/** The resident card readers among the machine's USB devices; null when it could not be asked. */
export async function listUsbSams(binding: UsbBinding): Promise<readonly UsbDevice[] | null> {
  const devices = await binding.getDevices().catch(() => null)
  return devices?.filter(isSamReader) ?? null
}

export type UsbSam =
  | { readonly type: 'open'; readonly transport: SamTransport; readonly shape: UsbPipes['shape'] }
  /** It is gone, somebody else has it, or it has no end points that could be a SAM's. */
  | { readonly type: 'unopened' }

/** Opens a reader on USB: enumerates its end points and claims the interface that has them. */
export async function openUsbSam(device: UsbDevice, clock: Clock): Promise<UsbSam> {
  try {
    await device.open()
  } catch {
    return { type: 'unopened' }
  }
  try {
    const pipes = pipesOf(device.configuration?.interfaces ?? [])
    if (pipes) {
      // There is none but where a maker's driver is installed; elsewhere this fails and does not matter.
      await device.detachKernelDriver(pipes.interfaceNumber).catch(() => undefined)
      await device.claimInterface(pipes.interfaceNumber)
      return { type: 'open', transport: usbTransport(device, pipes, clock), shape: pipes.shape }
    }
  } catch {
    await device.close().catch(() => undefined)
    return { type: 'unopened' }
  }
  await device.close().catch(() => undefined)
  return { type: 'unopened' }
}
