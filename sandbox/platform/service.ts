import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { z } from 'zod'
import { bizSeqSchema } from '../../src/shared/check.ts'
import { approvalStates, enrolmentRequestSchema, largestMessage } from '../../src/shared/wire.ts'
import { signedMessageType } from './media-types.ts'
import { serverEnrolmentRequestSchema } from './parties/wire.ts'
import type { Platform } from './platform.ts'
import { Refusal, type RefusalCode, refusals } from './refusals.ts'

/** So many requests may be under way at once; the next is told to come back (429). */
const mostUnderWay = 64
/** So many may wait for news of an approval, each at one place; that costs no work, but a connection and some memory. */
const mostWaiting = 512
/** A request has to have come as a whole after so long (ms): one that trickles in holds a place that others need. */
const longestArrival = 10_000

/**
 * The platform's HTTP service. It logs nothing, its refusals say one word of a closed list, and whatever it did not
 * foresee is `failed` without a reason.
 */
export function createPlatformService(
  platform: Platform,
  most = mostUnderWay,
  arrival = longestArrival,
  waitingMost = mostWaiting,
): FastifyInstance {
  const service = Fastify({
    logger: false,
    bodyLimit: largestMessage,
    forceCloseConnections: true,
    requestTimeout: arrival,
    http: { headersTimeout: arrival, connectionsCheckingInterval: arrival / 10 },
  })
  service.removeAllContentTypeParsers()
  service.addContentTypeParser(
    [signedMessageType, 'application/json'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  service.setErrorHandler((error, _request, reply) => refuse(reply, codeOf(error)))
  service.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found'))
  limitUnderWay(service, most, waitingMost)
  service.post('/v1/checks', async (request, reply) => {
    const message = bodyOf(request.body, request.headers['content-type'], signedMessageType)
    return reply.type(signedMessageType).send(Buffer.from(await platform.answerCheck(message)))
  })
  service.post('/v1/approvals', async (request, reply) => {
    const message = bodyOf(request.body, request.headers['content-type'], signedMessageType)
    return reply.type(signedMessageType).send(Buffer.from(await platform.offerApproval(message)))
  })
  service.get('/v1/approvals/:bizSeq', async (request, reply) => {
    const asked = followSchema.safeParse({ ...recordOf(request.params), ...recordOf(request.query) })
    if (!asked.success) throw new Refusal('malformed')
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    const { bizSeq, after = null } = asked.data
    const answer = await platform.followApproval(bizSeq, after, gone.signal)
    return reply.type(signedMessageType).send(Buffer.from(answer))
  })
  service.post('/v1/terminals', (request, reply) => {
    const body = bodyOf(request.body, request.headers['content-type'], 'application/json')
    const parsed = enrolmentRequestSchema.safeParse(parseJson(body))
    if (!parsed.success) throw new Refusal('malformed')
    return reply.send(platform.enrolmentOffice.enrol(parsed.data))
  })
  service.post('/v1/servers', (request, reply) => {
    const body = bodyOf(request.body, request.headers['content-type'], 'application/json')
    const parsed = serverEnrolmentRequestSchema.safeParse(parseJson(body))
    if (!parsed.success) throw new Refusal('malformed')
    return reply.send(platform.servers.enrol(parsed.data))
  })
  service.post('/v1/receipts', (request, reply) => {
    const message = bodyOf(request.body, request.headers['content-type'], signedMessageType)
    return reply.type(signedMessageType).send(Buffer.from(platform.servers.exchangeReceipt(message)))
  })
  service.post('/v1/retained', (request, reply) => {
    const message = bodyOf(request.body, request.headers['content-type'], signedMessageType)
    return reply.type(signedMessageType).send(Buffer.from(platform.servers.fetchRetained(message)))
  })
  for (const url of ['checks', 'approvals', 'terminals', 'servers', 'receipts', 'retained'].map(
    (name) => `/v1/${name}`,
  )) {
    service.route({
      method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      handler: (_request, reply) => refuse(reply.header('allow', 'POST'), 'method-not-allowed'),
    })
  }
  return service
}

function limitUnderWay(service: FastifyInstance, most: number, waitingMost: number): void {
  const underWay = { work: 0, waiting: 0 }
  const bounds = { work: most, waiting: waitingMost }
  service.addHook('onRequest', (request, reply, done) => {
    // Who waits for news of an approval must not keep those out who bring work, nor they him.
    const kind = request.method === 'GET' ? 'waiting' : 'work'
    underWay[kind] += 1
    reply.raw.once('close', () => {
      underWay[kind] -= 1
    })
    done(underWay[kind] > bounds[kind] ? new Refusal('busy') : undefined)
  })
}

const followSchema = z.strictObject({ bizSeq: bizSeqSchema, after: z.enum(approvalStates).optional() })

function recordOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function bodyOf(body: unknown, contentType: string | undefined, wanted: string): Uint8Array {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== wanted) throw new Refusal('media-type')
  if (!(body instanceof Uint8Array)) throw new Refusal('malformed')
  return body
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw new Refusal('malformed')
    throw error
  }
}

const fastifyCodes: Readonly<Record<number, RefusalCode>> = { 413: 'too-large', 415: 'media-type' }

function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refusal) return error.code
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  if (typeof status !== 'number' || status < 400 || status > 499) return 'failed'
  return fastifyCodes[status] ?? 'malformed'
}

function refuse(reply: FastifyReply, code: RefusalCode): FastifyReply {
  return reply.code(refusals[code]).send({ code })
}
