import http from 'node:http'
import { z } from 'zod'
import {
  type CheckRequest,
  checkReplySchema,
  enrolmentReplySchema,
  writeTimeStamp,
} from '../../src/shared/wire.ts'
import { newBizSeq } from '../../src/shared/check.ts'
import { fromBase64, toBase64 } from '../../src/shared/gm/bytes.ts'
import { createCertificateRequest, parseCertificate } from '../../src/shared/gm/certificate.ts'
import { envelopData, signData, verifySignedData } from '../../src/shared/gm/cms.ts'
import { generateSm2KeyPair } from '../../src/shared/gm/sm2-keys.ts'
import { fromPem } from '../../src/shared/gm/pem.ts'
import { writeEvidenceContent } from '../../src/shared/sealed-content.ts'
import { readFileSync } from 'node:fs'

const agent = new http.Agent({ keepAlive: true })

function post(address: string, type: string, body: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      address,
      { method: 'POST', agent, headers: { 'content-type': type, 'content-length': body.length } },
      (reply) => {
        const parts: Buffer[] = []
        reply.on('data', (part: Buffer) => parts.push(part))
        reply.on('end', () => {
          if (reply.statusCode === 200) resolve(Buffer.concat(parts))
          else reject(new Error(`status ${reply.statusCode}`))
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/**
 * Enrols at the sandbox and gives a check that does nothing but what it must: seal one code, sign one request, one
 * exchange, verify the reply.
 */
export async function openFloor(
  platform: string,
  enrolmentCode: string,
): Promise<(code: string) => Promise<string>> {
  const root = parseCertificate(fromPem('CERTIFICATE', readFileSync(process.env['FLOOR_ROOT'] ?? '', 'utf8')))
  const keyPair = generateSm2KeyPair()
  const enrolment = {
    version: 1,
    customNumber: '10000001',
    enrolmentCode,
    request: toBase64(createCertificateRequest({ subject: { commonName: 'terminal' }, keyPair })),
  }
  const answer = await post(
    `${platform}/v1/terminals`,
    'application/json',
    new TextEncoder().encode(JSON.stringify(enrolment)),
  )
  const parsed: unknown = JSON.parse(new TextDecoder().decode(answer))
  const { terminal, terminalChain, platformChain } = enrolmentReplySchema.parse(parsed)
  const [certificate, ...intermediates] = terminalChain.map((der) => parseCertificate(fromBase64(der)))
  const [recipient] = platformChain.map((der) => parseCertificate(fromBase64(der)))
  if (!certificate || !recipient) throw new TypeError('no certificate')
  const reply = z.object({ authResult: checkReplySchema.shape.authResult })

  return async (code) => {
    const bizSeq = newBizSeq()
    const timeStamp = writeTimeStamp(Date.now())
    const presented = new TextEncoder().encode(code)
    const content = writeEvidenceContent({ kind: 'wallet-code', bizSeq, terminal, timeStamp, presented })
    const request: CheckRequest = {
      version: 1,
      customNumber: '10000001',
      terminal,
      bizSeq,
      timeStamp,
      policy: 'hall-r01',
      authMode: 'R01',
      subject: 'self',
      evidence: [{ kind: 'wallet-code', data: toBase64(envelopData({ content, recipient })) }],
    }
    const message = signData({
      content: new TextEncoder().encode(JSON.stringify(request)),
      certificate,
      keyPair,
      includeCertificate: intermediates.map(({ der }) => der),
    })
    const signed = await post(`${platform}/v1/checks`, 'application/cms', message)
    const verified = verifySignedData(signed, { root, at: new Date(), usage: 'digitalSignature' })
    return reply.parse(JSON.parse(new TextDecoder().decode(verified.content))).authResult
  }
}
