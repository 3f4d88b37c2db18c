import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type ProblemCode, problems, problemSchema } from '../../shared/hall-api/contract.ts'
import {
  asking,
  checkIn,
  closeHalls,
  deskOrigin,
  deskToken,
  hallConfig,
  openHall as hall,
  queueToken,
  startHall,
} from './hall-api-fixture.ts'

afterEach(closeHalls)

/** The code of a refusal, whose status, kind and form are looked at here. */
async function problemOf(reply: Response): Promise<{ readonly code: ProblemCode; readonly member?: string }> {
  const { code, status, member } = problemSchema.parse(await reply.json())
  expect(reply.status).toBe(problems[code].status)
  expect(status).toBe(reply.status)
  expect(reply.headers.get('content-type')).toBe('application/problem+json')
  return { code, ...(member !== undefined && { member }) }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('a client of the hall', () => {
  it('starts a check, asks how it stands, and learns pass and the receipt number', async () => {
    const { call, post, play, toPresent, answer } = await hall()
    const reply = await post(asking())
    expect(reply.status).toBe(201)
    const { id, state } = await checkIn(reply)
    expect(reply.headers.get('location')).toBe(`/v1/checks/${id}`)
    expect(state).toBe('in-progress')
    expect(play.screen().name).toBe('notice')
    await vi.waitFor(toPresent)
    const receiptNo = await answer('pass', settle)
    const asked = await call(`/v1/checks/${id}`)
    expect(asked.status).toBe(200)
    expect(asked.headers.get('cache-control')).toBe('no-store')
    expect(await checkIn(asked)).toEqual({ id, state: 'completed', verdict: 'pass', receiptNo })
  })

  it('asks again with the same key after a lost reply, and gets the same check', async () => {
    const { post } = await hall()
    const request = asking()
    const first = await checkIn(await post(request))
    const again = await post(request)
    expect(again.status).toBe(200)
    expect(await checkIn(again)).toEqual(first)
    expect(await problemOf(await post({ ...request, subject: 'child' }))).toEqual({ code: 'key-reused' })
  })

  it('calls a check off, and what is over no more', async () => {
    const { call, post, play } = await hall()
    const { id } = await checkIn(await post(asking()))
    const cancelled = await call(`/v1/checks/${id}`, { method: 'DELETE' })
    expect(await checkIn(cancelled)).toEqual({ id, state: 'cancelled' })
    expect(play.screen().name).toBe('attract')
    const other = await checkIn(await post(asking()))
    play.journey.act({ type: 'cancel' })
    expect(await problemOf(await call(`/v1/checks/${other.id}`, { method: 'DELETE' }))).toEqual({
      code: 'check-ended',
    })
  })

  it('has a token that is kept as an SM3 or a SHA-256 digest', async () => {
    const { call } = await hall()
    for (const token of [queueToken, deskToken])
      expect((await call('/v1/openapi.json', { token })).status).toBe(200)
  })

  it('is told busy, out of service and invalid apart', async () => {
    const { post, play } = await hall()
    play.journey.act({ type: 'start' })
    expect(await problemOf(await post(asking()))).toEqual({ code: 'busy' })
    play.journey.act({ type: 'cancel' })
    play.journey.setServiceable(false)
    expect(await problemOf(await post(asking()))).toEqual({ code: 'out-of-service' })
    play.journey.setServiceable(true)
    expect(await problemOf(await post(asking({ service: 'other' })))).toEqual({
      code: 'invalid',
      member: 'service',
    })
    expect(await problemOf(await post(asking({ service: 'proof' }), { token: deskToken }))).toEqual({
      code: 'service-not-allowed',
    })
  })

  it('and another at once: one has its check, the other is told busy', async () => {
    const { post } = await hall()
    const replies = await Promise.all([post(asking()), post(asking(), { token: deskToken })])
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201, 409]))
  })

  it('sees nothing of another’s check', async () => {
    const { call, post } = await hall()
    const { id } = await checkIn(await post(asking()))
    for (const method of ['GET', 'DELETE'])
      expect(await problemOf(await call(`/v1/checks/${id}`, { method, token: deskToken }))).toEqual({
        code: 'not-found',
      })
  })
})

describe('a request', () => {
  it.each([
    ['that is no JSON', '{', 'malformed'],
    ['that is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'malformed'],
    ['of nothing', '', 'malformed'],
    ['that is no object', '[]', 'invalid'],
  ] as const)('%s is refused', async (_what, body, code) => {
    const { call, play } = await hall()
    const headers = { 'content-type': 'application/json' }
    expect(await problemOf(await call('/v1/checks', { method: 'POST', body, headers }))).toEqual({ code })
    expect(play.screen().name).toBe('attract')
  })

  it.each([
    ['service', { service: 'Card' }],
    ['service', { service: undefined }],
    ['subject', { subject: 'everybody' }],
    ['expected', { expected: '110101199001011234' }],
    ['expected', { expected: null }],
    ['idempotencyKey', { idempotencyKey: 'short' }],
  ])('with a wrong %s says so: %o', async (member, members) => {
    const { post } = await hall()
    expect(await problemOf(await post(asking(members)))).toEqual({ code: 'invalid', member })
  })

  it('with a member too many is refused, and says nothing of it back', async () => {
    const { post } = await hall()
    const reply = await post(asking({ name: '张三' }))
    const text = await reply.text()
    expect(reply.status).toBe(422)
    expect(problemSchema.parse(JSON.parse(text))).not.toHaveProperty('member')
    expect(text).not.toContain('name')
  })

  it.each([
    [{}, 'text/plain'],
    [{}, 'application/x-www-form-urlencoded'],
    [{}, 'application/json; charset=gbk'],
    [{ 'content-encoding': 'gzip' }, 'application/json'],
  ])('of another kind is refused: %o %s', async (headers: Record<string, string>, type) => {
    const { post } = await hall()
    const reply = await post(asking(), { headers: { ...headers, 'content-type': type } })
    expect(await problemOf(reply)).toEqual({ code: 'unsupported-media-type' })
  })

  it.each([
    '/',
    '/v1',
    '/v2/checks',
    '/v1/checks/',
    '/v1/checks?all',
    '/v1/checks/1',
    '/v1/checks/../openapi.json/x',
    `/v1/checks/${randomUUID()}/verdict`,
    `/v1/checks/${randomUUID()}`,
  ])('to %s finds nothing', async (path) => {
    const { call } = await hall()
    expect(await problemOf(await call(path))).toEqual({ code: 'not-found' })
  })

  it('with another method is told which there are', async () => {
    const { call } = await hall()
    const reply = await call('/v1/checks')
    expect(reply.headers.get('allow')).toBe('POST')
    expect(await problemOf(reply)).toEqual({ code: 'method-not-allowed' })
    expect((await call(`/v1/checks/${randomUUID()}`, { method: 'PATCH' })).headers.get('allow')).toBe(
      'GET, DELETE',
    )
  })

  it('too many in too short a time is refused, and says when it may come again', async () => {
    const { call, recorded } = await hall({ calls: { burst: 2, interval: 60_000 } })
    await call('/v1/openapi.json')
    await call('/v1/openapi.json')
    const reply = await call('/v1/openapi.json')
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(await problemOf(reply)).toEqual({ code: 'too-many-requests' })
    expect((await call('/v1/openapi.json', { token: deskToken })).status).toBe(200)
    expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'rate' } })
  })

  it('that runs into a mistake of ours is answered, recorded, and stops nobody', async () => {
    const { call, play, post, recorded } = await hall()
    const ask = vi.spyOn(play.journey, 'ask').mockImplementationOnce(() => {
      throw new Error('a mistake')
    })
    expect(await problemOf(await post(asking()))).toEqual({ code: 'internal' })
    expect(recorded).toContainEqual({ id: 'hall-api.fault', fields: {} })
    ask.mockRestore()
    expect((await call('/v1/openapi.json')).status).toBe(200)
    expect((await post(asking())).status).toBe(201)
  })

  it('for the contract gets an OpenAPI document', async () => {
    const { call } = await hall()
    const document = z
      .object({ openapi: z.literal('3.1.0') })
      .parse(await (await call('/v1/openapi.json')).json())
    expect(document.openapi).toBe('3.1.0')
  })
})

describe('after a pass', () => {
  it('no call leads to another screen, arms a reader, or is told more than the word and its receipt', async () => {
    const { call, post, play, toPresent, answer } = await hall()
    const { id } = await checkIn(await post(asking()))
    await vi.waitFor(toPresent)
    const receiptNo = await answer('pass', settle)
    const armed = play.armed.length
    const path = `/v1/checks/${id}`
    expect(await problemOf(await post(asking()))).toEqual({ code: 'busy' })
    expect(await problemOf(await post(asking({ expected: 'a'.repeat(32) })))).toEqual({ code: 'busy' })
    expect(await problemOf(await call(path, { method: 'DELETE' }))).toEqual({ code: 'check-ended' })
    for (const method of ['POST', 'PUT', 'PATCH'])
      expect(await problemOf(await call(path, { method }))).toEqual({ code: 'method-not-allowed' })
    expect(await checkIn(await call(path))).toEqual({ id, state: 'completed', verdict: 'pass', receiptNo })
    expect(play.screen().name).toBe('pass')
    expect(play.armed).toHaveLength(armed)
  })
})

describe('a page in a browser', () => {
  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, content-type',
  }

  it('of a client’s origin is let in, and may read the answer', async () => {
    const { call, post } = await hall()
    const asked = await call('/v1/checks', {
      method: 'OPTIONS',
      token: null,
      headers: { origin: deskOrigin, ...preflight, 'access-control-request-private-network': 'true' },
    })
    expect(asked.status).toBe(204)
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': deskOrigin,
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-allow-private-network': 'true',
      vary: 'Origin',
    })
    const reply = await post(asking(), { token: deskToken, headers: { origin: deskOrigin } })
    expect(reply.status).toBe(201)
    expect(reply.headers.get('access-control-allow-origin')).toBe(deskOrigin)
  })

  it('may read why it was refused', async () => {
    const { call } = await hall()
    const reply = await call('/v1/openapi.json', { token: null, headers: { origin: deskOrigin } })
    expect(reply.headers.get('access-control-allow-origin')).toBe(deskOrigin)
    expect(await problemOf(reply)).toEqual({ code: 'unauthorised' })
  })

  it.each(['https://evil.example', 'null', 'https://desk.hall.example:8443', 'http://desk.hall.example'])(
    'of %s is not, and reads nothing, whatever token it has',
    async (origin) => {
      const { call, post, recorded } = await hall()
      const asked = await call('/v1/checks', {
        method: 'OPTIONS',
        token: null,
        headers: { origin, ...preflight },
      })
      expect(asked.status).toBe(403)
      const reply = await post(asking(), { token: deskToken, headers: { origin } })
      expect(reply.headers.get('access-control-allow-origin')).toBeNull()
      expect(await problemOf(reply)).toEqual({ code: 'origin-not-allowed' })
      expect(recorded).toContainEqual({ id: 'hall-api.refused', fields: { cause: 'origin' } })
    },
  )

  it('of one client’s origin cannot use another’s token', async () => {
    const { post } = await hall()
    const reply = await post(asking(), { headers: { origin: deskOrigin } })
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
    expect(await problemOf(reply)).toEqual({ code: 'origin-not-allowed' })
  })
})

describe('a port that is taken', () => {
  it('leaves the terminal as it is, is told of, and is tried again', async () => {
    const first = await hall()
    const port = first.api.port()
    const clients = hallConfig.hallApi?.clients ?? []
    const config = { ...hallConfig, hallApi: { port, clients } }
    const second = startHall({ reopen: 20 }, config)
    const { recorded } = second
    await vi.waitFor(() => {
      expect(recorded).toContainEqual({ id: 'hall-api.unavailable', fields: { fault: 'port-taken' } })
    })
    first.api.close()
    await vi.waitFor(() => {
      expect(recorded).toContainEqual({ id: 'hall-api.start', fields: {} })
    })
    expect(second.api.port()).toBe(port)
  })
})

describe('a terminal that stops', () => {
  it('closes every connection and listens no more', async () => {
    const { api, base, call } = await hall()
    await call('/v1/openapi.json')
    api.close()
    await expect(fetch(base)).rejects.toThrow('fetch failed')
  })
})
