import { readFile, stat } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { largestMessage } from '../../src/shared/wire.ts'
import { listen } from '../web/listen.ts'
import { type RunningPlatform, runPlatform, walletCode } from './platform.fake.ts'
import { createPlatformService } from './service.ts'
import { checkRequest, post, postJson, signed } from './terminal.fake.ts'

let running: RunningPlatform

beforeAll(async () => {
  running = await runPlatform()
})
afterAll(() => running.end())

/** Status and body, as text: a refusal is one word and not a byte more. */
async function answerOf(response: Response): Promise<readonly [number, string]> {
  return [response.status, await response.text()]
}

const refusal = (status: number, code: string) => [status, JSON.stringify({ code })]

describe('the HTTP edge', () => {
  test('refuses a message longer than any can be', async () => {
    expect(await answerOf(await post(running.url, new Uint8Array(largestMessage + 1)))).toEqual(
      refusal(413, 'too-large'),
    )
  })

  test('looks at a message of the largest size', async () => {
    expect(await answerOf(await post(running.url, new Uint8Array(largestMessage)))).toEqual(
      refusal(400, 'refused'),
    )
  })

  test.each(['application/octet-stream', 'text/plain', 'application/json'])(
    'refuses a check sent as %s',
    async (mediaType) => {
      expect(await answerOf(await post(running.url, Uint8Array.of(1), mediaType))).toEqual(
        refusal(415, 'media-type'),
      )
    },
  )

  test('takes the media type with parameters', async () => {
    const mediaType = 'application/cms; encapsulatingContent=signedData'
    expect(await answerOf(await post(running.url, Uint8Array.of(1), mediaType))).toEqual(
      refusal(400, 'refused'),
    )
  })

  test('knows two addresses and one method', async () => {
    expect(await answerOf(await fetch(`${running.url}/`))).toEqual(refusal(404, 'not-found'))
    expect(await answerOf(await fetch(`${running.url}/v1/checks/..%2f`))).toEqual(refusal(404, 'not-found'))
    const response = await fetch(`${running.url}/v1/checks`)
    expect(response.headers.get('allow')).toBe('POST')
    expect(await answerOf(response)).toEqual(refusal(405, 'method-not-allowed'))
    expect(await answerOf(await fetch(`${running.url}/v1/terminals`, { method: 'DELETE' }))).toEqual(
      refusal(405, 'method-not-allowed'),
    )
  })

  test('answers bytes that are not HTTP without a word about itself', async () => {
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    socket.write('\u0000\u0001 nonsense\r\n\r\n')
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).not.toMatch(/ at |\.ts|\.js/)
  })

  test('an unforeseen fault is 500 with one word, no message and no stack', async () => {
    const service = createPlatformService({
      ...running.platform,
      answerCheck: () => {
        throw new Error('测试一 99000019840512001')
      },
    })
    const url = await listen(service, 0)
    expect(await answerOf(await post(url, Uint8Array.of(1)))).toEqual(refusal(500, 'failed'))
    await service.close()
  })

  test('tells the one too many to come back, and has room again afterwards', async () => {
    const service = createPlatformService(running.platform, 1)
    const url = await listen(service, 0)
    const { port } = new URL(url)
    const headers = { 'content-type': 'application/cms', 'content-length': 4 }
    const slow = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/v1/checks', headers })
    const underWay = new Promise<void>((resolve) => {
      service.server.once('request', () => resolve())
    })
    slow.on('error', () => undefined)
    slow.write('ab')
    await underWay
    expect(await answerOf(await post(url, Uint8Array.of(1)))).toEqual(refusal(429, 'busy'))
    const answered = once(slow, 'response')
    slow.end('cd')
    await answered
    await expect.poll(async () => (await post(url, Uint8Array.of(1))).status).toBe(400)
    await service.close()
  })

  test('waits for no request that does not come to its end', async () => {
    const service = createPlatformService(running.platform, 1, 50)
    const { port } = new URL(await listen(service, 0))
    const headers = { 'content-type': 'application/cms', 'content-length': 4 }
    const endless = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/v1/checks', headers })
    endless.on('error', () => undefined)
    endless.write('ab')
    await expect(once(endless, 'close')).resolves.toEqual([])
    await service.close()
  })
})

describe('what the platform keeps', () => {
  test('keys, database and enrolment code are for their owner alone', async () => {
    const mode = async (name: string) => (await stat(path.join(running.folder, name))).mode & 0o777
    expect(await mode('authority')).toBe(0o700)
    for (const name of ['root', 'issuing', 'signing', 'encryption']) {
      expect(await mode(`authority/${name}.key`)).toBe(0o600)
    }
    expect(await mode('enrolment-code')).toBe(0o600)
    expect(await mode('platform.db')).toBe(0o600)
  })

  test('no file holds a wallet code or an enrolment code that would open anything', async () => {
    const code = walletCode(running)
    const message = signed(running.terminal, checkRequest(running.terminal, code, running.clock.now()))
    expect((await post(running.url, message)).status).toBe(200)
    const enrolmentCode = running.platform.enrolmentOffice.code
    for (const name of ['platform.db', 'platform.db-wal']) {
      const bytes = await readFile(path.join(running.folder, name))
      expect(bytes.includes(code)).toBe(false)
      expect(bytes.includes(Buffer.from(code.slice(4), 'base64url'))).toBe(false)
      expect(bytes.includes(enrolmentCode)).toBe(false)
    }
  })
})

test('posting JSON that is not JSON to the enrolment is malformed', async () => {
  const response = await fetch(`${running.url}/v1/terminals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"version":1',
  })
  expect(await answerOf(response)).toEqual(refusal(400, 'malformed'))
  expect(await answerOf(await postJson(`${running.url}/v1/terminals`, []))).toEqual(refusal(400, 'malformed'))
})
