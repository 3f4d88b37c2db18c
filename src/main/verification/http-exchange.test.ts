import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createHttpExchange } from './http-exchange.ts'
import { type LoopbackPlatform, startPlatform } from './platform-fixture.ts'

let platform: LoopbackPlatform | null = null

afterEach(async () => {
  vi.unstubAllEnvs()
  await platform?.close()
  platform = null
})

const hello = new TextEncoder().encode('hello')

describe('an exchange', () => {
  test('gives the body of a reply, byte for byte', async () => {
    platform = await startPlatform((body, reply) => reply.end(body))
    const exchange = createHttpExchange(platform.url)
    const body = Uint8Array.from({ length: 4096 }, (_, index) => index & 0xff)
    expect(await exchange.post('/v1/checks', 'application/cms', body, { limit: 2000 })).toEqual(body)
    exchange.close()
  })

  test('says of itself no more than the request needs', async () => {
    let headers: object = {}
    platform = await startPlatform((_body, reply, incoming) => {
      ;({ headers } = incoming)
      reply.end()
    })
    const exchange = createHttpExchange(platform.url)
    await exchange.post('/v1/checks', 'application/cms', hello, { limit: 2000 })
    expect(headers).toEqual({
      host: new URL(platform.url).host,
      'content-type': 'application/cms',
      'content-length': '5',
      connection: 'keep-alive',
    })
    exchange.close()
  })

  test('asks without a body, and says then no more than where', async () => {
    let headers: object = {}
    platform = await startPlatform((body, reply, incoming) => {
      ;({ headers } = incoming)
      reply.end(body.length === 0 ? 'nothing' : 'something')
    })
    const exchange = createHttpExchange(`${platform.url}/platform`)
    const reply = await exchange.get('/v1/approvals/1?after=waiting', { limit: 2000 })
    expect(new TextDecoder().decode(reply)).toBe('nothing')
    expect(platform.paths).toEqual(['GET /platform/v1/approvals/1?after=waiting'])
    expect(headers).toEqual({ host: new URL(platform.url).host, connection: 'keep-alive' })
    exchange.close()
  })

  test('keeps below the address that was configured', async () => {
    platform = await startPlatform((_body, reply) => reply.end())
    const exchange = createHttpExchange(`${platform.url}/platform/`)
    await exchange.post('/v1/checks', 'application/cms', hello, { limit: 2000 })
    expect(platform.paths).toEqual(['POST /platform/v1/checks'])
    exchange.close()
  })

  test('goes to the configured host, whatever proxy the environment names', async () => {
    const proxy = await startPlatform((_body, reply) => reply.end('proxy'))
    platform = await startPlatform((_body, reply) => reply.end('platform'))
    for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) {
      vi.stubEnv(name, proxy.url)
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    const exchange = createHttpExchange(platform.url)
    const reply = await exchange.post('/', 'application/json', hello, { limit: 2000 })
    expect(new TextDecoder().decode(reply)).toBe('platform')
    expect(proxy.paths).toEqual([])
    exchange.close()
    await proxy.close()
  })

  test('takes no reply from a host whose certificate nobody vouches for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tls-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const form = '-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost'.split(
      ' ',
    )
    const names = ['-addext', 'subjectAltName=IP:127.0.0.1']
    execFileSync('openssl', ['req', ...form, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    let asked = 0
    const server = https.createServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (_request, reply) => {
        asked++
        reply.end()
      },
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const exchange = createHttpExchange(`https://127.0.0.1:${port}`)
    await expect(exchange.post('/', 'application/json', hello, { limit: 2000 })).rejects.toMatchObject({
      reason: 'offline',
    })
    expect(asked).toBe(0)
    exchange.close()
    server.close()
    rmSync(folder, { recursive: true })
  })
})
