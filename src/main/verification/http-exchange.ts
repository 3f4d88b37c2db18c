import http from 'node:http'
import https from 'node:https'
import { VerificationUnavailable, type UnavailableReason } from '../../shared/verdict.ts'
import { largestMessage } from '../../shared/wire.ts'

/** CMS as RFC 7193 names it, or JSON. */
export type MediaType = 'application/cms' | 'application/json'

export interface Timing {
  /** Milliseconds from the call to the last byte, connecting included. */
  readonly limit: number
  readonly signal?: AbortSignal | undefined
}

export interface HttpExchange {
  /**
   * Posts `body` and gives the body of a reply with status 200.
   * @param path below the platform's base address, such as `/v1/checks`
   * @param mediaType of `body`
   * @throws VerificationUnavailable
   */
  post(path: string, mediaType: MediaType, body: Uint8Array, timing: Timing): Promise<Uint8Array>
  /** Asks without a body, and gives the reply's as `post` does. @param path with a query, where there is one */
  get(path: string, timing: Timing): Promise<Uint8Array>
  close(): void
}

interface Posted {
  readonly mediaType: MediaType
  readonly body: Uint8Array
}

/** A connection that rested longer than this (ms) is not used again: what stands between may have forgotten it. */
const longestRest = 20_000

const reasonsByStatus: Readonly<Record<number, UnavailableReason>> = {
  401: 'terminal-unknown',
  403: 'terminal-revoked',
  409: 'conflict',
  412: 'clock',
  429: 'busy',
}

function reasonOfStatus(status: number): UnavailableReason {
  return reasonsByStatus[status] ?? (status >= 500 && status <= 599 ? 'server-error' : 'request-refused')
}

function reasonOfError(error: Error): UnavailableReason {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code.startsWith('HPE_') ? 'reply-malformed' : 'offline'
}

/**
 * The headers a reply may have, and their form. Nobody reads them, but a runtime keeps what it parsed until it is
 * collected: a header with room for words would be a way for words into this process.
 */
const allowedHeaders: ReadonlyMap<string, RegExp> = new Map([
  ['content-type', /^application\/(cms|json)(; charset=utf-8)?$/],
  ['content-length', /^[0-9]{1,15}$/],
  [
    'date',
    /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/,
  ],
  ['connection', /^(keep-alive|close)$/],
  ['keep-alive', /^timeout=[0-9]{1,4}$/],
])

/** Whether the frame around a reply's body says nothing but what HTTP needs. Chunks would have room for more. */
function isBareReply({ statusMessage, rawHeaders }: http.IncomingMessage): boolean {
  if (statusMessage !== 'OK') return false
  const seen = new Set<string>()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    if (seen.has(name) || !allowedHeaders.get(name)?.test(rawHeaders[index + 1] ?? '')) return false
    seen.add(name)
  }
  return seen.has('content-length')
}

/**
 * HTTP to one host and no other. Of a reply only status and body are read here; one whose headers or reason phrase have
 * room for anything else is refused as malformed. Redirections are not followed, and no proxy of the environment is used
 * (an agent of our own has none).
 *
 * node:http rather than fetch: measured on the loopback, 0.08 ms against 0.28 ms for one exchange.
 */
export function createHttpExchange(baseUrl: string): HttpExchange {
  const base = new URL(baseUrl)
  const secure = base.protocol === 'https:'
  const { request } = secure ? https : http
  const agent = secure
    ? new https.Agent({ keepAlive: true, timeout: longestRest, rejectUnauthorized: true })
    : new http.Agent({ keepAlive: true, timeout: longestRest })
  const folder = base.pathname.replace(/\/+$/, '')

  const exchange = (
    method: 'GET' | 'POST',
    path: string,
    posted: Posted | null,
    { limit, signal }: Timing,
  ): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const sending = request({
        agent,
        protocol: base.protocol,
        hostname: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port,
        method,
        path: folder + path,
        headers: posted ? { 'content-type': posted.mediaType, 'content-length': posted.body.length } : {},
      })
      const end = () => {
        clearTimeout(clock)
        signal?.removeEventListener('abort', cancel)
      }
      const fail = (reason: UnavailableReason) => {
        end()
        sending.destroy()
        reject(new VerificationUnavailable(reason))
      }
      const cancel = () => fail('cancelled')
      const clock = setTimeout(() => fail('timeout'), Math.max(0, limit))
      sending.on('error', (error) => fail(reasonOfError(error)))
      sending.on('information', () => fail('reply-malformed'))
      sending.on('response', (reply) => {
        reply.on('error', (error) => fail(reasonOfError(error)))
        if (reply.statusCode !== 200) return fail(reasonOfStatus(reply.statusCode ?? 0))
        if (!isBareReply(reply)) return fail('reply-malformed')
        if (Number(reply.headers['content-length']) > largestMessage) return fail('reply-too-large')
        const parts: Uint8Array[] = []
        reply.on('data', (part: Uint8Array) => parts.push(part))
        reply.on('end', () => {
          end()
          resolve(new Uint8Array(Buffer.concat(parts)))
        })
      })
      if (signal?.aborted) return cancel()
      signal?.addEventListener('abort', cancel)
      sending.end(posted?.body)
    })

  return {
    post: (path, mediaType, body, timing) => exchange('POST', path, { mediaType, body }, timing),
    get: (path, timing) => exchange('GET', path, null, timing),
    close: () => agent.destroy(),
  }
}
