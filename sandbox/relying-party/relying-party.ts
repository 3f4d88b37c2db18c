import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fromPem, type GmCertificate, parseCertificate } from '../../src/shared/gm/certificate.ts'
import { receiptNumberSchema } from '../../src/shared/check.ts'
import { offerWebCheck } from './checks/web-check.ts'
import { webPlace, webPlaces } from './checks/web-places.ts'
import { forgetEnded, forgetWithdrawn } from './deliveries/forget.ts'
import { type NoticeTaken, takeNotice } from './deliveries/take-notice.ts'
import { type PartyRequests, partyRequests } from './platform-link/party-requests.ts'
import { type Answer, type PlatformHttp, platformHttp } from './platform-link/platform-http.ts'
import {
  enrolServerIdentity,
  reopenServerIdentity,
  type ServerIdentity,
} from './platform-link/server-identity.ts'
import {
  type KeptServerKeys,
  readServerKeys,
  type ServerKeys,
  serverKeysSchema,
  writeServerKeys,
} from './platform-link/server-keys.ts'
import { enrolWebTerminal, prepareWebTerminal } from './platform-link/web-terminal.ts'
import type { WhoPassed } from './receipts/who-passed.ts'
import type { RelyingPartySite } from './relying-party-sites.ts'
import { openRelyingPartyStore, type RelyingPartyStore } from './store/store.ts'
import { openReception, type Reception } from './visitors/reception.ts'
import { type Visitor, visitors as visitorsOf } from './visitors/visitor.ts'

/** One relying party's server, without its HTTP edge: what it keeps, and what it does for its visitors. */
export interface RelyingParty {
  readonly site: RelyingPartySite
  readonly store: RelyingPartyStore
  readonly databaseFile: string
  readonly identity: ServerIdentity
  readonly reception: Reception
  readonly visitors: { enter(): string; find(session: string): Visitor | undefined }
  readonly whoPassed: WhoPassed
  takeNotice(message: Uint8Array): NoticeTaken
  /** Deletes what has ended, and what was withdrawn. */
  forget(): Promise<void>
  close(): Promise<void>
}

export interface RelyingPartySetUp {
  readonly site: RelyingPartySite
  /** Where its database and its keys are; made when it is missing. */
  readonly folder: string
  /** Address of the platform. */
  readonly platform: string
  /** File with the platform's root certificate (PEM). */
  readonly platformRoot: string
  /** What an operator of the platform hands out to a relying party. */
  readonly codes: {
    /** For the server's own enrolment. */
    server(): string
    /** For so many terminals. */
    terminals(count: number): readonly string[]
  }
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number
  /** So often (ms) it looks for what is to be deleted. */
  readonly forgetEvery?: number
}

/** So many visitors can be at a check at the same time. */
const placesPerSite = 4
/** A server that does not listen yet takes no notices; the platform is told the address when it does. */
const nowhereYet = 'http://127.0.0.1:0'
const defaultForgetEvery = 60_000

export async function openRelyingParty(setUp: RelyingPartySetUp): Promise<RelyingParty> {
  const { site, folder, now = Date.now, forgetEvery = defaultForgetEvery } = setUp
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const http = platformHttp(setUp.platform)
  const root = parseCertificate(fromPem('CERTIFICATE', await readFile(setUp.platformRoot, 'ascii')))
  const { identity, terminals } = await openKeys(setUp, http, root, now())
  const databaseFile = path.join(folder, 'relying-party.db')
  const store = openRelyingPartyStore(databaseFile)
  const requests = partyRequests(http, identity, now)
  const elapsed = () => performance.now()
  const present = visitorsOf()
  const whoPassed = whoPassedOf(requests)
  const { customNumber } = site
  let next: string | null = null
  const forget = async () => {
    forgetEnded(store, now())
    next = await forgetWithdrawn(store, requests, next)
  }
  const stop = repeat(forget, forgetEvery)
  return {
    site,
    store,
    databaseFile,
    identity,
    whoPassed,
    forget,
    reception: openReception({
      store,
      places: webPlaces(terminals.map((kept) => webPlace(() => enrolWebTerminal(http, root, kept, now())))),
      offer: async (place, asked) => {
        const terminal = await place.terminal()
        if (terminal.kind === 'unavailable') return terminal
        return offerWebCheck({ http, terminal: terminal.value, customNumber, root, now, elapsed }, asked)
      },
      whoPassed,
      now,
      elapsed,
    }),
    visitors: {
      enter: () => present.enter(elapsed()),
      find: (session) => present.find(session, elapsed()),
    },
    takeNotice: (message) => takeNotice({ store, identity, site, now }, message),
    close: async () => {
      present.leave()
      await stop()
      store.close()
    },
  }
}

/** The keys of an earlier start, or new ones with a new enrolment; those of the places enrol when they are needed. */
async function openKeys(
  { site, folder, codes }: RelyingPartySetUp,
  http: PlatformHttp,
  root: GmCertificate,
  now: number,
): Promise<{ readonly identity: ServerIdentity; readonly terminals: ServerKeys['terminals'] }> {
  const { customNumber } = site
  const file = path.join(folder, 'server-keys.json')
  const kept = await readServerKeys(file)
  const reopened = kept && reopenServerIdentity(kept.server, root, now)
  if (kept && reopened) return { identity: reopened, terminals: kept.terminals }
  const server = required(
    await enrolServerIdentity(http, root, {
      customNumber,
      enrolmentCode: codes.server(),
      deliveryUrl: nowhereYet,
      now,
    }),
  )
  const terminals = codes.terminals(placesPerSite).map((code) => prepareWebTerminal(customNumber, code))
  const keys: KeptServerKeys = { version: 2, server: server.kept, terminals }
  await writeServerKeys(file, keys)
  return { identity: server.identity, terminals: serverKeysSchema.parse(keys).terminals }
}

/** @throws Error: without its enrolment a server is of no use, and its start has failed */
function required<Value>(answer: Answer<Value>): Value {
  if (answer.kind === 'unavailable') throw new Error(`a relying party could not enrol: ${answer.reason}`)
  return answer.value
}

function whoPassedOf(requests: PartyRequests): WhoPassed {
  return async (receipt) => {
    const number = receiptNumberSchema.safeParse(receipt)
    if (!number.success) return { kind: 'unknown' }
    const answer = await requests.exchange(number.data)
    if (answer.kind === 'answer') {
      const { pseudonym, ageMark = null } = answer.value
      return { kind: 'known', pseudonym, ageMark }
    }
    return { kind: answer.reason === 'not-found' ? 'unknown' : 'unavailable' }
  }
}

/**
 * Does some work again and again until it is stopped, and never twice at a time; at the end what is under way is waited
 * for.
 */
function repeat(work: () => Promise<void>, every: number): () => Promise<void> {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= work().finally(() => {
      running = null
    })
  }, every)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
