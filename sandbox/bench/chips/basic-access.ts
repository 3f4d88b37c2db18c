import { concatBytes, equalBytes } from '../../../src/shared/gm/bytes.ts'
import { type Reply, reply, status } from './apdu.ts'
import { authenticationCode, cipherSuites, decryptCbc, encryptCbc, pad } from './block-ciphers.ts'
import type { Random } from './curves.ts'
import { openSession, type SecureMessaging } from './secure-messaging.ts'
import { deriveKey, keyUse, mrzSecret } from './session-keys.ts'

const suite = cipherSuites['3DES']
const zero = new Uint8Array(8)

/** What EXTERNAL AUTHENTICATE led to: an answer, and the session when the terminal knew the key. */
export interface Agreement {
  readonly reply: Reply
  readonly session: SecureMessaging | null
}

/**
 * The chip's side of basic access control (ICAO 9303-11, 4.3).
 * @param challenge RND.IC as GET CHALLENGE gave it
 * @param data 32 enciphered bytes and their code
 */
export function agreeBasicAccess(
  mrzInformation: string,
  challenge: Uint8Array,
  data: Uint8Array,
  random: Random,
): Agreement {
  const seed = mrzSecret(mrzInformation).subarray(0, 16)
  const encryptionKey = deriveKey(suite, seed, keyUse.encryption)
  const authenticationKey = deriveKey(suite, seed, keyUse.authentication)
  const code = (cryptogram: Uint8Array) => authenticationCode(suite, authenticationKey, pad(cryptogram, 8))

  if (data.length !== 40) return { reply: reply(status.wrongLength), session: null }
  const cryptogram = data.subarray(0, 32)
  const refused = { reply: reply(status.authenticationFailed), session: null }
  if (!equalBytes(code(cryptogram), data.subarray(32))) return refused
  const message = decryptCbc(suite, encryptionKey, zero, cryptogram)
  const [terminal, repeated, terminalKey] = [message.slice(0, 8), message.slice(8, 16), message.slice(16)]
  if (!equalBytes(repeated, challenge)) return refused

  const chipKey = random(16)
  const answer = encryptCbc(suite, encryptionKey, zero, concatBytes(challenge, terminal, chipKey))
  const secret = terminalKey.map((octet, index) => octet ^ (chipKey[index] ?? 0))
  const counter = concatBytes(challenge.slice(4), terminal.slice(4))
  return {
    reply: reply(status.ok, concatBytes(answer, code(answer))),
    session: openSession(suite, secret, counter),
  }
}
