import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { fromBase64, toBase64 } from '../../../src/shared/gm/bytes.ts'
import {
  createCertificateRequest,
  type GmCertificate,
  parseCertificate,
} from '../../../src/shared/gm/certificate.ts'
import { openEnvelope, signData, verifySignedData } from '../../../src/shared/gm/cms.ts'
import { generateSm2KeyPair } from '../../../src/shared/gm/sm2.ts'
import { readCanonicalJson, requestDigest, writeTimeStamp } from '../../../src/shared/wire.ts'
import type { RunningPlatform } from '../platform.fake.ts'
import { postJson } from '../terminal.fake.ts'
import {
  type Notice,
  noticeSchema,
  partyAnswerSchema,
  type ReceiptRequest,
  type RetainedRequest,
  sealedNoticeSchema,
  type SealedNotice,
  sealedReceiptSchema,
  sealedRetainedSchema,
  serverEnrolmentReplySchema,
  type ServerEnrolmentRequest,
  writePartyJson,
} from './wire.ts'

/** A relying party's server for tests: real keys, a real port, and whatever manners a test wants. */

export type Manners = 'takes' | 'refuses' | 'fails' | 'is-silent'

export function serverKeys() {
  return { signing: generateSm2KeyPair(), encryption: generateSm2KeyPair() }
}

export function serverEnrolmentRequest(
  enrolmentCode: string,
  customNumber: string,
  deliveryUrl: string,
  keys = serverKeys(),
): ServerEnrolmentRequest {
  const request = (keyPair: typeof keys.signing) =>
    toBase64(createCertificateRequest({ subject: { commonName: 'server' }, keyPair }))
  return {
    version: 1,
    customNumber,
    enrolmentCode,
    signingRequest: request(keys.signing),
    encryptionRequest: request(keys.encryption),
    deliveryUrl,
  }
}

/** A place on the loopback where notices come in. */
export interface NoticePort {
  readonly url: string
  manners: Manners
  /** Every message that came, whatever was answered. */
  readonly came: readonly Uint8Array[]
  /** Resolves when so many have come in all. */
  until(count: number): Promise<void>
  /** Goes off the network, and back at the same port. */
  down(): Promise<void>
  up(): Promise<void>
}

export async function openNoticePort(): Promise<NoticePort> {
  const came: Uint8Array[] = []
  let waiting: (() => void)[] = []
  let port = 0
  let server: Server | null = null
  const up = async () => {
    if (server) return
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.once('end', () => {
        came.push(new Uint8Array(Buffer.concat(parts)))
        const status = { takes: 204, refuses: 403, fails: 500, 'is-silent': null }[opened.manners]
        if (status !== null) response.writeHead(status).end()
        for (const wake of waiting) wake()
      })
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    port = address.port
  }
  const opened: NoticePort = {
    get url() {
      return `http://127.0.0.1:${port}/notices`
    },
    manners: 'takes',
    came,
    until: async (count) => {
      while (came.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
      waiting = []
    },
    up,
    down: async () => {
      const closing = server
      server = null
      if (!closing) return
      closing.close()
      closing.closeAllConnections()
      await once(closing, 'close')
    },
  }
  await up()
  return opened
}

export type FakeServer = Awaited<ReturnType<typeof enrolFakeServer>>

/** Enrols over HTTP, as a relying party's server does. */
export async function enrolFakeServer(running: RunningPlatform, customNumber: string, deliveryUrl: string) {
  const keys = serverKeys()
  const code = running.platform.servers.issueCode(customNumber)
  const request = serverEnrolmentRequest(code, customNumber, deliveryUrl, keys)
  const response = await postJson(`${running.url}/v1/servers`, request)
  const reply = serverEnrolmentReplySchema.parse(await response.json())
  const certificate = (base64: string) => parseCertificate(fromBase64(base64))
  const signing = certificate(reply.signingCertificate)
  const encryption = certificate(reply.encryptionCertificate)
  const now = () => running.clock.now()
  /** What the platform signed, and nobody else. */
  const verified = (message: Uint8Array) =>
    verifySignedData(message, {
      root: running.platform.authority.root,
      at: new Date(now()),
      expectedSigner: certificate(reply.signerChain[0] ?? ''),
    }).content
  const unsealed = (sealed: string) =>
    openEnvelope(fromBase64(sealed), { certificate: encryption, privateKey: keys.encryption.privateKey })
  const signed = (content: ReceiptRequest | RetainedRequest) =>
    signData({ content: writePartyJson(content), certificate: signing, keyPair: keys.signing })
  const send = (url: string, message: Uint8Array) =>
    fetch(`${running.url}${url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/cms' },
      body: Buffer.from(message),
    })
  const ask = async <Sealed>(
    url: string,
    content: ReceiptRequest | RetainedRequest,
    read: (bytes: Uint8Array) => Sealed,
  ): Promise<Sealed | number> => {
    const response = await send(url, signed(content))
    if (response.status !== 200) return response.status
    const answer = readCanonicalJson(
      verified(new Uint8Array(await response.arrayBuffer())),
      partyAnswerSchema,
    )
    if (answer.digest !== requestDigest(writePartyJson(content))) throw new Error('another answer')
    return read(unsealed(answer.sealed))
  }
  return {
    customNumber,
    keys,
    signing,
    encryption,
    partyRoot: certificate(reply.partyRoot) satisfies GmCertificate,
    signed,
    send,
    readNotice: (message: Uint8Array): { readonly notice: Notice; readonly sealed: SealedNotice } => {
      const notice = readCanonicalJson(verified(message), noticeSchema)
      return { notice, sealed: readCanonicalJson(unsealed(notice.sealed), sealedNoticeSchema) }
    },
    receiptRequest: (receiptNo: ReceiptRequest['receiptNo']): ReceiptRequest => ({
      version: 1,
      customNumber,
      timeStamp: writeTimeStamp(now()),
      receiptNo,
    }),
    retainedRequest: (consent: string): RetainedRequest => ({
      version: 1,
      customNumber,
      timeStamp: writeTimeStamp(now()),
      consent,
    }),
    exchange: (content: ReceiptRequest) =>
      ask('/v1/receipts', content, (bytes) => readCanonicalJson(bytes, sealedReceiptSchema)),
    fetchRetained: (content: RetainedRequest) =>
      ask('/v1/retained', content, (bytes) => readCanonicalJson(bytes, sealedRetainedSchema)),
  }
}
