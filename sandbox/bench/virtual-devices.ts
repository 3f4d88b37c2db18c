import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import {
  type AttachFrame,
  type LinkFrame,
  linkFrameReader,
  VirtualLinkError,
  writeLinkFrame,
} from '../../src/shared/virtual-link.ts'
import { type After, afterMilliseconds } from './after.ts'
import { type BenchDocuments, openBenchDocuments } from './bench-documents.ts'
import { type DocumentReader, linkedDocumentReader } from './document-reader.ts'
import { reportQueue } from './report-queue.ts'
import { noScannerFaults, type ScannerFaults, withStrays } from './scanner-faults.ts'
import { type ScannerModel, scannerModels } from './scanner-models.ts'
import { linkedReader, type VirtualReader } from './virtual-reader.ts'

/** One device host at the other end of the link. */
export interface ConnectedHost {
  readonly id: number
  /** Whether the scanner reads for this host: some models wait for an enabling feature report. */
  readonly enabled: boolean
}

/**
 * The virtual scanner, the virtual card reader and the contactless reader next to it, and the socket that all are
 * reached by. The scanner is always there and delivers whether a terminal wants it or not, as the real ones do; the
 * readers answer when asked.
 */
export interface VirtualDevices {
  /** TCP port on 127.0.0.1. */
  readonly port: number
  readonly model: ScannerModel
  readonly plugged: boolean
  /** What is wrong with the scanner. */
  readonly faults: ScannerFaults
  readonly hosts: readonly ConnectedHost[]
  readonly reader: VirtualReader
  readonly documentReader: DocumentReader
  /** Plugs the scanner in; another model than before is another device. */
  plug(model?: ScannerModel): void
  /** Pulls the scanner out; what it had not delivered is lost. */
  unplug(): void
  setFaults(faults: ScannerFaults): void
  /**
   * Sends the reports of one code to every host, or to one, as fast and as clean as the scanner is.
   * @returns to how many hosts they go
   */
  send(reports: readonly Uint8Array[], host?: number): number
  close(): Promise<void>
}

interface Host {
  readonly id: number
  readonly socket: Socket
  enabled: boolean
}

export interface VirtualDevicesParts {
  /** What can be laid on the contactless reader. */
  readonly documents?: BenchDocuments
  /** The time that a slow scanner takes. */
  readonly after?: After
  /** 0 to 1, for what disturbs a scanner. */
  readonly random?: () => number
}

export async function openVirtualDevices(
  port: number,
  {
    documents = openBenchDocuments(new Date()),
    after = afterMilliseconds,
    random = Math.random,
  }: VirtualDevicesParts = {},
): Promise<VirtualDevices> {
  const hosts = new Map<number, Host>()
  let model: ScannerModel = 'A'
  let device: number | null = 1
  let lastDevice = 1
  let faults = noScannerFaults
  const queue = reportQueue(after)
  const nextDevice = () => ++lastDevice
  const reader = linkedReader(nextDevice)
  const documentReader = linkedDocumentReader(nextDevice, documents)
  let lastHost = 0

  const write = (host: Host, frame: LinkFrame) => {
    const bytes = writeLinkFrame(frame)
    host.socket.write(bytes, () => bytes.fill(0))
  }
  const attach = (host: Host) => {
    if (device === null) return
    const { vendorId, productId, usagePage, usage, product, waitsForEnable } = scannerModels[model]
    host.enabled = !waitsForEnable
    write(host, {
      type: 'attach',
      deviceId: device,
      kind: 'hid',
      vendorId,
      productId,
      usagePage,
      usage,
      product,
    })
  }
  const unplug = () => {
    if (device === null) return
    queue.clear()
    for (const host of hosts.values()) write(host, { type: 'detach', deviceId: device })
    device = null
  }

  const server = createServer((socket) => {
    const host: Host = { id: ++lastHost, socket, enabled: false }
    hosts.set(host.id, host)
    const frames = linkFrameReader()
    socket.setNoDelay(true)
    socket.on('data', (chunk) => {
      try {
        frames.push(chunk, (frame) => {
          if (frame.type === 'output') {
            toReader.receive(frame.deviceId, frame.bytes)
            toDocumentReader.receive(frame.deviceId, frame.bytes)
          } else if (frame.type !== 'feature') throw new VirtualLinkError('type')
          else if (frame.deviceId === device && isEnable(frame.bytes)) host.enabled = true
        })
      } catch (error) {
        if (!(error instanceof VirtualLinkError)) throw error
        socket.destroy()
      }
    })
    // A host that is killed resets its connection: `close` follows and is all that matters.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      hosts.delete(host.id)
      toReader.leave()
      toDocumentReader.leave()
    })
    attach(host)
    const cable = {
      attach: (frame: AttachFrame) => {
        write(host, frame)
      },
      detach: (deviceId: number) => {
        write(host, { type: 'detach', deviceId })
      },
      input: (deviceId: number, bytes: Uint8Array) => {
        write(host, { type: 'input', deviceId, bytes })
      },
    }
    const toReader = reader.connect(cable)
    const toDocumentReader = documentReader.connect(cable)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: listeningPort(server),
    reader,
    documentReader,
    get model() {
      return model
    },
    get plugged() {
      return device !== null
    },
    get faults() {
      return faults
    },
    get hosts() {
      return [...hosts.values()].map(({ id, enabled }) => ({ id, enabled }))
    },
    plug: (wanted = model) => {
      if (device !== null && wanted === model) return
      unplug()
      model = wanted
      device = nextDevice()
      for (const host of hosts.values()) attach(host)
    },
    unplug,
    setFaults: (given) => {
      faults = given
      queue.slowDown(given.slowness)
    },
    send: (reports, only) => {
      if (device === null) return 0
      const deviceId = device
      const reached = [...hosts.values()].filter((host) => host.enabled && (only ?? host.id) === host.id)
      const deliveries = withStrays(reports, faults, random).map((bytes) => () => {
        for (const host of reached) write(host, { type: 'input', deviceId, bytes })
      })
      queue.add(deliveries)
      return reached.length
    },
    close: async () => {
      queue.clear()
      documentReader.close()
      for (const host of hosts.values()) host.socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Feature report FE 01: "read, and deliver as HID POS". */
function isEnable(report: Uint8Array): boolean {
  return report[0] === 0xfe && report[1] === 0x01
}

function listeningPort(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the link does not listen on a port')
  return address.port
}
