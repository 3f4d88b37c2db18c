import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { RecordEvent } from '../../shared/events.ts'
import { type HallCheck, type Refusal, webSocketProtocol } from '../../shared/hall-api/contract.ts'
import { admit } from './gate.ts'
import type { Client, HallChecks } from './hall-checks.ts'
import type { HallClients } from './hall-clients.ts'
import { type HallHttp, portOf } from './http-server.ts'
import type { HallApiLimits } from './limits.ts'
import { routeOf } from './routes.ts'

export interface CheckEventsParts {
  readonly http: HallHttp
  readonly checks: HallChecks
  readonly clients: HallClients
  readonly limits: HallApiLimits
  readonly record: RecordEvent
}

/** Nothing is taken from a client but control frames, which have 125 bytes at most. */
const longestFrame = 125
/** A client that reads nothing is not written to for ever. */
const mostUnread = 16_384

/** What a WebSocket is closed with (RFC 6455, 7.4.1). */
const closeCodes = { ended: 1000, goingAway: 1001, nothingTaken: 1008 } as const

/**
 * WebSockets at /v1/checks/{id}/events: the check as it stands, then as it ends, then the end.
 * @returns what closes all of them
 */
export function serveCheckEvents({ http, checks, clients, limits, record }: CheckEventsParts): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestFrame,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(webSocketProtocol) ? webSocketProtocol : false),
  })
  const watching = new Map<Client, number>()
  const answering = new WeakSet<WebSocket>()

  const tooManyOf = (client: Client): Refusal | null =>
    (watching.get(client) ?? 0) >= limits.webSockets
      ? { problem: 'too-many-requests', retryAfter: 1_000 }
      : null

  const serve = (socket: WebSocket, client: Client, check: HallCheck) => {
    watching.set(client, (watching.get(client) ?? 0) + 1)
    const tell = (check: HallCheck) => {
      socket.send(JSON.stringify(check))
      if (check.state !== 'in-progress') socket.close(closeCodes.ended)
    }
    const stop = checks.watch(client, check.id, tell)
    answering.add(socket)
    socket.on('pong', () => {
      answering.add(socket)
    })
    socket.on('ping', () => {
      if (socket.bufferedAmount > mostUnread) socket.terminate()
    })
    socket.on('message', () => {
      socket.close(closeCodes.nothingTaken)
    })
    // A frame that is none, or too long: the library closes with the code for it.
    socket.on('error', () => {
      socket.terminate()
    })
    socket.once('close', () => {
      stop?.()
      watching.set(client, (watching.get(client) ?? 1) - 1)
    })
    tell(check)
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until it is a WebSocket nobody else listens to what becomes of the connection.
    const drop = () => {
      socket.destroy()
    }
    socket.on('error', drop)
    const admission = admit(request.headers, portOf(http.server), clients)
    if (admission.refusal) {
      http.turnAway(socket, admission.refusal, admission.cause)
      return
    }
    const { client } = admission
    const tooMany = http.takeCall(client) ?? tooManyOf(client)
    if (tooMany) {
      http.turnAway(socket, tooMany, 'rate')
      return
    }
    const route = routeOf(request.url)
    const check = route?.to === 'events' ? checks.get(client, route.id) : null
    if (!check) {
      http.turnAway(socket, { problem: 'not-found' }, null)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('error', drop)
      serve(webSocket, client, checks.get(client, check.id) ?? check)
    })
  }

  http.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    try {
      upgrade(request, socket, head)
    } catch {
      // As with any call: whoever finds a mistake of ours must not end the kiosk by it.
      record('hall-api.fault', {})
      socket.destroy()
    }
  })

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answering.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, limits.heartbeat)
  heartbeat.unref()

  return () => {
    clearInterval(heartbeat)
    for (const socket of sockets.clients) {
      socket.close(closeCodes.goingAway)
      socket.terminate()
    }
  }
}
