import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import type { RecordEvent } from '../../shared/events.ts'
import { hallApiBase, type Refusal, startCheckSchema } from '../../shared/hall-api/contract.ts'
import type { HallApiRefusal } from '../../shared/hall-api/hall-api-events.ts'
import { admit, preflightAnswer, readableBy, refusalOfPlace } from './gate.ts'
import { faultyMember } from './faulty-member.ts'
import type { Client, HallChecks } from './hall-checks.ts'
import type { HallClients } from './hall-clients.ts'
import { answerJson, answerProblem, rawProblem } from './http-answer.ts'
import type { HallApiLimits } from './limits.ts'
import { readBody } from './read-body.ts'
import { methodsAt, type Route, routeOf } from './routes.ts'
import { TokenBucket } from './token-bucket.ts'

export interface HallHttpParts {
  readonly checks: HallChecks
  readonly clients: HallClients
  readonly limits: HallApiLimits
  readonly record: RecordEvent
  /** The OpenAPI document. */
  readonly openApi: () => unknown
  /** Monotonic milliseconds. */
  readonly now: () => number
}

/** What the rest of the interface does at the same gate. */
export interface HallHttp {
  readonly server: Server
  /** Writes a refusal to a connection and closes it. */
  readonly turnAway: (socket: Duplex, refusal: Refusal, cause: HallApiRefusal | null) => void
  /** Takes one of the calls that a client may make; the refusal where there is none. */
  readonly takeCall: (client: Client) => Refusal | null
}

/** The port that was listened on; 0 before. */
export function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** HTTP/1.1 on the loopback: nothing is compressed, nothing is kept for later, nothing waits without an end. */
export function hallHttp(parts: HallHttpParts): HallHttp {
  const { checks, clients, limits, record, openApi, now } = parts
  const calls = new Map<Client, TokenBucket>()
  const inFlight = new Map<Client, number>()

  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTime,
    requestTimeout: limits.requestTime,
    keepAliveTimeout: limits.keepAlive,
    connectionsCheckingInterval: limits.lookInterval,
    insecureHTTPParser: false,
    // Without a Host nothing is answered either, in the form in which everything is refused.
    requireHostHeader: false,
  })
  server.maxConnections = limits.connections
  server.maxRequestsPerSocket = limits.requestsPerConnection

  const refuse = (
    response: ServerResponse,
    refusal: Refusal,
    cause: HallApiRefusal | null,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    if (cause) record('hall-api.refused', { cause })
    answerProblem(response, refusal, headers)
  }

  const takeCall = (client: Client): Refusal | null => {
    const bucket = calls.get(client) ?? new TokenBucket(limits.calls, now())
    calls.set(client, bucket)
    const wait = bucket.wait(now())
    if (wait > 0) return { problem: 'too-many-requests', retryAfter: wait }
    bucket.take(now())
    return null
  }

  /** Counts a request of a client as long as it is being answered; the refusal where there are too many. */
  const enter = (client: Client, response: ServerResponse): Refusal | null => {
    const count = inFlight.get(client) ?? 0
    if (count >= limits.inFlight) return { problem: 'too-many-requests', retryAfter: 1_000 }
    inFlight.set(client, count + 1)
    response.once('close', () => {
      inFlight.set(client, (inFlight.get(client) ?? 1) - 1)
    })
    return null
  }

  const turnAway: HallHttp['turnAway'] = (socket, refusal, cause) => {
    if (cause) record('hall-api.refused', { cause })
    // Half of the connection would otherwise stay open for as long as the other side likes.
    socket.end(rawProblem(refusal), () => {
      socket.destroy()
    })
  }

  const startCheck = async (client: Client, { request, response, readable }: Call) => {
    const body = await readBody(request, limits.bodyBytes)
    if (body.problem !== undefined) {
      refuse(response, body, body.problem === 'body-too-large' ? 'size' : null, readable)
      return
    }
    const parsed = startCheckSchema.safeParse(body.value)
    if (!parsed.success) {
      refuse(response, { problem: 'invalid', ...faultyMember(parsed.error) }, null, readable)
      return
    }
    const started = checks.start(client, parsed.data)
    if ('problem' in started) {
      refuse(response, started, started.problem === 'expected-limit' ? 'expected' : null, readable)
      return
    }
    const { check, isNew } = started
    const headers = { ...readable, location: `${hallApiBase}/checks/${check.id}` }
    answerJson(response, isNew ? 201 : 200, check, headers)
  }

  const answerOf = async (client: Client, route: Route, call: Call): Promise<void> => {
    const { request, response, readable } = call
    switch (route.to) {
      case 'openapi':
        answerJson(response, 200, openApi(), readable)
        return
      case 'checks':
        await startCheck(client, call)
        return
      case 'check': {
        const check =
          request.method === 'DELETE' ? checks.cancel(client, route.id) : checks.get(client, route.id)
        if (check === null) refuse(response, { problem: 'not-found' }, null, readable)
        else if ('problem' in check) refuse(response, check, null, readable)
        else answerJson(response, 200, check, readable)
        return
      }
      case 'events':
        // A WebSocket begins otherwise: see check-events.ts.
        refuse(response, { problem: 'malformed' }, null, readable)
    }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { headers, method = '' } = request
    // What may still be coming is not read to keep the connection: it ends with the answer.
    if (hasBody(headers)) response.shouldKeepAlive = false
    const port = portOf(server)
    if (method === 'OPTIONS' && headers.origin !== undefined) {
      const elsewhere = refusalOfPlace(headers, port, clients)
      if (elsewhere) refuse(response, elsewhere.refusal, elsewhere.cause)
      else response.writeHead(204, preflightAnswer(headers)).end()
      return
    }
    const admission = admit(headers, port, clients)
    if (admission.refusal) {
      const isForeign = admission.cause !== 'token'
      refuse(response, admission.refusal, admission.cause, {
        ...(isForeign ? {} : readableBy(headers.origin)),
        connection: 'close',
      })
      return
    }
    const { client } = admission
    const readable = readableBy(headers.origin)
    const tooMany = takeCall(client) ?? enter(client, response)
    if (tooMany) {
      refuse(response, tooMany, 'rate', { ...readable, connection: 'close' })
      return
    }
    const route = routeOf(request.url)
    if (!route) {
      refuse(response, { problem: 'not-found' }, null, readable)
      return
    }
    const methods: readonly string[] = methodsAt[route.to]
    if (!methods.includes(method)) {
      refuse(response, { problem: 'method-not-allowed' }, null, { ...readable, allow: methods.join(', ') })
      return
    }
    await answerOf(client, route, { request, response, readable })
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(() => {
      // A caller that went away in the middle of its request is no mistake of ours.
      if (request.destroyed && !request.complete) return
      record('hall-api.fault', {})
      if (response.headersSent) response.destroy()
      else answerProblem(response, { problem: 'internal' })
    })
  })

  server.on('clientError', (error, socket) => {
    const { problem, cause } = faultOfConnection(error)
    turnAway(socket, { problem }, cause)
  })

  return { server, takeCall, turnAway }
}

function hasBody({
  'content-length': length = '0',
  'transfer-encoding': coding,
}: IncomingHttpHeaders): boolean {
  return length !== '0' || coding !== undefined
}

/** One request, and what lets a page read its answer. */
interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly readable: Readonly<Record<string, string>>
}

/** What a connection did that is not HTTP, or not in time. One that was only given up is no attack. */
function faultOfConnection(error: Error): {
  readonly problem: 'slow' | 'headers-too-large' | 'malformed'
  readonly cause: HallApiRefusal | null
} {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { problem: 'slow', cause: 'slow' }
  if (code === 'HPE_HEADER_OVERFLOW') return { problem: 'headers-too-large', cause: 'size' }
  return {
    problem: 'malformed',
    cause: code === 'ECONNRESET' || code === 'HPE_INVALID_EOF_STATE' ? null : 'form',
  }
}
