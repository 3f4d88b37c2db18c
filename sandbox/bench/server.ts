import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { toHex } from '../../src/shared/gm/bytes.ts'
import type { AdjustableClock } from '../platform/clock.ts'
import type { Platform } from '../platform/platform.ts'
import { Refusal } from '../platform/refusals.ts'
import type { SwitchableService } from '../platform/switchable-service.ts'
import type { Phones } from '../wallet/phones.ts'
import { ApiRefusal, createJsonApi } from '../web/json-api.ts'
import { type Page, servePage } from '../web/pages.ts'
import {
  type BenchState,
  clockSchema,
  documentFaultsSchema,
  emptySchema,
  faultsSchema,
  incidentSchema,
  layDocumentSchema,
  laySchema,
  partialScanSchema,
  platformSchema,
  plugSchema,
  reportSchema,
  type Scan,
  scannerFaultsSchema,
  scanSchema,
  terminalSchema,
  type sentSchema,
  vpcdSchema,
} from './api.ts'
import type { BenchDocuments } from './bench-documents.ts'
import { chipProfileIds } from './chips/profile-ids.ts'
import { inputReports, zoneReports } from './hid-reports.ts'
import { samNumber } from './sam/virtual-sam.ts'
import { scannerModels } from './scanner-models.ts'
import type { VirtualDevices } from './virtual-devices.ts'

/** What the bench has its hands on. */
export interface Bench {
  readonly platform: Platform
  readonly clock: AdjustableClock
  readonly service: SwitchableService
  readonly phones: Phones
  readonly devices: VirtualDevices
  readonly documents: BenchDocuments
  /** Address of the wallet's page. */
  readonly wallet: string
}

type Sent = z.infer<typeof sentSchema>

/** The bench's page and what it, or a test, asks for. */
export function createBenchServer(bench: Bench, page: Page): FastifyInstance {
  const { clock, service, devices, platform } = bench
  const api = createJsonApi()
  const send = (reports: readonly Uint8Array[], host: number | undefined): Sent => ({
    hosts: devices.send(reports, host),
    reports: reports.length,
  })
  api.get('/api/state', () => stateOf(bench))
  api.post('/api/scan', scanSchema, async (scan) => send(await reportsOf(bench, scan), scan.host))
  api.post('/api/scan-partial', partialScanSchema, async (scan) =>
    send((await reportsOf(bench, scan)).slice(0, scan.reports ?? 1), scan.host),
  )
  api.post('/api/report', reportSchema, ({ base64, host }) => send([Buffer.from(base64, 'base64')], host))
  api.post('/api/plug', plugSchema, ({ layout }) => devices.plug(layout))
  api.post('/api/unplug', emptySchema, () => devices.unplug())
  api.post('/api/scanner/faults', scannerFaultsSchema, (faults) => devices.setFaults(faults))
  api.post('/api/card/lay', laySchema, ({ card }) => devices.reader.lay(card))
  api.post('/api/card/lift', emptySchema, () => devices.reader.lift())
  api.post('/api/sam/plug', emptySchema, () => devices.reader.plug())
  api.post('/api/sam/unplug', emptySchema, () => devices.reader.unplug())
  api.post('/api/sam/faults', faultsSchema, (faults) => devices.reader.setFaults(faults))
  api.post('/api/document/lay', layDocumentSchema, ({ document }) => devices.documentReader.lay(document))
  api.post('/api/document/lift', emptySchema, () => devices.documentReader.lift())
  api.post('/api/document/plug', emptySchema, () => devices.documentReader.plug())
  api.post('/api/document/unplug', emptySchema, () => devices.documentReader.unplug())
  api.post('/api/document/faults', documentFaultsSchema, (faults) => devices.documentReader.setFaults(faults))
  api.post('/api/document/vpcd', vpcdSchema, ({ port }) => devices.documentReader.carryTo(port))
  const terminals = (act: string, does: (terminal: string) => void) =>
    api.post(`/api/terminals/${act}`, terminalSchema, ({ terminal }) => ofTerminal(() => does(terminal)))
  terminals('approve', (terminal) => platform.terminals.approve(terminal))
  terminals('revoke', (terminal) => platform.terminals.revoke(terminal))
  terminals('enrol-sam', (terminal) => platform.terminals.enrolSam(terminal, samNumber()))
  terminals('withdraw-sam', (terminal) => platform.terminals.withdrawSam(terminal, samNumber()))
  api.post('/api/clock', clockSchema, ({ offsetMs }) => clock.setOffset(offsetMs))
  api.post('/api/incident', incidentSchema, ({ kind }) => {
    const now = clock.now()
    const hour = { begunAt: now - 3_600_000, endedAt: now }
    platform.citizens.declareIncident({ kind, ...hour, touches: 'everybody' })
  })
  api.post('/api/platform', platformSchema, ({ up }) => service.setUp(up))
  api.post('/api/enrolment-code', emptySchema, () => ({ enrolmentCode: platform.enrolmentOffice.reissue() }))
  servePage(api.server, page)
  return api.server
}

function ofTerminal(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) throw new ApiRefusal(404, error.code)
    throw error
  }
}

async function reportsOf({ devices, phones, documents }: Bench, scan: Scan): Promise<Uint8Array[]> {
  if (scan.layout !== undefined) devices.plug(scan.layout)
  const { layout } = scannerModels[devices.model]
  if (scan.mrz !== undefined) return zoneReports(layout, documents.printed(scan.mrz).zone.lines)
  return inputReports(layout, await codeOf(phones, scan))
}

async function codeOf(phones: Phones, { text, base64, wallet, fresh }: Scan): Promise<Uint8Array> {
  if (text !== undefined) return Buffer.from(text, 'utf8')
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  if (wallet === undefined || !phones.has(wallet)) throw new ApiRefusal(404, 'citizen-unknown')
  const shown = fresh === true ? null : phones.shown(wallet)
  return Buffer.from((shown ?? (await phones.newCode(wallet))).code, 'ascii')
}

function stateOf({ platform, clock, service, phones, devices, documents, wallet }: Bench): BenchState {
  const { plugged, document, faults, commands, vpcd } = devices.documentReader
  return {
    now: clock.now(),
    offsetMs: clock.offset,
    platform: { up: service.up, url: service.url },
    wallet,
    enrolmentCode: platform.enrolmentOffice.code,
    terminals: platform.terminals.all().map(({ number, state, sams }) => ({
      number,
      state,
      sam: sams.includes(toHex(samNumber())),
    })),
    scanner: { plugged: devices.plugged, layout: devices.model, faults: devices.faults },
    reader: {
      plugged: devices.reader.plugged,
      card: devices.reader.card,
      faults: devices.reader.faults,
      asked: [...devices.reader.asked],
    },
    documentReader: { plugged, document, faults, commands, vpcd },
    documents: chipProfileIds.map((id) => {
      const { documentNumber, birth, expiry } = documents.printed(id).key
      return { id, documentNumber, birth, expiry }
    }),
    hosts: devices.hosts.map(({ id, enabled }) => ({ id, enabled })),
    phones: platform.store.registry.citizens().map(({ id, name }) => ({
      citizen: id,
      name,
      shows: phones.shown(id)?.state ?? 'nothing',
    })),
  }
}
