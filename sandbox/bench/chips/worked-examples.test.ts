import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from '../../../src/shared/gm/bytes.ts'
import { status } from './apdu.ts'
import { authenticationCode, cipherSuites } from './block-ciphers.ts'
import type { ChipImage } from './chip-image.ts'
import { createChip } from './chip.ts'
import type { Random } from './curves.ts'
import { commonFile } from './data-groups.ts'
import { fileId } from './file-system.ts'
import { scriptedRandom } from './random.fake.ts'
import { deriveKey, keyUse, mrzSecret } from './session-keys.ts'

/** The examples of ICAO 9303-11, appendices D and G, from the chip's side. */
const image: ChipImage = {
  atr: fromHex('3b800180'),
  behaviour: {
    extendedLength: false,
    maximumCommand: 255,
    maximumReply: 256,
    overlongRead: 'truncated',
    endOfFile: 'shorter',
    delivery: 'whole',
    replyBlock: 256,
    refusesSelectWithLe: false,
    selectsBeforeAccess: true,
    selectMasterFile: status.ok,
    replyMilliseconds: 0,
  },
  masterFiles: new Map(),
  applicationFiles: new Map([
    [fileId.common, commonFile({ structure: '0106', unicode: '040000' }, [0x61, 0x75])],
  ]),
  mrzInformation: 'L898902C<369080619406236',
  cardAccessNumber: null,
  basicAccess: true,
  pace: [],
  activeAuthentication: null,
  chipAuthentication: null,
}

/** Sends the commands of a conversation and gives it back with the chip's own answers. */
function conversation(image: ChipImage, random: Random, lines: readonly Exchange[]): readonly Exchange[] {
  const chip = createChip(image, random)
  chip.powerOn()
  return lines.map(([command]) => [command, toHex(chip.transmit(fromHex(command)))])
}

/** Command and answer. */
type Exchange = readonly [string, string]

test('the keys of appendix D.2', () => {
  const seed = mrzSecret(image.mrzInformation).slice(0, 16)
  const suite = cipherSuites['3DES']
  expect(toHex(seed)).toBe('239ab9cb282daf66231dc5a4df6bfbae')
  expect(toHex(deriveKey(suite, seed, keyUse.encryption))).toBe('ab94fdecf2674fdfb9b391f85d7f76f2')
  expect(toHex(deriveKey(suite, seed, keyUse.authentication))).toBe('7962d9ece03d1acd4c76089dce131543')
})

test('basic access and secure messaging answer byte for byte as in appendices D.3 and D.4', () => {
  const random = scriptedRandom('4608f91988702212', '0b4f80323eb3191cb04970cb4052790b')
  const lines: readonly Exchange[] = [
    ['00a4040c07a0000002471001', '9000'],
    ['0084000008', '4608f919887022129000'],
    [
      '008200002872c29c2371cc9bdb65b779b8e8d37b29ecc154aa56a8799fae2f498f76ed92f25f1448eea8ad90a728',
      '46b9342a41396cd7386bf5803104d7cedc122b9132139baf2eedc94ee178534f2f2d235d074d74499000',
    ],
    ['0ca4020c158709016375432908c044f68e08bf8b92d635ff24f800', '990290008e08fa855a5d4c50a8ed9000'],
    ['0cb000000d9701048e08ed6705417e96ba5500', '8709019ff0ec34f9922651990290008e08ad55cc17140b2ded9000'],
    [
      '0cb000040d9701128e082ea28a70f3c7b53500',
      '871901fb9235f4e4037f2327dcc8964f1f9b8c30f42c8e2fff224a990290008e08c8b2787eaea07d749000',
    ],
  ]
  expect(conversation(image, random, lines)).toEqual(lines)
})

test('PACE by ECDH and generic mapping answers byte for byte as in appendix G.1', () => {
  const paceImage: ChipImage = {
    ...image,
    mrzInformation: 'T22000129364081251010318',
    basicAccess: false,
    pace: [{ cipher: 'AES-128', group: 'brainpoolP256r1' }],
  }
  const random = scriptedRandom(
    '3f00c4d39d153f2b2a214a078d899b22',
    '498ff49756f2dc1587840041839a85982be7761d14715fb091efa7bce9058560',
    '107cf58696ef6155053340fd633392ba81909df7b9706f226f32086c7aff974a',
  )
  const lines: readonly Exchange[] = [
    ['0022c1a40f800a04007f00070202040202830101', '9000'],
    ['10860000027c0000', '7c12801095a3a016522ee98d01e76cb6b98b42c39000'],
    [
      '10860000457c438141047acf3efc982ec45565a4b155129efbc74650dcbfa6362d896fc70262e0c2cc5e544552dcb6725218799115b55c9baa6d9f6bc3a9618e70c25af71777a9c4922d00',
      '7c43824104824fba91c9cbe26bef53a0ebe7342a3bf178cea9f45de0b70aa601651fba3f5730d8c879aaa9c9f73991e61b58f4d52eb87a0a0c709a49dc63719363ccd13c549000',
    ],
    [
      '10860000457c438341042db7a64c0355044ec9df190514c625cba2cea48754887122f3a5ef0d5edd301c3556f3b3b186df10b857b58f6a7eb80f20ba5dc7be1d43d9bf850149fbb3646200',
      '7c438441049e880f842905b8b3181f7af7caa9f0efb743847f44a306d2d28c1d9ec65df6db7764b22277a2eddc3c265a9f018f9cb852e111b768b326904b59a0193776f0949000',
    ],
    ['008600000c7c0a8508c2b0bd78d94ba86600', '7c0a86083abb9674bce93c089000'],
  ]
  expect(conversation(paceImage, random, lines)).toEqual(lines)
})

test('CMAC of NIST SP 800-38B, appendix D, cut to eight bytes', () => {
  const key = fromHex('2b7e151628aed2a6abf7158809cf4f3c')
  const message = fromHex('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411')
  const code = (length: number) =>
    toHex(authenticationCode(cipherSuites['AES-128'], key, message.slice(0, length)))
  expect(code(0)).toBe('bb1d6929e9593728')
  expect(code(16)).toBe('070a16b46b4d4144')
  expect(code(40)).toBe('dfa66747de9ae630')
  expect(concatBytes(message).length).toBe(40)
})
