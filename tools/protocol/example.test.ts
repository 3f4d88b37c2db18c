import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fromBase64, fromHex } from '../../src/shared/gm/bytes.ts'
import { parseCertificate, verifyCertificateChain } from '../../src/shared/gm/certificate.ts'
import { openEnvelope, verifySignedData } from '../../src/shared/gm/cms.ts'
import { readEvidenceContent } from '../../src/shared/sealed-content.ts'
import { isWalletCode } from '../../src/shared/wallet-code.ts'
import {
  checkReplySchema,
  checkRequestSchema,
  readCanonicalJson,
  receiptNumber,
  requestDigest,
} from '../../src/shared/wire.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'protocol.md'), 'utf8')

/** What stands below a title of the worked example. */
function part(title: string): string {
  const start = page.indexOf(`**${title}**`)
  const block = /```(?:hex)?\n([^`]*)\n```/.exec(page.slice(start))?.[1]
  if (start === -1 || block === undefined) throw new Error(`docs/protocol.md has no ${title}`)
  return block.replaceAll('\n', '')
}

const hex = (title: string) => fromHex(part(title))
const root = parseCertificate(hex('Root certificate'))
const enciphering = parseCertificate(hex('Platform, enciphering certificate'))
const at = new Date(Date.UTC(2026, 10, 22, 1, 41))
const trust = { root, at, usage: 'digitalSignature' } as const
const text = (content: Uint8Array) => new TextDecoder().decode(content)

it('the request on the page verifies, and its content is the one shown', () => {
  const { content } = verifySignedData(hex('Request, SignedData'), trust)
  expect(text(content)).toBe(part('Request content'))
  expect(readCanonicalJson(content, checkRequestSchema).terminal).toBe('20261122')
})

it('the evidence on the page is the one in the request, and opens to the content shown', () => {
  verifyCertificateChain({ leaf: enciphering, intermediates: [], root, at, usage: 'keyEncipherment' })
  const { content } = verifySignedData(hex('Request, SignedData'), trust)
  const [evidence] = readCanonicalJson(content, checkRequestSchema).evidence
  const enveloped = fromBase64(evidence?.data ?? '')
  expect(enveloped).toEqual(hex('Evidence, EnvelopedData'))
  const privateKey = hex('Platform, private key of the enciphering certificate')
  const opened = openEnvelope(enveloped, { certificate: enciphering, privateKey })
  expect(opened).toEqual(hex('Evidence content'))
  const { presented, ...bound } = readEvidenceContent(opened)
  expect(isWalletCode(presented)).toBe(true)
  expect(bound).toEqual({
    kind: 'wallet-code',
    bizSeq: 'PassOnlyExample00000000000000001',
    terminal: '20261122',
    timeStamp: '20261122094100000',
  })
})

it('the reply on the page verifies, answers the request, and gives the receipt number shown', () => {
  const request = verifySignedData(hex('Request, SignedData'), trust).content
  const reply = verifySignedData(hex('Reply, SignedData'), trust).content
  expect(text(reply)).toBe(part('Reply content'))
  expect(readCanonicalJson(reply, checkReplySchema).digest).toBe(requestDigest(request))
  expect(receiptNumber(request, 'pass')).toBe(part('Receipt number'))
})
