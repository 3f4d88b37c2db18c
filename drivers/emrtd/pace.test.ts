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

/** ICAO 9303-11, Appendix G.2: integers of 1,024 bits (RFC 5114, 2.1), generic mapping, AES-128. */
describe('the worked example of ICAO 9303-11, Appendix G.2', () => {
  const offer = hex('3114 3012 060a 04007f00070202040102 020102 020100')
  const keys = {
    mapping: drawOfKey('5265030f751f4ad18b08ac565fc7ac952e41618d'),
    ephemeral: drawOfKey('89ccd99b0e8d3b1f11e1296dca68ec53411cf2ca'),
  }
  const terminal = {
    mapping: `23fb3749ea030d2a25b278d2a562047ade3f01b74f17a15402cb7352ca7d2b3e
              b71c343db13d1debce9a3666dbcfc920b49174a602cb47965caa73dc702489a4
              4d41db914de9613dc5e98c94160551c0df86274b9359bc0490d01b03ad54022d
              cb4f57fad6322497d7a1e28d46710f461afe710fbbbc5f8ba166f4311975ec6c`,
    ephemeral: `907d89e2d425a178aa81af4a7774ec8e388c115cae67031e85eece520bd91155
                1b9ae4d04369f29a02626c86fbc6747cc7bc352645b6161a2a42d44eda80a08f
                a8d61b76d3a154ad8a5a51786b0bc07147057871a922212c5f67f43173172236
                b7747d1671e6d692a3c7d40a0c3c5ce397545d015c175eb5130551edbc2ee5d4`,
  }
  const chips = {
    mapping: `78879f57225aa8080d52ed0fc890a4b25336f699aa89a2d3a189654af70729e6
              23ea5738b26381e4da19e004706face7b235c2dbf2f38748312f3c98c2dd4882
              a41947b324aa1259ac22579db93f7085655af30889dbb845d9e6783fe42c9f24
              49400306254c8ae8ee9dd812a804c0b66e8cafc14f84d8258950a91b44126ee6`,
    ephemeral: `075693d9ae941877573e634b6e644f8e60af17a0076b8b123d9201074d36152b
                d8b3a213f53820c42adc79ab5d0aeec3aefb91394da476bd97b9b14d0a65c1fc
                71a0e019cb08af55e1f729005fba7e3fa5dc41899238a250767a6d46db974064
                386cd456743585f8e5d90cc8b4004b1f6d866c79ce0584e49687ff61bc29aea1`,
  }
  const chosen = ['0022c1a40f 800a04007f00070202040102 830101', '9000'] as const
  const drawn = ['10860000027c0000', '7c128010 854d8df5827fa6852d1a4fa701cdddca 9000'] as const
  const exchange = (own: string, ownTag: string, answer: string, tag: string) =>
    [`1086000086 7c8183 ${ownTag}8180 ${own} 00`, `7c8183 ${tag}8180 ${answer} 9000`] as const
  const mapped = exchange(terminal.mapping, '81', chips.mapping, '82')
  const agreed = exchange(terminal.ephemeral, '83', chips.ephemeral, '84')
  const confirmed = ['008600000c 7c0a8508 b46dd9bd4d98381f 00', '7c0a8608 917f37b5c0e6d8d1 9000'] as const

  async function openOnIntegers(...script: readonly (readonly [string, string])[]) {
    const found = choosePace(readSecurityInfos(offer))
    if (!found) throw new TypeError('no way')
    const chip = scriptedChip(...script)
    const channel = await pace(chip.link, found, password, drawsOf(keys.mapping, keys.ephemeral))
    return { channel, chip }
  }

  test('opens the chip in five commands, octet for octet', async () => {
    const { channel, chip } = await openOnIntegers(chosen, drawn, mapped, agreed, confirmed)
    expect(channel?.mostData).toBe(223)
    expect(chip.left).toEqual([])
  })

  test('gives the keys of the session', () => {
    const secret = hex(`6babc7b3a72bcd7ea385e4c62db2625bd8613b24149e146a629311c4ca6698e3
                        8b834b6a9e9cd7184ba8834aff5043d436950c4c1e7832367c10cb8c314d40e5
                        990b0df7013e64b4549e2270923d06f08cff6bd3e977dde6abe4c31d55c0fa2e
                        465e553e77bdf75e3193d3834fc26e8eb1ee2fa1e4fc97c18c3f6cfffe2607fd`)
    const session = deriveSessionKeys(secret, 'aes-128')
    expect(toHex(session.encryption)).toBe('2f7f46adcc9e7e521b45d192fafa9126')
    expect(toHex(session.mac)).toBe('805a1d27d45a5116f73c54469462b7d8')
  })

  test.each([
    ['one', '01'.padStart(256, '0')],
    ['none', '00'.padStart(256, '0')],
    ['two, which is of another order', '02'.padStart(256, '0')],
    ['longer than the prime', '01'.padStart(258, '0')],
    ['as large as the prime', 'ff'.repeat(128)],
  ])('refuses a number of the chip that is %s', async (_what, number) => {
    const length = (number.length / 2).toString(16)
    const outer = (number.length / 2 + 3).toString(16)
    const answer = `7c81${outer} 8481${length} ${number} 9000`
    await expect(openOnIntegers(chosen, drawn, mapped, [agreed[0], answer])).rejects.toMatchObject({
      reason: 'unreadable',
    })
  })
})

describe('PACE', () => {
  test('gives way when the chip does not want it', async () => {
    const { channel } = await open([choose[0], '6a80'])
    expect(channel).toBeUndefined()
  })

  test('takes no notice of the authorities that the chip names behind its token', async () => {
    const named = '7c1c8608 3abb9674bce93c08 8710 44455445535443564341303030303031 9000'
    const { channel } = await open(choose, nonce, map, agree, [confirm[0], named])
    expect(channel).toBeDefined()
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

  test('takes a curve rather than integers, whichever the chip names first', () => {
    const infos = readSecurityInfos(
      hex('3128 3012060a04007f000702020401020201020201 00 3012060a04007f0007020204020202010202010d'),
    )
    expect(choosePace(infos)).toMatchObject({ info: { agreement: 'ecdh', parameters: 13 }, ambiguous: false })
  })

  test('is not chosen for a curve, a cipher or a mapping that this reader does not know', () => {
    for (const info of [
      '3012060a04007f0007020204020202010202010c'.replace('02010c', '020107'),
      '3012060a04007f0007020204020502010202010d',
      '3012060a04007f0007020204040202010202010d',
      '3012060a04007f0007020204020202010102010d',
      '300f060a04007f00070202040202020102',
      // Integers with a curve's number, and a curve with the number of integers.
      '3012060a04007f0007020204010202010202010d',
      '3012060a04007f00070202040202020102020100',
    ]) {
      expect(choosePace(readSecurityInfos(hex(`31${(info.length / 2).toString(16)}${info}`)))).toBeUndefined()
    }
  })

  test('names the curve when the chip offers the same way on two', () => {
    const infos = readSecurityInfos(
      hex('3128 3012060a04007f0007020204020202010202010d 3012060a04007f0007020204020202010202010c'),
    )
    expect(choosePace(infos)).toMatchObject({ info: { parameters: 13 }, ambiguous: true })
    expect(way).toMatchObject({ info: { parameters: 13, cipher: 'aes-128' }, ambiguous: false })
  })
})
