import type { Clock } from '../clock.ts'
import type { OpenCardSlots } from '../emrtd/document-readers.ts'
import type { SamSources } from '../resident-card/sam-source.ts'
import type { HidTransport } from '../scanner/hid-transport.ts'
import { virtualDocumentReaders } from './virtual-document-readers.ts'
import { virtualScanners } from './virtual-hid-transport.ts'
import { virtualLinkConnection } from './virtual-link-connection.ts'
import { virtualSamSources } from './virtual-sam-sources.ts'

/** What the device bench offers to one device host. */
export interface VirtualDevices {
  readonly hid: HidTransport
  readonly sams: SamSources
  readonly documents: OpenCardSlots
}

/**
 * Every kind of virtual device over one link, which is built up when one of them is first watched.
 * @param port of the bench, on 127.0.0.1
 */
export function connectVirtualDevices(port: number, clock: Clock): VirtualDevices {
  const link = virtualLinkConnection(port, clock)
  return {
    hid: virtualScanners(link),
    sams: virtualSamSources(link, clock),
    documents: virtualDocumentReaders(link, clock),
  }
}
