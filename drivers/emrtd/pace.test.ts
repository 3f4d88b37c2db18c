import { describe, expect, test } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { ascii, drawOfKey, drawsOf, hex } from './bytes.fake.ts'
import { pacePasswordOf } from './document-key.ts'
import { deriveKey, deriveSessionKeys, purpose } from './key-derivation.ts'
import { choosePace, pace } from './pace.ts'
import { scriptedChip } from './scripted-chip.fake.ts'
import { readSecurityInfos } from './security-infos.ts'

/** ICAO 9303-11, Appendix G.1: ECDH, generic mapping, AES-128, brainpoolP256r1. */
const cardAccess = hex('3114 3012 060a 04007f00070202040202 020102 02010d')
const password = pacePasswordOf({ type: 'mrz', information: ascii('T22000129364081251010318') })
const mappingKey = drawOfKey('7f4ef07b9ea82fd78ad689b38d0bc78cf21f249d953bc46f4c6e19259c010f99')
const ephemeralKey = drawOfKey('a73fb703ac1436a18e0cfa5abb3f7bec7a070e7a6788486bee230c4a22762595')
const mappingPoints = {
  terminal: `04 7acf3efc982ec45565a4b155129efbc74650dcbfa6362d896fc70262e0c2cc5e
                544552dcb6725218799115b55c9baa6d9f6bc3a9618e70c25af71777a9c4922d`,
  chip: `04 824fba91c9cbe26bef53a0ebe7342a3bf178cea9f45de0b70aa601651fba3f57
            30d8c879aaa9c9f73991e61b58f4d52eb87a0a0c709a49dc63719363ccd13c54`,
}
const ephemeralPoints = {
  terminal: `04 2db7a64c0355044ec9df190514c625cba2cea48754887122f3a5ef0d5edd301c
                3556f3b3b186df10b857b58f6a7eb80f20ba5dc7be1d43d9bf850149fbb36462`,
  chip: `04 9e880f842905b8b3181f7af7caa9f0efb743847f44a306d2d28c1d9ec65df6db
            7764b22277a2eddc3c265a9f018f9cb852e111b768b326904b59a0193776f094`,
}
const choose = ['0022c1a40f 800a04007f00070202040202 830101', '9000'] as const
const nonce = ['10860000027c0000', '7c128010 95a3a016522ee98d01e76cb6b98b42c3 9000'] as const
const map = [
  `1086000045 7c438141 ${mappingPoints.terminal} 00`,
  `7c438241 ${mappingPoints.chip} 9000`,
] as const
const agree = [
  `1086000045 7c438341 ${ephemeralPoints.terminal} 00`,
  `7c438441 ${ephemeralPoints.chip} 9000`,
] as const
const confirm = ['008600000c 7c0a8508 c2b0bd78d94ba866 00', '7c0a8608 3abb9674bce93c08 9000'] as const

const way = choosePace(readSecurityInfos(cardAccess))

async function open(...script: readonly (readonly [string, string])[]) {
  if (!way) throw new TypeError('no way')
  const chip = scriptedChip(...script)
  const channel = await pace(chip.link, way, password, drawsOf(mappingKey, ephemeralKey))
  return { channel, chip }
}

describe('the worked example of ICAO 9303-11, Appendix G.1', () => {
  test('gives the key of the nonce', () => {
    const key = deriveKey(password.secret, 'aes-128', purpose.password)
    expect(toHex(password.secret)).toBe('7e2d2a41c74ea0b38cd36f863939bfa8e9032aad')
    expect(toHex(key)).toBe('89ded1b26624ec1e634c1989302849dd')
  })

  test('gives the keys of the session', () => {
    const secret = hex('28768d20701247dae81804c9e780ede582a9996db4a315020b2733197db84925')
    const keys = deriveSessionKeys(secret, 'aes-128')
    expect(toHex(keys.encryption)).toBe('f5f0e35c0d7161ee6724ee513a0d9a7f')
    expect(toHex(keys.mac)).toBe('fe251c7858b356b24514b3bd5f4297d1')
  })

  test('opens the chip in five commands, octet for octet', async () => {
    const { channel, chip } = await open(choose, nonce, map, agree, confirm)
    expect(channel?.mostData).toBe(223)
    expect(chip.left).toEqual([])
    expect(chip.link.commands).toBe(5)
  })
})

describe('PACE', () => {
  test('gives way when the chip does not want it', async () => {
    const { channel } = await open([choose[0], '6a80'])
    expect(channel).toBeUndefined()
  })

  test('goes on when the chip only counts tries', async () => {
    const { channel } = await open([choose[0], '63c2'], nonce, map, agree, confirm)
    expect(channel).toBeDefined()
  })

  test.each([
    ['refuses the token', '6300'],
    ['has another token', '7c0a86083abb9674bce93c099000'],
  ])('says that the key does not fit when the chip %s', async (_how, answer) => {
    const opening = open(choose, nonce, map, agree, [confirm[0], answer])
    await expect(opening).rejects.toMatchObject({ reason: 'key-does-not-fit' })
  })

  test.each([
    ['off the curve', `7c438441 ${ephemeralPoints.chip.replace('04 9e', '04 9f')} 9000`],
    ['that is our own', `7c438441 ${ephemeralPoints.terminal} 9000`],
    ['in the wrong object', `7c438241 ${ephemeralPoints.chip} 9000`],
    ['cut short', `7c428440 ${ephemeralPoints.chip.slice(0, -2)} 9000`],
    ['at infinity', '7c03840100 9000'],
  ])('refuses a point of the chip %s', async (_what, answer) => {
    await expect(open(choose, nonce, map, [agree[0], answer])).rejects.toMatchObject({ reason: 'unreadable' })
  })

  test('is not chosen for a curve, a cipher or a mapping that this reader does not know', () => {
    for (const info of [
      '3012060a04007f0007020204020202010202010c'.replace('02010c', '020107'),
      '3012060a04007f0007020204020502010202010d',
      '3012060a04007f0007020204040202010202010d',
      '3012060a04007f0007020204020202010102010d',
      '300f060a04007f00070202040202020102',
    ]) {
      expect(choosePace(readSecurityInfos(hex(`31${(info.length / 2).toString(16)}${info}`)))).toBeUndefined()
    }
  })

  test('names the curve when the chip offers the same way on two', () => {
    const infos = readSecurityInfos(
      hex('3128 3012060a04007f0007020204020202010202010d 3012060a04007f0007020204020202010202010c'),
    )
    expect(choosePace(infos)).toMatchObject({ info: { curve: 13 }, ambiguous: true })
    expect(way).toMatchObject({ info: { curve: 13, cipher: 'aes-128' }, ambiguous: false })
  })
})
