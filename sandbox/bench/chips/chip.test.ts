import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { fromHex, toHex } from '../../../src/shared/gm/bytes.ts'
import { cipherNames } from './block-ciphers.ts'
import type { ChipImage } from './chip-image.ts'
import { createChip } from './chip.ts'
import { createAgreementKey, createAnswerKey } from './chip-keys.ts'
import { curveNamed, encodePoint, multiply } from './curves.ts'
import { cardAccessFile, commonFile, zoneFile } from './data-groups.ts'
import { fileId } from './file-system.ts'
import { type PaceGroupName, paceParameterIds } from './pace-groups.ts'
import { chipProfiles } from './profiles.ts'
import { seededRandom } from './random.fake.ts'
import {
  openByBasicAccess,
  openByPace,
  readFile,
  selectApplication,
  type Terminal,
  terminalOn,
} from './terminal.fake.ts'

const none = new Uint8Array(0)
const information = 'E00000000090010133106300'
const image: ChipImage = {
  atr: fromHex('3b800180'),
  behaviour: { ...chipProfiles['pace-brainpool'].behaviour, endOfFile: 'warning' },
  masterFiles: new Map([[fileId.cardAccess, cardAccessFile([{ cipher: 'AES-128', group: 'prime256v1' }])]]),
  applicationFiles: new Map([
    [fileId.common, commonFile({ structure: '0107', unicode: '040000' }, [0x61])],
    [fileId.dataGroup1, zoneFile(['A'.repeat(44), 'B'.repeat(44)])],
  ]),
  mrzInformation: information,
  cardAccessNumber: '123456',
  basicAccess: true,
  pace: [{ cipher: 'AES-128', group: 'prime256v1' }],
  activeAuthentication: createAnswerKey({ kind: 'ecdsa', curve: 'prime256v1', hash: 'sha256' }).key,
  chipAuthentication: createAgreementKey({ cipher: '3DES', curve: 'prime256v1', keyId: null }).key,
}

let terminal: Terminal

function open(changed: Partial<ChipImage> = {}, extended = false): Terminal {
  const opened = terminalOn(createChip({ ...image, ...changed }, seededRandom('chip')), { extended })
  selectApplication(opened)
  openByBasicAccess(opened, information, seededRandom('terminal'))
  return opened
}

beforeEach(() => {
  terminal = open()
})

describe('secure messaging', () => {
  function tampered(change: (command: Uint8Array) => void): string {
    const header = fromHex('0cb09e00')
    const objects = terminal.session?.protect(header, none, 4) ?? none
    change(objects)
    return terminal.plain(`${toHex(header)}${toHex(Uint8Array.of(objects.length))}${toHex(objects)}00`).status
  }

  test('ends with a wrong code', () => {
    expect(tampered((objects) => objects.set([(objects.at(-1) ?? 0) ^ 1], objects.length - 1))).toBe('6988')
    expect(terminal.send('00b09e00', none, 4).status).toBe('6988')
    expect(terminal.plain('00b09e0004').status).toBe('6982')
  })

  test('ends with a wrong Le object', () => {
    expect(tampered((objects) => objects.set([5], 2))).toBe('6988')
  })

  test('ends without a code', () => {
    expect(terminal.plain('0cb09e000397010400').status).toBe('6987')
    expect(terminal.send('00b09e00', none, 4).status).toBe('6988')
  })

  test('ends when a command is sent twice', () => {
    expect(tampered(() => undefined)).toBe('9000')
    expect(terminal.plain(terminal.commands.at(-1) ?? '').status).toBe('6988')
  })

  test('ends with a plain command, and access with it', () => {
    expect(terminal.plain('00b09e0004').status).toBe('6982')
    expect(terminal.send('00b09e00', none, 4).status).toBe('6988')
  })

  test('lives through refusals', () => {
    expect(terminal.send('00a4020c', Uint8Array.of(1, 3)).status).toBe('6a82')
    expect(terminal.send('00b00000', none, 4).status).toBe('6986')
    expect(terminal.send('00fe0000', none, 4).status).toBe('6d00')
    expect(terminal.send('00b09e00', none, 4).status).toBe('9000')
  })
})

describe('READ BINARY', () => {
  test('gives what is left with a warning, and nothing beyond the end', () => {
    expect(terminal.send('00b08159', none, 0x20).status).toBe('6282')
    expect(terminal.send('00b08159', none, 0x100).status).toBe('9000')
    expect(toHex(terminal.send('00b08159', none, 4).data)).toBe('42424242')
    expect(terminal.send('00b0815d', none, 1).status).toBe('6b00')
    expect(terminal.send('00b07fff', none, 1).status).toBe('6b00')
  })

  test('wants an Le, a known short identifier and clear bits', () => {
    expect(terminal.send('00b09e00').status).toBe('6700')
    expect(terminal.send('00b08500', none, 4).status).toBe('6a82')
    expect(terminal.send('00b0fe00', none, 4).status).toBe('6a86')
  })

  test('with the odd instruction wraps what it gives', () => {
    const { status, data } = terminal.send('00b10001', fromHex('540105'), 6)
    expect(status).toBe('9000')
    expect(toHex(data)).toBe('530441414141')
    expect(terminal.send('00b10001', fromHex('54021000'), 6).status).toBe('6b00')
    expect(terminal.send('00b10001', fromHex('550100'), 6).status).toBe('6a80')
  })

  test('refuses more than its buffer where the chip is strict, and cuts it short where not', () => {
    const small = { ...image.behaviour, maximumReply: 64 }
    terminal = open({ behaviour: { ...small, overlongRead: 'refused' } })
    expect(terminal.send('00b08100', none, 48).status).toBe('6700')
    expect(terminal.send('00b08100', none, 39).status).toBe('9000')
    terminal = open({ behaviour: small })
    expect(terminal.send('00b08100', none, 48).data.length).toBe(39)
  })

  test('with short lengths fits 231 bytes under 3DES and 223 under AES into 256', () => {
    const files = new Map([[fileId.dataGroup2, new Uint8Array(600)]])
    terminal = open({ applicationFiles: files })
    expect(terminal.send('00b08200', none, 0x100).data.length).toBe(231)
    terminal = terminalOn(createChip({ ...image, applicationFiles: files }, seededRandom('chip')))
    openByPace(terminal, { cipher: 'AES-128', group: 'prime256v1' }, [2, '123456'], seededRandom('terminal'))
    selectApplication(terminal)
    expect(terminal.send('00b08200', none, 0x100).data.length).toBe(223)
  })
})

describe('SELECT', () => {
  test('gives control information where P2 and Le ask for it', () => {
    expect(toHex(terminal.send('00a40200', Uint8Array.of(1, 1), 0x100).data)).toBe('6f088002005d83020101')
    expect(toHex(terminal.send('00a40204', Uint8Array.of(1, 1), 0x100).data)).toBe('62088002005d83020101')
    expect(terminal.send('00a40202', Uint8Array.of(1, 1)).status).toBe('6a86')
  })

  test('knows no other application', () => {
    expect(terminal.plain('00a4040c07a0000002471002').status).toBe('6a82')
  })

  test('of the master file leaves the application', () => {
    expect(terminal.plain('00a4000c023f00').status).toBe('9000')
    expect(terminal.plain('00a4020c02011c').status).toBe('9000')
    expect(terminal.plain('00a4020c02011e').status).toBe('6a82')
  })
})

describe('basic access', () => {
  test('refuses another key with 6300', () => {
    terminal = terminalOn(createChip(image, seededRandom('chip')))
    selectApplication(terminal)
    const other = information.replace('E0000', 'E0001')
    expect(() => openByBasicAccess(terminal, other, seededRandom('terminal'))).toThrow('6300')
  })

  test('wants a fresh challenge', () => {
    terminal = terminalOn(createChip(image, seededRandom('chip')))
    selectApplication(terminal)
    const command = `0082000028${'00'.repeat(40)}28`
    expect(terminal.plain(command).status).toBe('6985')
    expect(terminal.plain('0084000008').status).toBe('9000')
    expect(terminal.plain(command).status).toBe('6300')
    expect(terminal.plain(command).status).toBe('6985')
  })
})

describe('PACE', () => {
  const groups = Object.keys(paceParameterIds).filter(
    (name): name is PaceGroupName => name in paceParameterIds,
  )

  test.each(cipherNames)('with %s opens a session', (cipher) => {
    const pace = [{ cipher, group: 'brainpoolP256r1' }] as const
    terminal = terminalOn(createChip({ ...image, pace }, seededRandom('chip')))
    openByPace(terminal, pace[0], [1, information], seededRandom('terminal'))
    selectApplication(terminal)
    expect(readFile(terminal, fileId.dataGroup1, 40).length).toBe(93)
  })

  test.each(groups)('on %s opens a session', (group) => {
    const pace = [{ cipher: 'AES-128', group }] as const
    terminal = terminalOn(createChip({ ...image, pace }, seededRandom('chip')), { extended: true })
    openByPace(terminal, pace[0], [1, information], seededRandom('terminal'))
    selectApplication(terminal)
    expect(terminal.send('00b09e00', none, 4).status).toBe('9000')
  })

  test('refuses an unknown mechanism, password and order of messages', () => {
    expect(terminal.plain('0022c1a40f800a04007f00070202040204830101').status).toBe('6a80')
    expect(terminal.plain('0022c1a40f800a04007f00070202040202830103').status).toBe('6a88')
    expect(terminal.plain('10860000027c0000').status).toBe('6985')
    expect(terminal.plain('0022c1a40f800a04007f00070202040202830101').status).toBe('9000')
    expect(terminal.plain('00860000027c0000').status).toBe('6985')
    expect(terminal.plain('10860000027c0000').status).toBe('6985')
  })

  test('refuses a point beside the curve', () => {
    expect(terminal.plain('0022c1a40f800a04007f00070202040202830101').status).toBe('9000')
    expect(terminal.plain('10860000027c0000').status).toBe('9000')
    expect(terminal.plain(`10860000457c43814104${'11'.repeat(64)}00`).status).toBe('6a80')
  })
})

test('a point times the order is at infinity, times the order plus one the point again', () => {
  const curve = curveNamed('brainpoolP512r1')
  expect(multiply(curve, curve.n, curve.generator)).toBeNull()
  const again = multiply(curve, curve.n + 1n, curve.generator)
  expect(again && toHex(encodePoint(curve, again))).toBe(toHex(encodePoint(curve, curve.generator)))
})

describe('any bytes', () => {
  const instructions = fc.constantFrom(0xa4, 0xb0, 0xb1, 0x84, 0x82, 0x22, 0x86, 0x88, 0xc0, 0x00)
  const likely = fc
    .tuple(fc.constantFrom(0x00, 0x0c, 0x10, 0x1c), instructions, fc.uint8Array({ maxLength: 60 }))
    .map(([cla, ins, rest]) => Uint8Array.of(cla, ins, ...rest))
  const shaped = fc
    .tuple(
      fc.constantFrom(
        '00a4040c',
        '00a4020c',
        '00b09e00',
        '0022c1a4',
        '002241a6',
        '10860000',
        '00860000',
        '00820000',
        '0c860000',
        '0cb00000',
      ),
      fc.uint8Array({ minLength: 1, maxLength: 90 }),
    )
    .map(([header, data]) => fromHex(`${header}${toHex(Uint8Array.of(data.length))}${toHex(data)}00`))

  test.each(['fresh', 'opened'] as const)('get an answer from a chip that is %s', (state) => {
    const anything = fc.oneof(fc.uint8Array({ maxLength: 300 }), likely, shaped)
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 8 }), (commands) => {
        const chip = createChip(image, seededRandom('chip'))
        chip.powerOn()
        if (state === 'opened') {
          const opening = terminalOn(chip)
          selectApplication(opening)
          openByBasicAccess(opening, information, seededRandom('terminal'))
        }
        for (const command of commands) expect(chip.transmit(command).length).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 300 },
    )
  })

  test('under right secure messaging get an answer too', () => {
    const header = fc.tuple(
      fc.constantFrom('00', '10', '80'),
      instructions,
      fc.integer({ min: 0, max: 0xffff }),
    )
    fc.assert(
      fc.property(
        header,
        fc.uint8Array({ maxLength: 120 }),
        fc.option(fc.integer({ min: 1, max: 256 })),
        ([cla, ins, p], data, le) => {
          const head = `${cla}${toHex(Uint8Array.of(ins, p >> 8, p & 0xff))}`
          expect(terminal.send(head, data, le ?? undefined).status).toMatch(/^[69]/)
          if (ins === 0x22 || terminal.send('00b09e00', none, 4).status !== '9000') terminal = open()
        },
      ),
      { numRuns: 300 },
    )
  })
})
