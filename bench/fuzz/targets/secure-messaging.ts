import type { Clock } from '../../../drivers/clock.ts'
import { blockLengthOf, type CipherName, encryptCbc, pad } from '../../../drivers/emrtd/block-cipher.ts'
import { DocumentFault } from '../../../drivers/emrtd/fault.ts'
import { deriveSessionKeys, type SessionKeys } from '../../../drivers/emrtd/key-derivation.ts'
import { openLink } from '../../../drivers/emrtd/link.ts'
import { mac } from '../../../drivers/emrtd/message-authentication.ts'
import { secureChannel } from '../../../drivers/emrtd/secure-messaging.ts'
import { writeTlv } from '../../../drivers/emrtd/tlv.ts'
import { concatBytes, equalBytes } from '../../../src/shared/gm/bytes.ts'
import { type FuzzTarget, mustHold } from '../target.ts'

const secret = new Uint8Array(16).fill(0x5a)
const success = Uint8Array.of(0x90, 0x00)
/** No answer here is late. */
const clock: Clock = { now: () => 0, after: () => () => undefined }
const limits = { answer: 1, deadline: Number.POSITIVE_INFINITY }

/** The chip's answer to the first command of a session, as ICAO 9303-11, 9.8 has it. */
function answerWith(data: Uint8Array, { cipher, encryption, mac: macKey }: SessionKeys): Uint8Array {
  const block = blockLengthOf(cipher)
  const sequence = new Uint8Array(block)
  sequence[block - 1] = 2
  const iv = cipher === '3des' ? undefined : encryptCbc(cipher, encryption, sequence)
  const cryptogram = encryptCbc(cipher, encryption, pad(data, block), iv)
  const objects = concatBytes(
    data.length > 0 ? writeTlv(0x87, Uint8Array.of(1), cryptogram) : data,
    writeTlv(0x99, success),
  )
  const code = mac(cipher, macKey, pad(concatBytes(sequence, objects), block))
  return concatBytes(objects, writeTlv(0x8e, code), success)
}

/** Whatever the chip answers, nothing but the two answers that it signed is taken. */
export function secureMessaging(cipher: CipherName): FuzzTarget {
  const keys = deriveSessionKeys(secret, cipher)
  const samples = [new Uint8Array(0), Uint8Array.from({ length: 64 }, (_, index) => index)].map((data) =>
    answerWith(data, keys),
  )
  return {
    name: `APDU replies, ${cipher}`,
    samples,
    take: async (input) => {
      const below = openLink(async () => input.slice(), clock, limits, undefined)
      let taken = true
      try {
        await secureChannel(below, keys).send({ cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 64 })
      } catch (error) {
        if (!(error instanceof DocumentFault)) throw error
        taken = false
      }
      const authentic = samples.some((sample) => equalBytes(sample, input))
      mustHold(taken === authentic, 'an answer is taken if it is authentic, and only then')
    },
  }
}
