import { beforeEach, describe, expect, test } from 'vitest'
import type { AttachFrame, FeatureFrame, OutputFrame } from '../../src/shared/virtual-link.ts'
import {
  type CardInput,
  type CardOutput,
  readCardOutput,
  writeCardInput,
} from '../../src/shared/virtual-link-card.ts'
import { type FakeClock, fakeClock } from '../clock.fake.ts'
import type { PcscReader, ReadyReader } from '../pcsc/pcsc-reader.ts'
import { virtualDocumentReaders } from './virtual-document-readers.ts'
import type { LinkUser, VirtualLinkConnection } from './virtual-link-connection.ts'

const reader: AttachFrame = {
  type: 'attach',
  kind: 'contactless',
  deviceId: 5,
  vendorId: 0x1209,
  productId: 0x0003,
  product: 'Virtual reader',
}
const atr = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01)
const command = Uint8Array.of(0x00, 0x84, 0x00, 0x00, 0x08)
const challenge = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0x90, 0x00)

let clock: FakeClock
let users: Set<LinkUser>
let sent: (FeatureFrame | OutputFrame)[]
let isUp: boolean
let lists: (readonly PcscReader[])[]
let close: () => void

beforeEach(() => {
  clock = fakeClock()
  users = new Set()
  sent = []
  isUp = true
  lists = []
  const link: VirtualLinkConnection = {
    join: (user) => {
      users.add(user)
      return () => users.delete(user)
    },
    send: (frame) => {
      if (isUp) sent.push({ ...frame, bytes: frame.bytes.slice() })
      return isUp
    },
  }
  close = virtualDocumentReaders(link, clock)((readers) => lists.push(readers))
})

const each = (what: (user: LinkUser) => void) => {
  for (const user of users) what(user)
}
const attach = (frame: AttachFrame = reader) => {
  each((user) => {
    user.onAttach(frame)
  })
}
const input = (what: CardInput, deviceId = 5) => {
  const bytes = writeCardInput(what)
  each((user) => {
    user.onInput(deviceId, bytes)
  })
  return bytes
}
const lay = (powerUp: number) => input({ operation: 'present', powerUp, atr })
const answer = (powerUp: number, response = challenge) => input({ operation: 'response', powerUp, response })
const asked = (): CardOutput[] => sent.map(({ bytes }) => readCardOutput(bytes))
const states = () => lists.at(-1)?.map(({ state }) => state)

function laidCard(): ReadyReader {
  const [found] = lists.at(-1) ?? []
  if (found?.state !== 'ready') throw new TypeError('no card lies there')
  return found
}

/** A reader with a chip on it. */
function stand(): ReadyReader {
  attach()
  lay(1)
  return laidCard()
}

describe('the virtual contactless reader', () => {
  test('is asked what lies on it once it is there', () => {
    attach()
    expect(lists).toEqual([[{ name: 'Virtual reader 5', state: 'opening' }]])
    expect(sent).toHaveLength(1)
    expect(asked()).toEqual([{ operation: 'reset' }])
    input({ operation: 'absent' })
    expect(states()).toEqual(['empty'])
    lay(1)
    expect(laidCard().atr).toEqual(atr)
  })

  test('is another object for each chip that is laid on it', () => {
    const first = stand()
    input({ operation: 'absent' })
    lay(2)
    expect(laidCard()).not.toBe(first)
  })

  test('carries a command and its answer, and keeps neither', async () => {
    const card = stand()
    const answered = card.transmit(command, 100)
    expect(asked().at(-1)).toEqual({ operation: 'command', powerUp: 1, command })
    const frame = answer(1)
    expect(await answered).toEqual({ type: 'response', bytes: challenge })
    expect(frame.every((octet) => octet === 0)).toBe(true)
    expect(clock.pending).toBe(0)
  })

  test('is reset when an answer was not made out, as one of PC/SC is, and ready again', async () => {
    const card = stand()
    const answered = card.transmit(command, 100)
    input({ operation: 'failed', powerUp: 7 })
    expect(states()).toEqual(['ready'])
    input({ operation: 'failed', powerUp: 1 })
    expect(await answered).toEqual({ type: 'failed', reason: 'card-removed' })
    expect([states(), asked().at(-1)]).toEqual([['connecting'], { operation: 'reset' }])
    lay(2)
    expect(laidCard()).not.toBe(card)
    expect(await card.transmit(command, 100)).toEqual({ type: 'failed', reason: 'card-removed' })
    expect(clock.pending).toBe(0)
  })

  test('lets one command be under way, and none that is not for a card', async () => {
    const card = stand()
    const answered = card.transmit(command, 100)
    await expect(card.transmit(command, 100)).rejects.toThrow(TypeError)
    await expect(card.exclusively(100, async () => 1)).rejects.toThrow(TypeError)
    answer(1)
    await answered
    await expect(card.transmit(Uint8Array.of(0xff, 0xca, 0, 0, 0), 100)).rejects.toThrow(TypeError)
    await expect(card.transmit(command.subarray(0, 3), 100)).rejects.toThrow(TypeError)
    expect(sent).toHaveLength(2)
  })

  test('says that the card was taken away in mid-command, and ever after', async () => {
    const card = stand()
    const answered = card.transmit(command, 100)
    input({ operation: 'absent' })
    const removed = { type: 'failed', reason: 'card-removed' }
    expect(await answered).toEqual(removed)
    lay(2)
    expect(await card.transmit(command, 100)).toEqual(removed)
    expect(await card.exclusively(100, async () => 1)).toEqual(removed)
    expect(sent).toHaveLength(2)
  })

  test('gives no card the answer of the one before', async () => {
    const card = stand()
    const answered = card.transmit(command, 100)
    lay(2)
    expect(await answered).toEqual({ type: 'failed', reason: 'card-removed' })
    const next = laidCard().transmit(command, 100)
    answer(1, Uint8Array.of(0x6a, 0x82))
    answer(2)
    expect(await next).toEqual({ type: 'response', bytes: challenge })
  })

  test('is powered up anew when an answer does not come in time, and what comes late is let be', async () => {
    const card = stand()
    const answered = card.transmit(command, 100)
    clock.pass(99)
    expect(states()).toEqual(['ready'])
    clock.pass(1)
    expect(await answered).toEqual({ type: 'failed', reason: 'timed-out' })
    expect(lists.at(-1)).toEqual([{ name: 'Virtual reader 5', state: 'unusable', reason: 'unresponsive' }])
    expect(asked().at(-1)).toEqual({ operation: 'reset' })
    answer(1)
    lay(2)
    const next = laidCard()
    expect(next).not.toBe(card)
    const later = next.transmit(command, 100)
    answer(2)
    expect((await later).type).toBe('response')
  })

  test('lets whoever uses it exclusively go on until the end', async () => {
    const card = stand()
    const used = card.exclusively(100, async () => {
      const answered = card.transmit(command, 100)
      answer(1)
      return answered
    })
    expect(await used).toEqual({ type: 'done', value: { type: 'response', bytes: challenge } })
  })

  test.each([
    ['it is unplugged', () => each((user) => user.onDetach(5)), []],
    ['the link is lost', () => each((user) => user.onLost()), []],
  ])('is gone when %s', async (_what, happens, left) => {
    const card = stand()
    const answered = card.transmit(command, 100)
    happens()
    expect(await answered).toEqual({ type: 'failed', reason: 'reader-gone' })
    expect(await card.transmit(command, 100)).toEqual({ type: 'failed', reason: 'reader-gone' })
    expect(lists.at(-1)).toEqual(left)
    expect(clock.pending).toBe(0)
  })

  test('is gone for whoever asks while there is no link', async () => {
    const card = stand()
    isUp = false
    expect(await card.transmit(command, 100)).toEqual({ type: 'failed', reason: 'reader-gone' })
  })

  test('is not heard of after it was closed', async () => {
    const card = stand()
    const answered = card.transmit(command, 100)
    close()
    expect(await answered).toEqual({ type: 'failed', reason: 'reader-gone' })
    expect(users.size).toBe(0)
  })

  test('lets every other device on the link be', () => {
    attach({ ...reader, kind: 'sam', deviceId: 6 })
    const taken: boolean[] = []
    each((user) => {
      taken.push(user.onInput(6, Uint8Array.of(0)))
      user.onDetach(6)
    })
    expect(taken).toEqual([false])
    expect(lists).toEqual([])
    expect(sent).toEqual([])
  })

  test('does not take what no reader says', () => {
    attach()
    expect(() => {
      each((user) => user.onInput(5, Uint8Array.of(9, 9)))
    }).toThrow('virtual link: payload')
  })
})
