import type { IncomingHttpHeaders } from 'node:http'
import { type Refusal, tokenProtocolPrefix } from '../../shared/hall-api/contract.ts'
import type { HallApiRefusal } from '../../shared/hall-api/hall-api-events.ts'
import type { Client } from './hall-checks.ts'
import type { HallClients } from './hall-clients.ts'

/** Who calls; or why nobody is let in, and under what that is recorded. */
export type Admission =
  | { readonly client: Client; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly cause: HallApiRefusal }

/** The only Host that is answered: under any other name this port was reached by rebinding a name to the loopback. */
export function hostOf(port: number): string {
  return `127.0.0.1:${port}`
}

/** Whether a call came to this machine by its address, from a program or from a page that a client may have. */
export function refusalOfPlace(
  { host, origin }: IncomingHttpHeaders,
  port: number,
  clients: HallClients,
): Exclude<Admission, { client: Client }> | null {
  if (host !== hostOf(port)) return { refusal: { problem: 'wrong-host' }, cause: 'host' }
  const isForeign = origin !== undefined && !clients.knows(origin)
  return isForeign ? { refusal: { problem: 'origin-not-allowed' }, cause: 'origin' } : null
}

/** Judges a call by its headers, before anything of its body is read. */
export function admit(headers: IncomingHttpHeaders, port: number, clients: HallClients): Admission {
  const elsewhere = refusalOfPlace(headers, port, clients)
  if (elsewhere) return elsewhere
  const token = tokenIn(headers)
  const client = token === null ? null : clients.byToken(token)
  if (client === null) return { refusal: { problem: 'unauthorised' }, cause: 'token' }
  const { origin } = headers
  if (origin !== undefined && !clients.allows(client, origin))
    return { refusal: { problem: 'origin-not-allowed' }, cause: 'origin' }
  return { client }
}

/** A page in a browser cannot set headers of a WebSocket, but its subprotocols. */
function tokenIn(headers: IncomingHttpHeaders): string | null {
  const [, token] = /^Bearer ([^ ]+)$/i.exec(headers.authorization ?? '') ?? []
  if (token !== undefined) return token
  if (headers.upgrade === undefined) return null
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const named = protocols.find((name) => name.startsWith(tokenProtocolPrefix))
  return named?.slice(tokenProtocolPrefix.length) ?? null
}

/** What lets a page of an allowed origin read the answer. */
export function readableBy(origin: string | undefined): Readonly<Record<string, string>> {
  return origin === undefined
    ? { vary: 'Origin' }
    : {
        vary: 'Origin',
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'location, retry-after',
      }
}

/** What a browser is told that asks before it lets a page call: see the Private Network Access draft for the last line. */
export function preflightAnswer(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return {
    ...readableBy(headers.origin),
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
    ...(headers['access-control-request-private-network'] === 'true' && {
      'access-control-allow-private-network': 'true',
    }),
  }
}
