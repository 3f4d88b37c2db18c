import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, toHex } from '../../src/shared/gm/bytes.ts'
import { DocumentFault } from './fault.ts'
import { hex } from './bytes.fake.ts'
import { deriveSessionKeys } from './key-derivation.ts'
import { openLink } from './link.ts'
import { secureChannel } from './secure-messaging.ts'
import { writeTlv } from './tlv.ts'
import { fakeClock } from '../clock.fake.ts'

const ciphers = ['3des', 'aes-128', 'aes-192', 'aes-256'] as const
const read = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 8 } as const
const limits = { answer: 60_000, deadline: Number.POSITIVE_INFINITY }

/** A channel whose chip answers with these octets, whatever it is asked. */
function channelTo(answer: Uint8Array, cipher: (typeof ciphers)[number]) {
  const sent: string[] = []
  const transmit = async (command: Uint8Array) => {
    sent.push(toHex(command))
    return answer.slice()
  }
  const keys = deriveSessionKeys(hex('00112233445566778899aabbccddeeff'), cipher)
  return { channel: secureChannel(openLink(transmit, fakeClock(), limits, undefined), keys), keys, sent }
}

describe.each(ciphers)('secure messaging with %s', (cipher) => {
  test('says that the session has ended when the chip answers in the clear', async () => {
    const { channel } = channelTo(hex('6988'), cipher)
    await expect(channel.send(read)).rejects.toMatchObject({ reason: 'session-ended' })
  })

  test('leaves room for its objects in a short answer', () => {
    expect(channelTo(hex(''), cipher).channel.mostData).toBe(cipher === '3des' ? 231 : 223)
  })

  test('never sends the same command twice, for the counter goes on', async () => {
    const { channel, sent } = channelTo(hex('6988'), cipher)
    for (let times = 0; times < 3; times++) await expect(channel.send(read)).rejects.toThrow(DocumentFault)
    expect(new Set(sent).size).toBe(3)
  })

  test('says extended length in both places', async () => {
    const { channel, sent } = channelTo(hex('6700'), cipher)
    await expect(channel.send({ ...read, le: 4096 })).rejects.toThrow(DocumentFault)
    expect(sent[0]).toMatch(/^0cb0000000000e970210008e08.{16}0000$/)
  })

  test('takes no answer that is not authentic, whatever it is', async () => {
    const object = fc.tuple(fc.constantFrom(0x87, 0x99, 0x8e, 0x85, 0x97), fc.uint8Array({ maxLength: 17 }))
    const objects = fc
      .array(object, { maxLength: 4 })
      .map((list) => concatBytes(...list.map(([tag, value]) => writeTlv(tag, value))))
    const wellFormed = fc
      .uint8Array({ minLength: 8, maxLength: 8 })
      .map((code) => concatBytes(hex('990290008e08'), code))
    const any = fc.oneof(objects, wellFormed, fc.uint8Array({ maxLength: 80 }))
    await fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        const { channel } = channelTo(concatBytes(bytes, hex('9000')), cipher)
        await expect(channel.send(read)).rejects.toThrow(DocumentFault)
      }),
      { numRuns: 300 },
    )
  })

  test('zeroes its keys at the end', () => {
    const { channel, keys } = channelTo(hex(''), cipher)
    channel.end()
    expect([...keys.encryption, ...keys.mac].every((octet) => octet === 0)).toBe(true)
  })
})
