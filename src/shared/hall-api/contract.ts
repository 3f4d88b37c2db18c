import { z } from 'zod'
import { receiptNumberSchema, subjects } from '../check.ts'
import { serviceIdSchema } from '../service-config.ts'
import { verdicts } from '../verdict.ts'
import { pseudonymSchema } from '../wire.ts'

/** What the hall's own software and the terminal say to each other. The OpenAPI document is made from this file. */

/** Where the version of this contract stands in every address. */
export const hallApiBase = '/v1'

/** Tokens are what `openssl rand -hex 32` gives, or as long in another alphabet of addresses. */
export const tokenSchema = z.string().regex(/^[0-9A-Za-z_-]{32,128}$/)

/** Name of a check towards the client that asked for it. */
export const hallCheckIdSchema = z.uuid({ version: 'v4' })

export const startCheckSchema = z
  .strictObject({
    service: serviceIdSchema.describe('Id of a service in the terminal’s configuration.'),
    subject: z.enum(subjects).describe('Whom the check is for; the service must be done for such a person.'),
    expected: pseudonymSchema
      .optional()
      .describe(
        'The relying party’s own pseudonym of the one person awaited: pass then means that it is them.',
      ),
    idempotencyKey: z
      .string()
      .regex(/^[0-9A-Za-z_-]{16,64}$/)
      .describe('Drawn anew for each check. The same key with the same members gives the same check again.'),
  })
  .meta({ description: 'Asks that somebody be checked at this terminal.' })
export type StartCheck = z.infer<typeof startCheckSchema>

const of = { id: hallCheckIdSchema }

/** What a client learns of a check: one word once there is one, and nothing of the visit. */
export const hallCheckSchema = z
  .discriminatedUnion('state', [
    z
      .strictObject({ ...of, state: z.literal('in-progress') })
      .describe('The visit goes on. What the citizen does meanwhile is not told.'),
    z
      .strictObject({
        ...of,
        state: z.literal('completed'),
        verdict: z.enum(verdicts),
        receiptNo: receiptNumberSchema.describe('First 20 digits of SM3 over request and reply.'),
      })
      .describe('The platform gave its verdict.'),
    z
      .strictObject({ ...of, state: z.literal('cancelled') })
      .describe('The client called it off before there was a verdict.'),
    z
      .strictObject({ ...of, state: z.literal('left') })
      .describe('The citizen left before there was a verdict, or went to the window.'),
    z
      .strictObject({ ...of, state: z.literal('unavailable') })
      .describe('No verdict could be had. This is not a fail.'),
  ])
  .meta({ description: 'A check that this client asked for.' })
export type HallCheck = z.infer<typeof hallCheckSchema>

/** Every way in which a call can be refused: its code, status and title. */
export const problems = {
  malformed: { status: 400, title: 'The request is not HTTP, or its body is not JSON in UTF-8.' },
  unauthorised: { status: 401, title: 'There is no token, or it is no client’s.' },
  'origin-not-allowed': { status: 403, title: 'The page’s origin is not one of this client’s.' },
  'service-not-allowed': { status: 403, title: 'The client may not ask for this service.' },
  'not-found': { status: 404, title: 'There is no such address, or no such check of this client.' },
  'method-not-allowed': { status: 405, title: 'The address does not take this method.' },
  slow: { status: 408, title: 'The request took too long to arrive.' },
  busy: { status: 409, title: 'Somebody is at the terminal.' },
  'check-ended': { status: 409, title: 'The check is over and cannot be called off.' },
  'key-reused': { status: 409, title: 'This idempotency key belongs to a check with other members.' },
  'body-too-large': { status: 413, title: 'The body is larger than any request needs.' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json.' },
  'wrong-host': { status: 421, title: 'The Host header must name the loopback address and the port.' },
  invalid: { status: 422, title: 'A member is missing, has a wrong form, or is not done here.' },
  'too-many-requests': { status: 429, title: 'The client asks too often.' },
  'expected-limit': { status: 429, title: 'Too many checks failed against a pseudonym; wait.' },
  'headers-too-large': { status: 431, title: 'The headers are larger than any request needs.' },
  internal: { status: 500, title: 'The terminal made a mistake.' },
  'out-of-service': { status: 503, title: 'The terminal serves nobody now.' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>
export type ProblemCode = keyof typeof problems

const codes = Object.keys(problems).filter((code): code is ProblemCode => Object.hasOwn(problems, code))

/** The body of every refusal (RFC 9457). */
export const problemSchema = z
  .strictObject({
    type: z.string().regex(/^urn:passonly:hall-api:[a-z-]+$/),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    member: z
      .enum(['service', 'subject', 'expected', 'idempotencyKey'])
      .optional()
      .describe('Of `invalid`: the member at fault, where it is one of those that there are.'),
  })
  .meta({ description: 'Why a call was refused (RFC 9457).' })
export type ProblemBody = z.infer<typeof problemSchema>
export type ProblemMember = NonNullable<ProblemBody['member']>

/** A refusal: its code, and what a client can do with it. */
export interface Refusal {
  readonly problem: ProblemCode
  readonly member?: ProblemMember
  /** After so many milliseconds it may be tried again. */
  readonly retryAfter?: number
}

export function problemBody({ problem, member }: Refusal): ProblemBody {
  const { status, title } = problems[problem]
  return {
    type: `urn:passonly:hall-api:${problem}`,
    title,
    status,
    code: problem,
    ...(member !== undefined && { member }),
  }
}

/** The subprotocols by which a page in a browser opens a WebSocket: it can set no header but this. */
export const webSocketProtocol = 'passonly.v1'
export const tokenProtocolPrefix = 'bearer.'
