import { concatBytes, equalBytes } from '../../../src/shared/gm/bytes.ts'
import { derObjectIdentifier, numberToBytes } from '../../../src/shared/gm/der.ts'
import { uint16 } from './apdu.ts'
import {
  authenticationCode,
  cipherSuites,
  type CipherSuite,
  decryptCbc,
  encryptCbc,
  pad,
  unpad,
} from './block-ciphers.ts'
import type { Chip } from './chip.ts'
import type { Random } from './curves.ts'
import { dataObject, readObjects } from './data-objects.ts'
import { travelApplication } from './file-system.ts'
import { mechanismOf, type PaceOption } from './pace.ts'
import { paceGroupNamed } from './pace-groups.ts'
import { deriveKey, keyUse, mrzSecret } from './session-keys.ts'

/** A terminal for tests of the chips: straight through, throwing at the first surprise. */
export interface Terminal {
  /** The command as it is. */
  plain(hex: string): Answer
  /** Header, data and Le under secure messaging; in the clear when `session` is null. */
  send(header: string, data?: Uint8Array, le?: number): Answer
  session: TerminalSession | null
  readonly commands: readonly string[]
}

export interface Answer {
  readonly status: string
  readonly data: Uint8Array
}

export interface TerminalSession {
  protect(header: Uint8Array, data: Uint8Array, le: number | undefined): Uint8Array
  unprotect(data: Uint8Array, odd: boolean): Answer
}

const none = new Uint8Array(0)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))

export function terminalOn(chip: Chip, options: { readonly extended?: boolean } = {}): Terminal {
  const commands: string[] = []
  chip.powerOn()
  const exchange = (command: Uint8Array): Answer => {
    commands.push(hex(command))
    let answer = chip.transmit(command)
    let data: Uint8Array = answer.slice(0, -2)
    while (answer.at(-2) === 0x61) {
      answer = chip.transmit(Uint8Array.of(0, 0xc0, 0, 0, answer.at(-1) ?? 0))
      data = concatBytes(data, answer.slice(0, -2))
    }
    return { status: hex(answer.slice(-2)), data }
  }
  const terminal: Terminal = {
    session: null,
    commands,
    plain: (command) => exchange(bytes(command)),
    send: (header, data = none, le) => {
      const [cla = 0, ...rest] = bytes(header)
      const { session } = terminal
      const extended = options.extended === true
      if (!session) return exchange(encode(Uint8Array.of(cla, ...rest), data, le, extended))
      const head = Uint8Array.of(cla | 0x0c, ...rest)
      const objects = session.protect(head, data, le)
      const outer = exchange(encode(head, objects, extended ? 0x1_0000 : 0x100, extended))
      if (outer.data.length === 0) return outer
      const answer = session.unprotect(outer.data, (head[1] ?? 0) % 2 === 1)
      if (answer.status !== outer.status) throw new Error(`status ${outer.status} around ${answer.status}`)
      return answer
    },
  }
  return terminal
}

function encode(header: Uint8Array, data: Uint8Array, le: number | undefined, extended: boolean): Uint8Array {
  const size = (value: number) => Uint8Array.of((value >> 8) & 0xff, value & 0xff)
  if (!extended) {
    const body = data.length > 0 ? concatBytes(Uint8Array.of(data.length), data) : none
    return concatBytes(header, body, le === undefined ? none : Uint8Array.of(le & 0xff))
  }
  const body = data.length > 0 ? concatBytes(Uint8Array.of(0), size(data.length), data) : none
  if (le === undefined) return concatBytes(header, body)
  return concatBytes(header, body, data.length > 0 ? none : Uint8Array.of(0), size(le))
}

export function terminalSession(
  suite: CipherSuite,
  secret: Uint8Array,
  counter?: Uint8Array,
): TerminalSession {
  const encryption = deriveKey(suite, secret, keyUse.encryption)
  const authentication = deriveKey(suite, secret, keyUse.authentication)
  const { blockLength } = suite
  let count = BigInt(`0x${hex(counter ?? Uint8Array.of(0))}`)
  const next = () => numberToBytes(++count, blockLength)
  const vector = (ssc: Uint8Array) =>
    suite.name === '3DES' ? new Uint8Array(8) : encryptCbc(suite, encryption, new Uint8Array(16), ssc)
  return {
    protect: (header, data, le) => {
      const ssc = next()
      const odd = (header[1] ?? 0) % 2 === 1
      const cipher =
        data.length > 0 ? encryptCbc(suite, encryption, vector(ssc), pad(data, blockLength)) : none
      const first = odd ? dataObject(0x85, cipher) : dataObject(0x87, Uint8Array.of(1), cipher)
      const length =
        le !== undefined && le > 0x100
          ? Uint8Array.of((le >> 8) & 0xff, le & 0xff)
          : Uint8Array.of((le ?? 0) & 0xff)
      const body = concatBytes(
        data.length > 0 ? first : none,
        le === undefined ? none : dataObject(0x97, length),
      )
      const input = concatBytes(
        ssc,
        pad(header, blockLength),
        body.length > 0 ? pad(body, blockLength) : none,
      )
      return concatBytes(body, dataObject(0x8e, authenticationCode(suite, authentication, input)))
    },
    unprotect: (data, odd) => {
      const ssc = next()
      const objects = readObjects(data) ?? []
      const code = objects.at(-1)
      const body = data.slice(0, -10)
      const right = authenticationCode(suite, authentication, concatBytes(ssc, pad(body, blockLength)))
      if (code?.tag !== 0x8e || !equalBytes(right, code.value)) throw new Error('a wrong code from the chip')
      const word = objects.find(({ tag }) => tag === 0x99)?.value ?? none
      const cipher = objects.find(({ tag }) => tag === (odd ? 0x85 : 0x87))?.value
      if (!cipher) return { status: hex(word), data: none }
      const plain = unpad(decryptCbc(suite, encryption, vector(ssc), odd ? cipher : cipher.slice(1)))
      if (!plain) throw new Error('no padding from the chip')
      return { status: hex(word), data: plain }
    },
  }
}

export function selectApplication(terminal: Terminal): void {
  expectOk(terminal.send('00a4040c', travelApplication), 'select')
}

/** Basic access control with nonces from `random`: RND.IFD, then K.IFD. */
export function openByBasicAccess(terminal: Terminal, mrzInformation: string, random: Random): void {
  const suite = cipherSuites['3DES']
  const zero = new Uint8Array(8)
  const seed = mrzSecret(mrzInformation).slice(0, 16)
  const encryption = deriveKey(suite, seed, keyUse.encryption)
  const authentication = deriveKey(suite, seed, keyUse.authentication)
  const challenge = expectOk(terminal.plain('0084000008'), 'challenge')
  const [nonce, key] = [random(8), random(16)]
  const cipher = encryptCbc(suite, encryption, zero, concatBytes(nonce, challenge, key))
  const code = authenticationCode(suite, authentication, pad(cipher, 8))
  const answer = expectOk(terminal.send('00820000', concatBytes(cipher, code), 40), 'authenticate')
  const plain = decryptCbc(suite, encryption, zero, answer.slice(0, 32))
  if (!equalBytes(plain.slice(0, 16), concatBytes(challenge, nonce)))
    throw new Error('another answer to the challenge')
  const secret = key.map((octet, index) => octet ^ (plain[16 + index] ?? 0))
  terminal.session = terminalSession(suite, secret, concatBytes(challenge.slice(4), nonce.slice(4)))
}

/** PACE with generic mapping. `password` is 1 and the MRZ information, or 2 and the card access number. */
export function openByPace(
  terminal: Terminal,
  option: PaceOption,
  password: readonly [1 | 2, string],
  random: Random,
): void {
  const suite = cipherSuites[option.cipher]
  const group = paceGroupNamed(option.group)
  const mechanism = derObjectIdentifier(mechanismOf(option)).slice(2)
  const secret = password[0] === 1 ? mrzSecret(password[1]) : new TextEncoder().encode(password[1])
  const general = (value: Uint8Array, last = false) => {
    // A number of 2,048 bits comes back as one.
    const le = value.length > 0x100 ? 0x1_0000 : 0x100
    const answer = terminal.send(last ? '00860000' : '10860000', dataObject(0x7c, value), le)
    return (
      readObjects(readObjects(expectOk(answer, 'general authenticate'))?.[0]?.value ?? none)?.[0]?.value ??
      none
    )
  }
  const reference = dataObject(0x83, Uint8Array.of(password[0]))
  expectOk(terminal.send('0022c1a4', concatBytes(dataObject(0x80, mechanism), reference)), 'set')
  const encrypted = general(none)
  const key = deriveKey(suite, secret, keyUse.password)
  const nonce = decryptCbc(suite, key, new Uint8Array(suite.blockLength), encrypted)
  const mapping = group.draw(random)
  const shared = group.multiply(mapping.privateKey, general(dataObject(0x81, mapping.publicKey)))
  const generator = shared && group.map(nonce, shared)
  if (!generator) throw new Error('no generator')
  const own = group.draw(random, generator)
  const theirs = general(dataObject(0x83, own.publicKey))
  const element = group.multiply(own.privateKey, theirs)
  if (!element) throw new Error('nothing shared')
  const agreed = group.secretOf(element)
  const macKey = deriveKey(suite, agreed, keyUse.authentication)
  const token = (publicKey: Uint8Array) => {
    const input = dataObject(
      0x7f49,
      concatBytes(dataObject(0x06, mechanism), dataObject(group.publicKeyTag, publicKey)),
    )
    return authenticationCode(suite, macKey, option.cipher === '3DES' ? pad(input, 8) : input)
  }
  const answer = general(dataObject(0x85, token(theirs)), true)
  if (!equalBytes(answer, token(own.publicKey))) throw new Error('another token')
  terminal.session = terminalSession(suite, agreed)
}

/** A file by SELECT and READ BINARY until its own length is reached. */
export function readFile(terminal: Terminal, id: number, step: number): Uint8Array {
  expectOk(terminal.send('00a4020c', Uint8Array.of(id >> 8, id & 0xff)), 'select')
  const head = expectOk(terminal.send('00b00000', none, 6), 'head')
  const [, count = 0] = head
  const second = head[1] === 0x81 ? 3 + (head[2] ?? 0) : 4 + uint16(head, 2)
  const length = count < 0x80 ? 2 + count : second
  let file: Uint8Array = head.slice(0, length)
  while (file.length < length) {
    const offset = file.length.toString(16).padStart(4, '0')
    const part = terminal.send(`00b0${offset}`, none, Math.min(step, length - file.length))
    file = concatBytes(file, expectOk(part, 'part'))
  }
  return file
}

export function expectOk({ status, data }: Answer, step: string): Uint8Array {
  if (status !== '9000') throw new Error(`${step} was answered with ${status}`)
  return data
}
