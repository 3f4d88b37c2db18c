import { describe, expect, test } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { basicAccessControl } from './bac.ts'
import { ascii, drawsOf, hex } from './bytes.fake.ts'
import { bacSeedOf } from './document-key.ts'
import { files } from './files.ts'
import { deriveSessionKeys } from './key-derivation.ts'
import { readFile, unreadFile } from './read-file.ts'
import { firstManner } from './reading-manner.ts'
import { scriptedChip } from './scripted-chip.fake.ts'

/** ICAO 9303-11, Appendix D, as far as every step of it goes. */
const information = ascii('L898902C<369080619406236')
const terminalChallenge = hex('781723860c06c226')
const terminalKey = hex('0b795240cb7049b01c19b33e32804f0b')
const getChallenge = ['0084000008', '4608f919887022129000'] as const
const authenticate = [
  `0082000028
   72c29c2371cc9bdb65b779b8e8d37b29ecc154aa56a8799fae2f498f76ed92f2 5f1448eea8ad90a7 28`,
  '46b9342a41396cd7386bf5803104d7cedc122b9132139baf2eedc94ee178534f 2f2d235d074d7449 9000',
] as const
const selectCommon = [
  '0ca4020c158709016375432908c044f68e08bf8b92d635ff24f800',
  '990290008e08fa855a5d4c50a8ed9000',
] as const
const readHead = [
  '0cb000000d9701048e08ed6705417e96ba5500',
  '8709019ff0ec34f9922651990290008e08ad55cc17140b2ded9000',
] as const
const readRest = [
  '0cb000040d9701128e082ea28a70f3c7b53500',
  '871901fb9235f4e4037f2327dcc8964f1f9b8c30f42c8e2fff224a990290008e08c8b2787eaea07d749000',
] as const

const open = (link: Parameters<typeof basicAccessControl>[0]) =>
  basicAccessControl(link, bacSeedOf(information), drawsOf(terminalChallenge, terminalKey))

describe('the worked example of ICAO 9303-11, Appendix D', () => {
  test('gives the keys of Basic Access Control', () => {
    const keys = deriveSessionKeys(bacSeedOf(information), '3des')
    expect(toHex(keys.encryption)).toBe('ab94fdecf2674fdfb9b391f85d7f76f2')
    expect(toHex(keys.mac)).toBe('7962d9ece03d1acd4c76089dce131543')
  })

  test('gives the keys of the session', () => {
    const keys = deriveSessionKeys(hex('0036d272f5c350acac50c3f572d23600'), '3des')
    expect(toHex(keys.encryption)).toBe('979ec13b1cbfe9dcd01ab0fed307eae5')
    expect(toHex(keys.mac)).toBe('f1cb1f1fb5adf208806b89dc579dc1f8')
  })

  test('authenticates and reads EF.COM under secure messaging, octet for octet', async () => {
    const chip = scriptedChip(getChallenge, authenticate, selectCommon, readHead, readRest)
    const channel = await open(chip.link)
    const manner = { ...firstManner(false), shortIds: false, beyondEnd: false }
    const file = await readFile(channel, files.com, unreadFile(), manner)
    expect(file && toHex(file)).toBe('60145f0104303130365f36063034303030305c026175')
    expect(chip.left).toEqual([])
    expect(chip.link.commands).toBe(5)
  })

  test.each([
    ['its data', readHead[1].replace('9ff0', '9ff1')],
    ['its status', readHead[1].replace('99029000', '99026282')],
    ['the status behind it', readHead[1].replace(/9000$/, '6282')],
    ['its code', readHead[1].replace('ad55', 'ad54')],
    ['the order of its objects', '990290008709019ff0ec34f99226518e08ad55cc17140b2ded9000'],
    ['a second status', `${readHead[1].slice(0, 22)}990290009902 90008e08ad55cc17140b2ded9000`],
  ])('refuses an answer when %s was changed on the way', async (_what, answer) => {
    const chip = scriptedChip(getChallenge, authenticate, selectCommon, [readHead[0], answer])
    const channel = await open(chip.link)
    const manner = { ...firstManner(false), shortIds: false, beyondEnd: false }
    const reading = readFile(channel, files.com, unreadFile(), manner)
    await expect(reading).rejects.toMatchObject({ reason: 'unreadable' })
  })

  test('refuses an answer that is played again', async () => {
    const chip = scriptedChip(getChallenge, authenticate, selectCommon, readHead, [readRest[0], readHead[1]])
    const channel = await open(chip.link)
    const manner = { ...firstManner(false), shortIds: false, beyondEnd: false }
    const reading = readFile(channel, files.com, unreadFile(), manner)
    await expect(reading).rejects.toMatchObject({ reason: 'unreadable' })
  })
})

describe('Basic Access Control', () => {
  test('says that the key does not fit when the chip refuses the proof', async () => {
    const { link } = scriptedChip(getChallenge, [authenticate[0], '6300'])
    await expect(open(link)).rejects.toMatchObject({ reason: 'key-does-not-fit' })
  })

  test('says that the key does not fit when the chip cannot prove it either', async () => {
    const { link } = scriptedChip(getChallenge, [authenticate[0], authenticate[1].replace('46b9', '46b8')])
    await expect(open(link)).rejects.toMatchObject({ reason: 'key-does-not-fit' })
  })

  test('says that a chip without a challenge is no travel document', async () => {
    const { link } = scriptedChip([getChallenge[0], '6d00'])
    await expect(open(link)).rejects.toMatchObject({ reason: 'not-a-travel-document' })
  })
})
