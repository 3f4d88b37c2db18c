import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import { receiptNumberSchema } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import type { EventId, RecordEvent } from '../../shared/events.ts'
import { toHex } from '../../shared/gm/bytes.ts'
import { sm3 } from '../../shared/gm/sm3.ts'
import { hallCheckSchema } from '../../shared/hall-api/contract.ts'
import type { HallClientConfig } from '../../shared/hall-api/hall-api-config.ts'
import type { HallStands } from '../journey/hall-visit.ts'
import { fixtureConfig, playJourney } from '../journey/journey-fixture.ts'
import type { CheckReceipt } from '../verification/verification-client.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import { type HallApi, openHallApi } from './hall-api.ts'
import { type HallApiLimits, hallApiLimits } from './limits.ts'

/** The tokens of the two clients that the fixture knows: a queue system, and a page in a browser. */
export const queueToken = 'q'.repeat(64)
export const deskToken = 'd'.repeat(64)
export const deskOrigin = 'https://desk.hall.example'

export const fixtureClients: readonly HallClientConfig[] = [
  { name: 'queue', tokenDigest: `sm3:${toHex(sm3(new TextEncoder().encode(queueToken)))}` },
  {
    name: 'desk',
    tokenDigest: `sm3:${toHex(sm3(new TextEncoder().encode(deskToken)))}`,
    origins: [deskOrigin],
    services: ['card'],
  },
]

/** A terminal whose hall has two clients; the system gives it a port. */
export const hallConfig: TerminalConfig = {
  ...fixtureConfig,
  hallApi: { port: 0, clients: [...fixtureClients] },
  delays: { settle: 100 },
}

interface Watching {
  readonly note: (stands: HallStands) => void
  readonly noteReceipt: (receipt: CheckReceipt) => void
}

/** A played journey at which the hall's software is heard. */
export function playHall(config: TerminalConfig = hallConfig) {
  const recorded: { readonly id: EventId; readonly fields: unknown }[] = []
  const record: RecordEvent = (id, fields) => {
    recorded.push({ id, fields })
  }
  let watching: Watching | null = null
  const play = playJourney(config, { onHallStands: (stands) => watching?.note(stands) })
  let receipts = 0
  return {
    play,
    config,
    record,
    recorded,
    /** Lets what is heard be told how the journey stands, and of its receipts. */
    connect: (to: Watching) => {
      watching = to
    },
    /** Agrees, as soon as the notice takes it, and chooses the network identity. */
    toPresent: () => {
      play.journey.act({ type: 'agree', to: 'notice' })
      play.journey.act({ type: 'choose-method', method: 'network-identity' })
      if (play.screen().name !== 'present') throw new Error(`this is ${play.screen().name}`)
    },
    /** Presents something, to which the platform has this to say. @returns the receipt of a verdict */
    answer: async (end: 'pass' | 'fail' | 'unavailable', settle: () => Promise<unknown>): Promise<string> => {
      const { bizSeq } = play.present()
      await settle()
      const asking = play.asked.at(-1)
      receipts += 1
      const receipt = receiptNumberSchema.parse(receipts.toString(16).padStart(20, '0'))
      if (end === 'unavailable') asking?.reject(new VerificationUnavailable('offline'))
      else {
        watching?.noteReceipt({ bizSeq, verdict: end, receipt })
        asking?.resolve(end)
      }
      await settle()
      return receipt
    },
  }
}

const opened: HallApi[] = []

/** Closes what was opened, after each test. */
export function closeHalls(): void {
  for (const api of opened.splice(0)) api.close()
}

/** The real interface on a real socket, at a played journey. */
export function startHall(limits: Partial<HallApiLimits> = {}, config: TerminalConfig = hallConfig) {
  const played = playHall(config)
  const api = openHallApi({
    config,
    journey: played.play.journey,
    record: played.record,
    now: () => performance.now(),
    limits: { ...hallApiLimits, ...limits },
  })
  opened.push(api)
  played.connect(api)
  return { ...played, api }
}

interface CallOptions extends RequestInit {
  /** By default the queue system's. */
  readonly token?: string | null
}

/** The same once it listens, and calls to it. */
export async function openHall(limits: Partial<HallApiLimits> = {}, config: TerminalConfig = hallConfig) {
  const started = startHall(limits, config)
  await vi.waitFor(() => {
    if (started.api.port() === 0) throw new Error('it does not listen yet')
  })
  const base = `http://127.0.0.1:${started.api.port()}`
  const call = (path: string, { token = queueToken, ...init }: CallOptions = {}) => {
    const headers = new Headers(init.headers)
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    return fetch(`${base}${path}`, { ...init, headers })
  }
  const post = (body: unknown, { headers, ...init }: CallOptions = {}) =>
    call('/v1/checks', {
      method: 'POST',
      body: JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', ...Object.fromEntries(new Headers(headers)) },
    })
  return { ...started, base, call, post }
}

/** A request for a check, with a key of its own. */
export function asking(members: Readonly<Record<string, unknown>> = {}) {
  return { service: 'card', subject: 'self', idempotencyKey: randomUUID(), ...members }
}

export async function checkIn(reply: Response) {
  return hallCheckSchema.parse(await reply.json())
}
