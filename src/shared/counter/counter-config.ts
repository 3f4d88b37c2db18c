import { z } from 'zod'
import { noticeVersionSchema } from '../service-config.ts'
import { gateSchema } from './admission.ts'
import { examTermsSchema } from './exam-terms.ts'

/** What makes a terminal a counter: staff, where they check whom, and for how long a log-in lasts. */

const minute = 60_000
const hour = 60 * minute

const wait = z
  .int()
  .min(1_000)
  .max(24 * hour)

export const counterDelaysSchema = z.strictObject({
  /** Without an act of staff or a presentation the counter locks itself after this time. */
  idleLock: wait,
  /** A log-in ends after this time, whatever is being done. */
  shift: wait,
  /** How long a result stands before the screen waits plainly again; the next person supersedes it at once. */
  result: wait,
  /** How long the guest has to answer whether data is to be delivered. */
  consent: wait,
  /** After so many wrong PINs in a row the counter waits for `lockOut`; each further one doubles it, up to `longestLockOut`. */
  lockOut: wait,
  longestLockOut: wait,
})
export type CounterDelays = z.infer<typeof counterDelaysSchema>

export const defaultCounterDelays: CounterDelays = {
  idleLock: 5 * minute,
  shift: 4 * hour,
  result: minute,
  consent: 2 * minute,
  lockOut: 30_000,
  longestLockOut: hour,
}

/** So many wrong PINs in a row cost nothing. */
export const freeAttempts = 3

/**
 * Digest of a PIN: `pbkdf2-sm3:`, 10,000 to 100,000 rounds, a salt of 16 bytes and the 32 bytes that PBKDF2 with HMAC-SM3
 * gives (GM/T 0091), in base64url.
 */
export const pinDigestSchema = z
  .string()
  .regex(/^pbkdf2-sm3:(?:[1-9][0-9]{4}|100000):[A-Za-z0-9_-]{22}:[A-Za-z0-9_-]{43}$/)

const staffSchema = z.strictObject({
  /** Number on the badge: it is chosen at log-in. */
  number: z.string().regex(/^[0-9A-Z]{1,6}$/),
  pinDigest: pinDigestSchema,
})

/** From the root, so that it does not depend on where the terminal was started. */
const pathSchema = z.string().startsWith('/').max(400)

const common = {
  /** Number of this gate or desk. */
  gate: gateSchema,
  staff: z.array(staffSchema).min(1).max(60),
  /** Versions of the notice that hang in print or can be shown on the citizen's display. */
  notices: z.array(noticeVersionSchema).min(1).max(10),
  delays: counterDelaysSchema.partial().optional(),
}

export const counterSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exam'),
    ...common,
    exam: examTermsSchema,
    /** Path of the roster (CSV). It is read anew whenever a session is set up. */
    roster: pathSchema,
    /** Path of the folder to which a session's admissions are exported; without it none are. */
    exports: pathSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('hotel'),
    ...common,
    /** Path of the list of arrivals that the hotel's own software writes (JSON); without it nobody is looked up. */
    arrivals: pathSchema.optional(),
  }),
])
export type CounterConfig = z.infer<typeof counterSchema>
export type CounterKind = CounterConfig['kind']

export function counterDelaysOf({ delays }: CounterConfig): CounterDelays {
  return { ...defaultCounterDelays, ...definedOnly(delays ?? {}) }
}

function definedOnly(
  delays: Partial<Record<keyof CounterDelays, number | undefined>>,
): Partial<CounterDelays> {
  return Object.fromEntries(Object.entries(delays).filter(([, value]) => value !== undefined))
}

interface Fault {
  readonly path: readonly (string | number)[]
  readonly message: string
}

interface Configured {
  readonly counter?: CounterConfig | undefined
  readonly services: readonly { readonly awaits?: object | undefined }[]
  readonly methods: readonly string[]
}

/** What is wrong with a counter whose members are each well-formed. */
export function counterFaults({ counter, services, methods }: Configured): readonly Fault[] {
  if (!counter) return []
  const faults: Fault[] = []
  const path = ['counter']
  const numbers = counter.staff.map(({ number }) => number)
  for (const [index, number] of numbers.entries()) {
    if (numbers.indexOf(number) < index) {
      faults.push({ path: [...path, 'staff', index, 'number'], message: 'staff numbers must differ' })
    }
  }
  if (new Set(counter.notices).size < counter.notices.length) {
    faults.push({ path: [...path, 'notices'], message: 'no version is named twice' })
  }
  if (!methods.includes('network-identity')) {
    faults.push({ path: ['methods'], message: 'a counter checks by the network identity' })
  }
  if (services.length > 1 || services[0]?.awaits !== undefined) {
    const message = 'a counter has one service, and the roster or the list of arrivals says who is awaited'
    faults.push({ path: ['services'], message })
  }
  return faults
}
