import { concatBytes, equalBytes, toHex } from '../../src/shared/gm/bytes.ts'
import { bytesToNumber } from '../../src/shared/gm/der.ts'
import { systemRandom } from '../../src/shared/gm/random.ts'
import { blockLengthOf, type CipherName, decryptCbc, encryptCbc, pad, unpad } from './block-cipher.ts'
import { hex } from './bytes.fake.ts'
import {
  agree,
  type Curve,
  curveByNumber,
  type CurvePoint,
  drawKeyPair,
  encodePoint,
  type KeyPair,
} from './curve.ts'
import { bacSeedOf, pacePasswordOf } from './document-key.ts'
import { deriveKey, deriveSessionKeys, purpose, type SessionKeys } from './key-derivation.ts'
import { mac } from './message-authentication.ts'
import { paceToken } from './pace.ts'
import { readMembers, readOnly, writeTlv } from './tlv.ts'

/** How a fake chip is made and what it does not know. */
export interface FakeChipMake {
  readonly information: Uint8Array
  /** By file identifier, those of the application; EF.CardAccess is made from `pace`. */
  readonly files: ReadonlyMap<number, Uint8Array>
  readonly pace?: { readonly curve: number; readonly cipher: CipherName; readonly protocol: string }
  readonly noBac?: boolean
  /** The card access number printed on it. */
  readonly cardAccessNumber?: Uint8Array
  /** Signs the challenge of active authentication. */
  readonly sign?: (challenge: Uint8Array) => Uint8Array
  readonly chipKey?: { readonly curve: Curve; readonly cipher: CipherName; readonly key: KeyPair }
  readonly noShortIds?: boolean
  /** Reads that ask for more than the file holds are refused. */
  readonly noReadBeyondEnd?: boolean
  /** Most octets in one answer. */
  readonly buffer?: number
  /** What it does when asked for more than its buffer: cut the answer short, refuse, or drop the session. */
  readonly atBuffer?: 'cut' | 'refuse' | 'drop'
  readonly extended?: boolean
  /** SELECT of the application is answered 6A81, though it is done. */
  readonly deniesSelect?: boolean
  /**
   * What it says in place of what it should, data and status word, under its own protection: an evil chip.
   * @param count of the commands before
   */
  readonly falsify?: (count: number, answer: Uint8Array) => Uint8Array
}

export interface FakeChip {
  readonly transmit: (command: Uint8Array) => Promise<Uint8Array>
  /** Instructions so far, in hexadecimal: 84 82 b0 … */
  readonly instructions: string[]
  /** Called before each command, with how many there were. */
  onCommand: (count: number) => void
  /** Loses power: session and selection are gone. */
  reset(): void
}

interface Request {
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data: Uint8Array
  readonly le: number
}

interface Reply {
  readonly data: Uint8Array
  readonly word: number
}

class SessionDropped extends Error {}

const applicationId = 'a0000002471001'
const answer = (word: number, data: Uint8Array = new Uint8Array()): Reply => ({ word, data })

/** A chip, for tests of the reader alone. It trusts the reader's primitives, which the worked examples hold up. */
export function fakeChip(make: FakeChipMake): FakeChip {
  let inApplication = false
  let selected: Uint8Array | undefined
  let session: { readonly keys: SessionKeys; readonly sequence: Uint8Array } | undefined
  let next: { readonly keys: SessionKeys; readonly sequence: Uint8Array } | undefined
  let challenge: Uint8Array | undefined
  let paceStep: {
    nonce?: Uint8Array
    generator?: CurvePoint
    own?: Uint8Array
    theirs?: Uint8Array
    keys?: SessionKeys
  } = {}
  let chosen: 'pace' | 'chip-authentication' | undefined
  let passwordReference: number | undefined
  const instructions: string[] = []

  const reset = () => {
    inApplication = false
    selected = undefined
    session = undefined
    next = undefined
    challenge = undefined
    paceStep = {}
  }

  const start = (keys: SessionKeys, sequence = new Uint8Array(blockLengthOf(keys.cipher))) => {
    next = { keys, sequence }
  }

  const fileOf = (id: number) => {
    if (inApplication) return session ? make.files.get(id) : undefined
    return id === 0x011c && make.pace ? cardAccessOf(make.pace) : undefined
  }

  const select = ({ p1, data }: Request) => {
    if (p1 === 4) {
      if (toHex(data) !== applicationId) return answer(0x6a82)
      inApplication = true
      return answer(make.deniesSelect ? 0x6a81 : 0x9000)
    }
    if (p1 === 0) {
      inApplication = false
      return answer(0x9000)
    }
    selected = fileOf(bytesToNumberOf(data))
    return answer(selected ? 0x9000 : 0x6a82)
  }

  const readBinary = ({ p1, p2, le }: Request, room: number) => {
    let offset = p1 * 256 + p2
    if (p1 >= 0x80) {
      if (make.noShortIds) return answer(0x6a86)
      selected = fileOf(0x0100 + (p1 & 0x1f))
      offset = p2
    }
    if (!selected) return answer(0x6a82)
    const left = selected.length - offset
    if (le > left && make.noReadBeyondEnd) return answer(0x6b00)
    const most = Math.min(make.buffer ?? room, room)
    if (le > most && make.atBuffer === 'drop') throw new SessionDropped()
    if (le > most && make.atBuffer === 'refuse') return answer(0x6700)
    const count = Math.min(le, most, left)
    return answer(le > left ? 0x6282 : 0x9000, selected.slice(offset, offset + count))
  }

  const externalAuthenticate = ({ data }: Request) => {
    if (make.noBac || !challenge) return answer(0x6985)
    const access = deriveSessionKeys(bacSeedOf(make.information), '3des')
    const encrypted = data.subarray(0, 32)
    if (!equalBytes(mac('3des', access.mac, pad(encrypted, 8)), data.subarray(32))) return answer(0x6300)
    const plain = decryptCbc('3des', access.encryption, encrypted)
    if (!equalBytes(plain.subarray(8, 16), challenge)) return answer(0x6300)
    const own = systemRandom(16)
    const reply = encryptCbc('3des', access.encryption, concatBytes(challenge, plain.subarray(0, 8), own))
    const secret = own.map((octet, index) => octet ^ (plain[16 + index] ?? 0))
    start(deriveSessionKeys(secret, '3des'), concatBytes(challenge.subarray(4), plain.subarray(4, 8)))
    return answer(0x9000, concatBytes(reply, mac('3des', access.mac, pad(reply, 8))))
  }

  const manageSecurity = ({ p1, p2, data }: Request) => {
    if (p1 === 0xc1 && p2 === 0xa4) {
      chosen = make.pace && 'pace'
      passwordReference = readMembers(data).find(({ tag }) => tag === 0x83)?.value[0]
      return answer(make.pace && !inApplication ? 0x9000 : 0x6a80)
    }
    if (!make.chipKey || !session) return answer(0x6a88)
    if (p2 === 0xa4) {
      chosen = 'chip-authentication'
      return answer(0x9000)
    }
    const point = readMembers(data).find(({ tag }) => tag === 0x91)
    if (!point) return answer(0x6a80)
    agreeWithChipKey(point.value)
    return answer(0x9000)
  }

  const agreeWithChipKey = (point: Uint8Array) => {
    if (!make.chipKey) throw new TypeError('no key')
    const { curve, cipher, key } = make.chipKey
    start(deriveSessionKeys(agree(curve, key.secret, curve.decode(point)), cipher))
  }

  const generalAuthenticate = ({ data }: Request) => {
    const [object] = readMembers(readOnly(data, 0x7c))
    if (chosen === 'chip-authentication') {
      agreeWithChipKey(object?.value ?? new Uint8Array())
      return answer(0x9000, writeTlv(0x7c))
    }
    const curve = make.pace && curveByNumber(make.pace.curve)
    if (!make.pace || !curve) return answer(0x6985)
    const { cipher, protocol } = make.pace
    const reply = (tag: number, value: Uint8Array) => answer(0x9000, writeTlv(0x7c, writeTlv(tag, value)))
    if (!object) {
      paceStep = { nonce: systemRandom(16) }
      const secret =
        passwordReference === 2
          ? (make.cardAccessNumber ?? systemRandom(6))
          : pacePasswordOf({ type: 'mrz', information: make.information }).secret
      const key = deriveKey(secret, cipher, purpose.password)
      return reply(0x80, encryptCbc(cipher, key, paceStep.nonce ?? new Uint8Array()))
    }
    if (object.tag === 0x81 && paceStep.nonce) {
      const own = drawKeyPair(curve, curve.generator, systemRandom)
      const shared = curve.decode(object.value).multiply(own.secret)
      const scalar = bytesToNumber(paceStep.nonce) % curve.order
      paceStep.generator = curve.generator.multiply(scalar).add(shared)
      return reply(0x82, encodePoint(curve, own.point))
    }
    if (object.tag === 0x83 && paceStep.generator) {
      const own = drawKeyPair(curve, paceStep.generator, systemRandom)
      paceStep.own = encodePoint(curve, own.point)
      paceStep.theirs = object.value
      paceStep.keys = deriveSessionKeys(agree(curve, own.secret, curve.decode(object.value)), cipher)
      return reply(0x84, paceStep.own)
    }
    if (object.tag !== 0x85 || !paceStep.keys || !paceStep.own || !paceStep.theirs) return answer(0x6985)
    const id = hex(protocol)
    if (!equalBytes(object.value, paceToken(paceStep.keys, id, 0x86, paceStep.own))) return answer(0x6300)
    start(paceStep.keys)
    return reply(0x86, paceToken(paceStep.keys, id, 0x86, paceStep.theirs))
  }

  const execute = (request: Request, room: number): Reply => {
    switch (request.ins) {
      case 0xa4:
        return select(request)
      case 0xb0:
        return readBinary(request, room)
      case 0x84:
        challenge = systemRandom(8)
        return make.noBac ? answer(0x6d00) : answer(0x9000, challenge.slice())
      case 0x82:
        return externalAuthenticate(request)
      case 0x22:
        return manageSecurity(request)
      case 0x86:
        return generalAuthenticate(request)
      case 0x88:
        return make.sign && session ? answer(0x9000, make.sign(request.data)) : answer(0x6d00)
      default:
        return answer(0x6d00)
    }
  }

  /** As an evil chip says it, if it is one. */
  const say = (request: Request, room: number): Reply => {
    const reply = execute(request, room)
    if (!make.falsify) return reply
    const word = Uint8Array.of(reply.word >> 8, reply.word & 0xff)
    const said = make.falsify(instructions.length - 1, concatBytes(reply.data, word))
    return { data: said.subarray(0, -2), word: bytesToNumberOf(said.subarray(-2)) }
  }

  const executeProtected = (request: Request, extended: boolean): Reply => {
    if (!session) throw new SessionDropped()
    const { keys, sequence } = session
    const block = blockLengthOf(keys.cipher)
    const count = () => {
      for (let index = block - 1; index >= 0; index--) {
        sequence[index] = ((sequence[index] ?? 0) + 1) & 0xff
        if (sequence[index] !== 0) return
      }
    }
    const iv = () => (keys.cipher === '3des' ? undefined : encryptCbc(keys.cipher, keys.encryption, sequence))
    count()
    const objects = readMembers(request.data)
    const code = objects.at(-1)
    const covered = request.data.subarray(0, request.data.length - (code?.raw.length ?? 0))
    const header = pad(Uint8Array.of(0x0c, request.ins, request.p1, request.p2), block)
    const message = pad(concatBytes(sequence, header, covered), block)
    if (!code || !equalBytes(mac(keys.cipher, keys.mac, message), code.value)) throw new SessionDropped()
    const cryptogram = objects.find(({ tag }) => tag === 0x87)?.value.subarray(1)
    const length = objects.find(({ tag }) => tag === 0x97)?.value
    const data = cryptogram
      ? unpad(decryptCbc(keys.cipher, keys.encryption, cryptogram, iv()), block)
      : new Uint8Array()
    const le = length ? bytesToNumberOf(length) || (length.length === 1 ? 256 : 65_536) : 0
    const room = extended ? 65_000 : Math.floor(238 / block) * block - 1
    const reply = say({ ...request, data, le }, room)
    count()
    const parts: Uint8Array[] = []
    if (reply.data.length > 0) {
      const encrypted = encryptCbc(keys.cipher, keys.encryption, pad(reply.data, block), iv())
      parts.push(writeTlv(0x87, Uint8Array.of(1), encrypted))
    }
    parts.push(writeTlv(0x99, Uint8Array.of(reply.word >> 8, reply.word & 0xff)))
    const answerCode = mac(keys.cipher, keys.mac, pad(concatBytes(sequence, ...parts), block))
    return { data: concatBytes(...parts, writeTlv(0x8e, answerCode)), word: reply.word }
  }

  const chip: FakeChip = {
    instructions,
    reset,
    onCommand: () => undefined,
    transmit: async (sent) => {
      // The sender zeroes what it sent; a chip has its own.
      const command = sent.slice()
      chip.onCommand(instructions.length)
      const [cla = 0, ins = 0] = command
      instructions.push(ins.toString(16).padStart(2, '0'))
      const extended = command.length > 5 && command[4] === 0
      let reply: Reply
      try {
        const request = parse(command)
        if (extended && !make.extended) throw new SessionDropped()
        if ((cla & 0x0c) === 0) session = undefined
        reply =
          (cla & 0x0c) === 0 ? say(request, extended ? 65_000 : 256) : executeProtected(request, extended)
      } catch (error) {
        if (!(error instanceof SessionDropped)) throw error
        session = undefined
        next = undefined
        reply = answer(extended ? 0x6700 : 0x6988)
      }
      if (next) session = next
      next = undefined
      return concatBytes(reply.data, Uint8Array.of(reply.word >> 8, reply.word & 0xff))
    },
  }
  return chip
}

function cardAccessOf({ curve, protocol }: NonNullable<FakeChipMake['pace']>): Uint8Array {
  const id = writeTlv(0x06, hex(protocol))
  return writeTlv(
    0x31,
    writeTlv(0x30, id, writeTlv(0x02, Uint8Array.of(2)), writeTlv(0x02, Uint8Array.of(curve))),
  )
}

function parse(command: Uint8Array): Request {
  const [, ins = 0, p1 = 0, p2 = 0] = command
  const body = command.subarray(4)
  const extended = body.length > 1 && body[0] === 0
  const head = extended ? 3 : 1
  const first = extended ? (body[1] ?? 0) * 256 + (body[2] ?? 0) : (body[0] ?? 0)
  if (body.length <= head) {
    return {
      ins,
      p1,
      p2,
      data: new Uint8Array(),
      le: body.length === 0 ? 0 : first || (extended ? 65_536 : 256),
    }
  }
  const data = body.subarray(head, head + first)
  const rest = body.subarray(head + first)
  const le = rest.length === 0 ? 0 : bytesToNumberOf(rest) || (extended ? 65_536 : 256)
  return { ins, p1, p2, data, le }
}

function bytesToNumberOf(bytes: Uint8Array): number {
  return Number(bytesToNumber(bytes))
}
