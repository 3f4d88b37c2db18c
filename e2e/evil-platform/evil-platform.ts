import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AuthorityCredentials, openAuthority } from '../../sandbox/platform/authority-files.ts'
import { readSignedData } from '../../src/shared/gm/cms.ts'
import type { SandboxReady } from '../../src/shared/sandbox-ready.ts'
import {
  type CheckReply,
  type CheckRequest,
  checkRequestSchema,
  readCanonicalJson,
  requestDigest,
  writeTimeStamp,
} from '../../src/shared/wire.ts'
import { writeMessage, type MessageParts } from './signed-message.ts'

/** One check that has come in, and what there is to answer it with. */
export class EvilExchange {
  readonly #platform: string
  readonly #message: Uint8Array
  readonly authority: AuthorityCredentials
  readonly request: CheckRequest
  readonly response: ServerResponse
  /** SM3 of the request's content, as a reply must carry it. */
  readonly digest: string

  constructor(
    platform: string,
    authority: AuthorityCredentials,
    message: Uint8Array,
    response: ServerResponse,
  ) {
    const { content } = readSignedData(message)
    this.#platform = platform
    this.#message = message
    this.authority = authority
    this.request = readCanonicalJson(content, checkRequestSchema)
    this.digest = requestDigest(content)
    this.response = response
  }

  /** What the sandbox's own platform says to this check. */
  async honest(): Promise<Uint8Array> {
    const reply = await forward(this.#platform, '/v1/checks', 'application/cms', this.#message)
    return reply.body
  }

  /** The members of a reply that a terminal would believe, pass, with some of them changed. */
  members(changed: object = {}): object {
    const { bizSeq, terminal } = this.request
    const reply = {
      bizSeq,
      terminal,
      timeStamp: writeTimeStamp(Date.now()),
      authResult: 'pass',
      digest: this.digest,
    } satisfies Record<keyof CheckReply, string>
    return { ...reply, ...changed }
  }

  /** A message with the platform's own signature and certificates, and some of it changed. */
  sign(content: object | string, changed: Partial<MessageParts> = {}): Uint8Array {
    const { signing, issuing } = this.authority
    const signer = changed.signer ?? signing
    const named = changed.claimedSigner ?? signer
    return writeMessage({
      content: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
      signer,
      certificates: [named.certificate.der, issuing.certificate.der],
      ...changed,
    })
  }

  /** Answers 200 with this body. */
  answer(body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): void {
    const length = Buffer.byteLength(body)
    this.response.writeHead(200, { 'content-type': 'application/cms', 'content-length': length, ...headers })
    this.response.end(body)
  }
}

export type Behaviour = (exchange: EvilExchange) => void | Promise<void>

interface Forwarded {
  readonly status: number
  readonly body: Uint8Array
}

async function forward(platform: string, path: string, type: string, body: Uint8Array): Promise<Forwarded> {
  const reply = await fetch(platform + path, {
    method: 'POST',
    headers: { 'content-type': type },
    body: Uint8Array.from(body),
  })
  return { status: reply.status, body: new Uint8Array(await reply.arrayBuffer()) }
}

/** Stands between a terminal and the sandbox's platform, holds that platform's keys, and answers checks as it likes. */
export interface EvilPlatform {
  readonly url: string
  /** How it answers checks from now on. */
  behave(behaviour: Behaviour): void
  /** Paths it was asked for since the last `behave`, but those of approvals: it answers none, and the scanner is used. */
  readonly asked: readonly string[]
  /** Passes approvals on as well, whatever else it does, or answers none of them and breaks off what is asked. */
  passApprovals(pass: boolean): void
  /** Nothing listens at its address any more, or again. */
  setUp(up: boolean): Promise<void>
  close(): Promise<void>
}

/** Passes everything on, as if it were not there. */
export const honest: Behaviour = async (exchange) => {
  exchange.answer(await exchange.honest())
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of request) if (part instanceof Uint8Array) parts.push(part)
  return Buffer.concat(parts)
}

export async function startEvilPlatform(sandbox: SandboxReady): Promise<EvilPlatform> {
  const authority = await openAuthority(sandbox.folder, Date.now())
  let behaviour: Behaviour = honest
  let asked: string[] = []
  let approvalsPass = false
  const followed = new Set<ServerResponse>()
  /** Passes on one question of an approval, and gives it up when nobody waits for the answer any more. */
  const passOn = async (request: IncomingMessage, body: Uint8Array, response: ServerResponse) => {
    const { url = '', method = 'GET', headers } = request
    const left = new AbortController()
    followed.add(response)
    response.once('close', () => {
      followed.delete(response)
      left.abort()
    })
    const reply = await fetch(sandbox.platform + url, {
      method,
      signal: left.signal,
      ...(method === 'POST' && {
        headers: { 'content-type': headers['content-type'] ?? '' },
        body: Uint8Array.from(body),
      }),
    }).catch((error: unknown) => {
      if (left.signal.aborted) return null
      throw error
    })
    if (!reply) return
    const answer = new Uint8Array(await reply.arrayBuffer())
    const type = reply.headers.get('content-type')
    response.writeHead(reply.status, {
      'content-length': answer.length,
      ...(type !== null && { 'content-type': type }),
    })
    response.end(answer)
  }
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '', headers } = request
    const body = await bodyOf(request)
    if (url.startsWith('/v1/approvals') && approvalsPass) {
      await passOn(request, body, response)
      return
    }
    if (url.startsWith('/v1/approvals')) {
      response.writeHead(503).end()
      return
    }
    asked.push(url)
    if (url === '/v1/checks') {
      await behaviour(new EvilExchange(sandbox.platform, authority, body, response))
      return
    }
    const reply = await forward(sandbox.platform, url, headers['content-type'] ?? '', body)
    const head = { 'content-type': 'application/json', 'content-length': reply.body.length }
    response.writeHead(reply.status, head).end(reply.body)
  }
  const server = createServer((request, response) => {
    // What a terminal does with its end of the connection is its business, and the test's to judge.
    response.on('error', () => response.destroy())
    void respond(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the evil platform has no port')
  const { port } = address
  const setUp = async (up: boolean): Promise<void> => {
    if (up === server.listening) return
    if (up) {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      return
    }
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return {
    url: `http://127.0.0.1:${port}`,
    behave: (wanted) => {
      behaviour = wanted
      asked = []
    },
    get asked() {
      return asked
    },
    passApprovals: (pass) => {
      approvalsPass = pass
      if (pass) return
      for (const response of followed) response.destroy()
    },
    setUp,
    close: () => setUp(false),
  }
}
