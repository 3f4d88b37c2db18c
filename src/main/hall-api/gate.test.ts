import { describe, expect, it } from 'vitest'
import { admit, preflightAnswer } from './gate.ts'
import { deskOrigin, deskToken, fixtureClients, queueToken } from './hall-api-fixture.ts'
import { hallClients } from './hall-clients.ts'

const clients = hallClients(fixtureClients)
const at = (headers: Readonly<Record<string, string>>) =>
  admit({ host: '127.0.0.1:8787', ...headers }, 8787, clients)
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('a call', () => {
  it('is let in by its token, whichever digest of it is kept', () => {
    expect(at(bearer(queueToken))).toEqual({ client: 0 })
    expect(at({ ...bearer(deskToken), origin: deskOrigin })).toEqual({ client: 1 })
  })

  it('is judged by place first, then by token, then by whether both belong together', () => {
    expect(at({ host: 'evil.example:8787' })).toMatchObject({ cause: 'host' })
    expect(at({ origin: 'https://evil.example' })).toMatchObject({ cause: 'origin' })
    expect(at({ origin: deskOrigin })).toMatchObject({ cause: 'token' })
    expect(at({ ...bearer(queueToken), origin: deskOrigin })).toMatchObject({ cause: 'origin' })
  })

  it.each([
    `Bearer  ${queueToken}`,
    `Bearer ${queueToken}, Bearer ${deskToken}`,
    `Token ${queueToken}`,
    queueToken,
    'Bearer',
    `Bearer ${queueToken.toUpperCase()}`,
    `Bearer ${'é'.repeat(64)}`,
  ])('with the authorization %j is nobody’s', (authorization) => {
    expect(at({ authorization })).toMatchObject({ cause: 'token' })
  })

  it('may have its token as a subprotocol when it asks for a WebSocket, and else not', () => {
    const protocols = { 'sec-websocket-protocol': `passonly.v1, bearer.${queueToken}` }
    expect(at({ ...protocols, upgrade: 'websocket' })).toEqual({ client: 0 })
    expect(at(protocols)).toMatchObject({ cause: 'token' })
  })
})

describe('a browser that asks beforehand', () => {
  it('is told of private networks when it asks for that alone', () => {
    expect(preflightAnswer({ origin: deskOrigin })).not.toHaveProperty('access-control-allow-private-network')
    expect(
      preflightAnswer({ origin: deskOrigin, 'access-control-request-private-network': 'true' }),
    ).toMatchObject({
      'access-control-allow-private-network': 'true',
      'access-control-allow-origin': deskOrigin,
    })
  })

  it('is never allowed cookies or every origin', () => {
    const answer = preflightAnswer({ origin: deskOrigin })
    expect(answer).not.toHaveProperty('access-control-allow-credentials')
    expect(Object.values(answer)).not.toContain('*')
  })
})
