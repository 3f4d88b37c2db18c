import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problems } from '../../shared/hall-api/contract.ts'
import { asking, checkIn, closeHalls, deskToken, openHall, queueToken } from './hall-api-fixture.ts'

/** Whoever reaches the port: with no token, with a client's, over connections that are not what they should be. */

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  closeHalls()
})

/** A bare connection, and what came back over it until it was closed. */
function dial(port: number) {
  const socket = connect({ port, host: '127.0.0.1' })
  sockets.push(socket)
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString('latin1')))
  // A connection that is cut is what most of these tests wait for.
  socket.on('error', () => socket.destroy())
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      resolve(text)
    })
  })
  return { socket, closed, heard: () => text }
}

/** Sends this, and gives what was answered when the other side closed. */
function say(port: number, ...lines: readonly string[]): Promise<string> {
  const { socket, closed } = dial(port)
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return closed
}

const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)

function request(port: number, method: string, path: string, token = queueToken): readonly string[] {
  return [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`]
}

const start = (port: number) => [...request(port, 'POST', '/v1/checks'), 'Content-Type: application/json']

describe('whoever has no client’s token', () => {
  it.each([
    ['none', null],
    ['another', 'x'.repeat(64)],
    ['one with a letter less', queueToken.slice(1)],
    ['one that is too long', 'q'.repeat(4_096)],
    ['the digest of one', `sm3:${'a'.repeat(64)}`],
    ['one with a space', `${queueToken} ${queueToken}`],
  ])('and has %s is refused everywhere, at once and alike', async (_what, token) => {
    const { call, post, recorded, play } = await openHall()
    const replies = [
      await post(asking(), { token }),
      await call('/v1/openapi.json', { token }),
      await call(`/v1/checks/${randomUUID()}`, { token }),
      await call('/', { token }),
      await call('/v1/checks', { token, method: 'PUT' }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    expect(replies[0]?.headers.get('www-authenticate')).toBe('Bearer')
    expect(new Set(await Promise.all(replies.map((reply) => reply.text()))).size).toBe(1)
    expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'token' } })
    expect(play.screen().name).toBe('attract')
  })

  it('cannot bring one as another scheme, in the address or as a subprotocol of plain HTTP', async () => {
    const { api, call } = await openHall()
    const basic = Buffer.from(`${queueToken}:`).toString('base64')
    const tries = [
      call('/v1/openapi.json', { token: null, headers: { authorization: `Basic ${basic}` } }),
      call(`/v1/openapi.json?token=${queueToken}`, { token: null }),
      call('/v1/openapi.json', {
        token: null,
        headers: { 'sec-websocket-protocol': `bearer.${queueToken}` },
      }),
    ]
    for (const reply of await Promise.all(tries)) expect(reply.status).toBe(401)
    expect(api.port()).toBeGreaterThan(0)
  })
})

describe('a name that was rebound to the loopback', () => {
  it.each([
    ['another name', (port: number) => `evil.example:${port}`],
    ['a name that begins alike', (port: number) => `127.0.0.1.evil.example:${port}`],
    ['the loopback’s name', (port: number) => `localhost:${port}`],
    ['the address of another port', () => '127.0.0.1:80'],
    ['the address alone', () => '127.0.0.1'],
    ['nothing', () => ''],
  ])('is turned away when Host is %s', async (_what, hostFor) => {
    const { api, recorded, play } = await openHall()
    const lines = start(api.port()).map((line) =>
      line.startsWith('Host') ? `Host: ${hostFor(api.port())}` : line,
    )
    const body = JSON.stringify(asking())
    const { socket, closed } = dial(api.port())
    socket.write([...lines, `Content-Length: ${body.length}`, '', body].join('\r\n'))
    expect(statusOf(await closed)).toBe(421)
    expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'host' } })
    expect(play.screen().name).toBe('attract')
  })

  it('is turned away without a Host, and with the address in the request line', async () => {
    const { api } = await openHall()
    const port = api.port()
    const lines = request(port, 'GET', '/v1/openapi.json').filter((line) => !line.startsWith('Host'))
    expect(statusOf(await say(port, ...lines))).toBe(421)
    const full = request(port, 'GET', `http://evil.example:${port}/v1/openapi.json`)
    expect(statusOf(await say(port, ...full, 'Connection: close'))).toBe(404)
  })
})

describe('a body', () => {
  it('of 10 MiB that is announced is not read', async () => {
    const { api, recorded } = await openHall()
    const { socket, closed, heard } = dial(api.port())
    socket.write([...start(api.port()), `Content-Length: ${10 * 1024 * 1024}`, '', ''].join('\r\n'))
    await closed
    expect(statusOf(heard())).toBe(413)
    expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'size' } })
  })

  it('of 10 MiB that comes in pieces is cut off', async () => {
    const { api, call, play } = await openHall()
    const { socket, closed } = dial(api.port())
    socket.write([...start(api.port()), 'Transfer-Encoding: chunked', '', ''].join('\r\n'))
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    let written = 0
    const feed = () => {
      while (!socket.destroyed && written < 160 && socket.write(piece)) written += 1
      written += 1
    }
    socket.on('drain', feed)
    feed()
    await closed
    expect(written).toBeLessThan(160)
    expect((await call('/v1/openapi.json')).status).toBe(200)
    expect(play.screen().name).toBe('attract')
  })

  it.each([
    ['GET', '/v1/openapi.json', 200],
    ['POST', '/v1/elsewhere', 404],
  ])('of 10 MiB to where none is taken is not read either: %s %s', async (method, path, status) => {
    const { api } = await openHall()
    const { socket, closed } = dial(api.port())
    const lines = [...request(api.port(), method, path), `Content-Length: ${10 * 1024 * 1024}`]
    socket.write([...lines, '', ''].join('\r\n'))
    expect(statusOf(await closed)).toBe(status)
  })

  it('that comes one byte at a time is given up', async () => {
    const { api, recorded } = await openHall({ headersTime: 200, requestTime: 300, lookInterval: 20 })
    const { socket, closed } = dial(api.port())
    socket.write([...start(api.port()), 'Content-Length: 200', '', ''].join('\r\n'))
    const dripping = setInterval(() => socket.writable && socket.write(' '), 20)
    expect(statusOf(await closed)).toBe(408)
    clearInterval(dripping)
    expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'slow' } })
  })

  it('with two lengths, or a length and pieces, is no request: nothing is smuggled behind it', async () => {
    const { api, play, recorded } = await openHall()
    const port = api.port()
    const body = JSON.stringify(asking())
    const smuggled = [...start(port), `Content-Length: ${body.length}`, '', body].join('\r\n')
    for (const lengths of [
      ['Content-Length: 0', `Content-Length: ${smuggled.length}`],
      [`Content-Length: ${smuggled.length}`, 'Transfer-Encoding: chunked'],
      ['Transfer-Encoding: chunked', 'Content-Length: 0'],
      ['Transfer-Encoding: chunked, identity', 'Content-Length: 0'],
      ['Transfer-Encoding : chunked'],
    ]) {
      const { socket, closed, heard } = dial(port)
      socket.write(
        [...request(port, 'GET', '/v1/openapi.json'), ...lengths, '', `0\r\n\r\n${smuggled}`].join('\r\n'),
      )
      await closed
      expect(heard()).toMatch(/HTTP\/1\.1 400 /)
      expect(play.screen().name).toBe('attract')
    }
    expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'form' } })
  })
})

describe('headers', () => {
  it('that never end are given up, and so is a connection that says nothing', async () => {
    const { api } = await openHall({ headersTime: 100, requestTime: 150, lookInterval: 20 })
    const slow = dial(api.port())
    slow.socket.write('GET /v1/openapi.json HTTP/1.1\r\n')
    const dripping = setInterval(() => slow.socket.writable && slow.socket.write('X-A: b\r\n'), 20)
    const silent = dial(api.port())
    expect(statusOf(await slow.closed)).toBe(408)
    clearInterval(dripping)
    await silent.closed
  })

  it('that are too large are refused', async () => {
    const { api, recorded } = await openHall()
    const lines = [...request(api.port(), 'GET', '/v1/openapi.json'), `X-Large: ${'x'.repeat(10_000)}`]
    expect(statusOf(await say(api.port(), ...lines))).toBe(431)
    expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'size' } })
  })

  it.each(['GET / HTTP/9.9', 'hello', '\u0016\u0003\u0001\u0002\u0000\u0001'])(
    'that are no HTTP get no more than a refusal: %j',
    async (line) => {
      const { api } = await openHall()
      expect(statusOf(await say(api.port(), line))).toBe(400)
    },
  )

  it('of another protocol change nothing', async () => {
    const { api } = await openHall()
    const port = api.port()
    const upgrade = ['Connection: Upgrade', 'Upgrade: h2c']
    expect(statusOf(await say(port, ...request(port, 'GET', '/v1/openapi.json'), ...upgrade))).toBe(404)
    await say(port, ...request(port, 'CONNECT', 'evil.example:80'))
  })
})

describe('connections', () => {
  it('ten thousand at once keep neither the kiosk from its citizen nor the hall from its terminal for long', async () => {
    const { api, call, play } = await openHall({ headersTime: 300, requestTime: 400, lookInterval: 50 })
    const flood = spawn(execPath, [
      join(import.meta.dirname, 'connection-flood.mjs'),
      String(api.port()),
      '10000',
    ])
    const ended = once(flood, 'close')
    let touches = 0
    let longest = 0
    let last = performance.now()
    const citizen = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
      play.journey.act({ type: touches % 2 === 0 ? 'start' : 'cancel' })
      touches += 1
      if (play.screen().name !== (touches % 2 === 0 ? 'attract' : 'service')) clearInterval(citizen)
    }, 5)
    const [code] = await ended
    clearInterval(citizen)
    expect(code).toBe(0)
    expect(play.screen().name).toBe(touches % 2 === 0 ? 'attract' : 'service')
    // A pause that a citizen would notice, on a machine that does other things as well.
    expect(longest).toBeLessThan(2_000)
    await vi.waitFor(async () => {
      expect((await call('/v1/openapi.json')).status).toBe(200)
    })
  }, 90_000)

  it('beyond so many are closed as they come, and there is room again when others have gone', async () => {
    const { api, call } = await openHall({ connections: 3, headersTime: 60_000, requestTime: 60_000 })
    const held = [dial(api.port()), dial(api.port()), dial(api.port())]
    await Promise.all(held.map(({ socket }) => once(socket, 'connect')))
    expect(await say(api.port(), ...request(api.port(), 'GET', '/v1/openapi.json'))).toBe('')
    for (const { socket } of held) socket.destroy()
    await vi.waitFor(async () => {
      expect((await call('/v1/openapi.json')).status).toBe(200)
    })
  })

  it('of one client with slow bodies do not keep another client out', async () => {
    const { api, call, post } = await openHall({ inFlight: 2, requestTime: 60_000 })
    for (let slow = 0; slow < 2; slow++)
      dial(api.port()).socket.write([...start(api.port()), 'Content-Length: 200', '', ''].join('\r\n'))
    await vi.waitFor(async () => {
      expect((await call('/v1/openapi.json')).status).toBe(problems['too-many-requests'].status)
    })
    expect((await post(asking(), { token: deskToken })).status).toBe(201)
  })

  it('are used again for so many requests, and no more', async () => {
    const { api } = await openHall({ requestsPerConnection: 2, keepAlive: 50, lookInterval: 20 })
    const { socket, closed, heard } = dial(api.port())
    const get = `${request(api.port(), 'GET', '/v1/openapi.json').join('\r\n')}\r\n\r\n`
    socket.write(get + get + get)
    await closed
    expect(heard().match(/HTTP\/1\.1 200 /g)).toHaveLength(2)
  })

  it('come from this machine alone', async () => {
    const { api } = await openHall()
    const elsewhere = connect({ port: api.port(), host: '127.0.0.2' })
    sockets.push(elsewhere)
    await expect(once(elsewhere, 'connect')).rejects.toThrow('ECONNREFUSED')
  })
})

describe('a client that is given up in the middle', () => {
  it('of its request leaves no fault behind', async () => {
    const { api, call, recorded } = await openHall()
    const { socket, closed } = dial(api.port())
    socket.write([...start(api.port()), 'Content-Length: 200', '', '{'].join('\r\n'))
    await call('/v1/openapi.json')
    socket.destroy()
    await closed
    await call('/v1/openapi.json')
    expect(recorded.map(({ id }) => id)).toEqual(['hall-api.start'])
  })

  it('by a terminal that stops is cut off, and what it asked for with it', async () => {
    const { api, post, play } = await openHall()
    const { state } = await checkIn(await post(asking()))
    expect(state).toBe('in-progress')
    const { socket, closed } = dial(api.port())
    socket.write([...start(api.port()), 'Content-Length: 200', '', '{'].join('\r\n'))
    await once(socket, 'connect')
    play.journey.stop()
    api.close()
    await closed
    await expect(post(asking())).rejects.toThrow('fetch failed')
  })
})
