import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { type HallCheck, hallCheckSchema, tokenProtocolPrefix } from '../../shared/hall-api/contract.ts'
import type { HallApi } from './hall-api.ts'
import {
  asking,
  checkIn,
  closeHalls,
  deskOrigin,
  deskToken,
  openHall,
  queueToken,
} from './hall-api-fixture.ts'

afterEach(closeHalls)

const settle = () => new Promise((resolve) => setImmediate(resolve))
const asClient = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

interface Listening {
  readonly socket: WebSocket
  readonly told: HallCheck[]
  /** The code with which it was closed. */
  readonly closed: Promise<number>
}

function listen(
  { port }: HallApi,
  id: string,
  options: ClientOptions = asClient(queueToken),
  protocols: string[] = [],
): Listening {
  const socket = new WebSocket(`ws://127.0.0.1:${port()}/v1/checks/${id}/events`, protocols, options)
  const told: HallCheck[] = []
  socket.on('message', (data: Buffer) => told.push(hallCheckSchema.parse(JSON.parse(data.toString('utf8')))))
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  return { socket, told, closed }
}

/** The status with which the upgrade was refused. */
function refusalOf({ socket }: Listening): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      reject(new Error('it was opened'))
    })
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
  })
}

describe('the events of a check', () => {
  it('are how it stands and how it ended, and then the end', async () => {
    const { api, post, toPresent, answer } = await openHall()
    const { id } = await checkIn(await post(asking()))
    const { socket, told, closed } = listen(api, id)
    await once(socket, 'message')
    await vi.waitFor(toPresent)
    const receiptNo = await answer('pass', settle)
    expect(await closed).toBe(1000)
    expect(told).toEqual([
      { id, state: 'in-progress' },
      { id, state: 'completed', verdict: 'pass', receiptNo },
    ])
  })

  it('of a check that is over are its end alone', async () => {
    const { api, call, post } = await openHall()
    const { id } = await checkIn(await post(asking()))
    await call(`/v1/checks/${id}`, { method: 'DELETE' })
    const { told, closed } = listen(api, id)
    expect(await closed).toBe(1000)
    expect(told).toEqual([{ id, state: 'cancelled' }])
  })

  it('reach a page in a browser, which has its token as a subprotocol', async () => {
    const { api, post } = await openHall()
    const { id } = await checkIn(await post(asking(), { token: deskToken }))
    const protocols = ['passonly.v1', `${tokenProtocolPrefix}${deskToken}`]
    const { socket } = listen(api, id, { headers: { origin: deskOrigin } }, protocols)
    await once(socket, 'open')
    expect(socket.protocol).toBe('passonly.v1')
    expect(socket.extensions).toBe('')
    socket.terminate()
  })

  it('are another’s to nobody', async () => {
    const { api, post } = await openHall()
    const { id } = await checkIn(await post(asking()))
    expect(await refusalOf(listen(api, id, asClient(deskToken)))).toBe(404)
    expect(await refusalOf(listen(api, randomUUID()))).toBe(404)
    expect(await refusalOf(listen(api, id, asClient('x'.repeat(64))))).toBe(401)
    const evil = { headers: { ...asClient(queueToken).headers, origin: 'https://evil.example' } }
    expect(await refusalOf(listen(api, id, evil))).toBe(403)
    const rebound = { headers: { ...asClient(queueToken).headers, host: `evil.example:${api.port()}` } }
    expect(await refusalOf(listen(api, id, rebound))).toBe(421)
  })

  it('take nothing from a client: a word ends them, a long one is not even read', async () => {
    const { api, post } = await openHall()
    const { id } = await checkIn(await post(asking()))
    for (const [data, code] of [
      ['cancel', 1008],
      ['x'.repeat(126), 1009],
      ['x'.repeat(1_000_000), 1009],
    ] as const) {
      const { socket, closed } = listen(api, id)
      await once(socket, 'open')
      socket.send(data)
      expect([code, 1006]).toContain(await closed)
    }
  })

  it('go to so many of one client, and then to one more when one has gone', async () => {
    const { api, post } = await openHall({ webSockets: 2 })
    const { id } = await checkIn(await post(asking()))
    const both = [listen(api, id), listen(api, id)]
    await Promise.all(both.map(({ socket }) => once(socket, 'open')))
    expect(await refusalOf(listen(api, id))).toBe(429)
    both[0]?.socket.terminate()
    await vi.waitFor(async () => {
      const third = listen(api, id)
      await once(third.socket, 'open')
      third.socket.terminate()
    })
  })

  it('end with a client that does not answer any more', async () => {
    const { api, post } = await openHall({ heartbeat: 300 })
    const { id } = await checkIn(await post(asking()))
    const lively = listen(api, id)
    await once(lively.socket, 'ping')
    const silent = listen(api, id, { ...asClient(queueToken), autoPong: false })
    expect(await silent.closed).toBe(1006)
    expect(lively.socket.readyState).toBe(WebSocket.OPEN)
    lively.socket.terminate()
  })

  it('end with the terminal, and with them whoever would write to it', async () => {
    const { api, post, play } = await openHall()
    const { id } = await checkIn(await post(asking()))
    const { socket, closed } = listen(api, id)
    await once(socket, 'message')
    api.close()
    expect([1001, 1006]).toContain(await closed)
    expect(() => {
      play.journey.act({ type: 'cancel' })
    }).not.toThrow()
  })
})
