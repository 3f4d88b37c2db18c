import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inventedCitizens } from '../../sandbox/platform/citizens.ts'
import {
  hongKongResidentCard,
  inventedCards,
  permanentResidentCard2017,
  permanentResidentCard2023,
  residentCard,
} from '../../sandbox/bench/sam/cards.ts'
import { type CardKind, textLength } from '../../src/shared/resident-card-content.ts'
import { cardKindOf, cardLayouts, fieldOf } from './card-layout.ts'
import { type CardTextFault, checkCardText } from './card-text.ts'

const [citizen] = inventedCitizens
if (!citizen) throw new TypeError('no citizen')
const cards = {
  resident: residentCard(citizen),
  'hong-kong-macao-taiwan': hongKongResidentCard(),
  'permanent-resident-2017': permanentResidentCard2017(),
  'permanent-resident-2023': permanentResidentCard2023(),
} as const

const kinds: readonly CardKind[] = [
  'resident',
  'hong-kong-macao-taiwan',
  'permanent-resident-2017',
  'permanent-resident-2023',
]

const textOf = (kind: CardKind) => cards[kind].text.slice()

/** The text with this written at an octet, padded with spaces to so many characters. */
function withText(kind: CardKind, offset: number, characters: string): Uint8Array {
  const text = textOf(kind)
  text.set(Buffer.from(characters, 'utf16le'), offset)
  return text
}

const read = (text: Uint8Array, place: { offset: number; length: number }) =>
  Buffer.from(fieldOf(text, place)).toString('utf16le').trimEnd()

describe('the text of a card', () => {
  test.each(kinds)('of kind %s is whole', (kind) => {
    expect(checkCardText(textOf(kind))).toEqual({ type: 'valid', kind })
    expect(cardKindOf(textOf(kind))).toBe(kind)
  })

  test('of every invented card is whole', () => {
    expect(inventedCards().map(({ text }) => checkCardText(text).type)).toEqual(Array(6).fill('valid'))
  })

  test('has its fields where its kind has them', () => {
    const { resident } = cardLayouts
    expect(read(cards.resident.text, resident.name)).toBe('测试一')
    expect(read(cards.resident.text, resident.nation)).toBe('01')
    expect(read(cards.resident.text, resident.number)).toBe(citizen.identityNumber)
    expect(read(cards.resident.text, resident.to)).toBe('20391231')
    const j = cardLayouts['hong-kong-macao-taiwan']
    expect(read(cards['hong-kong-macao-taiwan'].text, j.passNumber)).toBe('H00000000')
    expect(read(cards['hong-kong-macao-taiwan'].text, j.issueCount)).toBe('01')
    const i = cardLayouts['permanent-resident-2017']
    expect(read(cards['permanent-resident-2017'].text, i.englishName)).toBe('TEST, FIVE')
    expect(read(cards['permanent-resident-2017'].text, i.birth)).toBe('19850615')
    expect(read(cards['permanent-resident-2017'].text, i.office)).toBe('9900')
    const y = cardLayouts['permanent-resident-2023']
    expect(read(cards['permanent-resident-2023'].text, y.englishName)).toBe('TEST, SIX')
    expect(read(cards['permanent-resident-2023'].text, y.to)).toBe('长期')
    expect(read(cards['permanent-resident-2023'].text, y.country)).toBe('ZZZ')
  })

  test('lies in its layout without overlap and without leaving the text', () => {
    for (const layout of Object.values(cardLayouts)) {
      const places = Object.values(layout).sort((a, b) => a.offset - b.offset)
      for (const [index, { offset, length }] of places.entries()) {
        expect(offset + length).toBeLessThanOrEqual(places[index + 1]?.offset ?? textLength)
        expect(offset >= 250 || offset + length <= 248).toBe(true)
      }
    }
  })

  test('without end is valid', () => {
    expect(checkCardText(withText('resident', 204, '长期      ')).type).toBe('valid')
  })

  test('may hold rare characters, of the private use area and beyond the basic plane', () => {
    expect(checkCardText(withText('resident', 0, '\u{E815}')).type).toBe('valid')
    expect(checkCardText(withText('resident', 0, '𠮷测')).type).toBe('valid')
  })

  test.each<[CardKind, number, string, CardTextFault]>([
    ['resident', 0, ' '.repeat(15), 'name'],
    ['resident', 0, '\0', 'name'],
    ['resident', 0, '\uD842', 'name'],
    ['resident', 28, '\uD842', 'name'],
    ['resident', 0, '\uFFFF', 'name'],
    ['resident', 30, '3', 'sex'],
    ['resident', 30, ' ', 'sex'],
    ['resident', 32, '00', 'nation'],
    ['resident', 32, '57', 'nation'],
    ['resident', 32, '99', 'nation'],
    ['resident', 32, '  ', 'nation'],
    ['resident', 36, '19840230', 'birth'],
    ['resident', 36, '19841301', 'birth'],
    ['resident', 36, '18991231', 'birth'],
    ['resident', 36, '19840513', 'number'],
    ['resident', 52, ' '.repeat(35), 'address'],
    ['resident', 122, '99000019840512002', 'number'],
    ['resident', 156, 'x', 'number'],
    ['resident', 156, 'A', 'number'],
    ['resident', 158, ' '.repeat(15), 'issuer'],
    ['resident', 188, '        ', 'validity'],
    ['resident', 204, '20191231', 'validity'],
    ['resident', 204, '2039123 ', 'validity'],
    ['resident', 204, '长期永远', 'validity'],
    ['hong-kong-macao-taiwan', 32, '60', 'nation'],
    ['hong-kong-macao-taiwan', 220, '         ', 'pass-number'],
    ['hong-kong-macao-taiwan', 220, 'H0 000000', 'pass-number'],
    ['hong-kong-macao-taiwan', 220, '测0000000', 'pass-number'],
    ['hong-kong-macao-taiwan', 238, '0 ', 'issue-count'],
    ['permanent-resident-2017', 0, ' '.repeat(60), 'name'],
    ['permanent-resident-2017', 120, 'M', 'sex'],
    ['permanent-resident-2017', 122, 'zzz', 'number'],
    ['permanent-resident-2017', 150, ' ', 'number'],
    ['permanent-resident-2017', 152, '   ', 'country'],
    ['permanent-resident-2017', 204, '20170101', 'validity'],
    ['permanent-resident-2017', 220, '19850631', 'birth'],
    ['permanent-resident-2017', 236, '\u0001', 'version'],
    ['permanent-resident-2017', 240, '\0', 'office'],
    ['permanent-resident-2023', 0, '\0', 'name'],
    ['permanent-resident-2023', 52, ' '.repeat(35), 'name'],
    ['permanent-resident-2023', 32, 'A0', 'renewals'],
    ['permanent-resident-2023', 36, '19790822', 'number'],
    ['permanent-resident-2023', 122, '8', 'number'],
    ['permanent-resident-2023', 242, '   ', 'country'],
    ['permanent-resident-2023', 250, '\0', 'link'],
  ])('of kind %s with %i changed to %j is refused for %s', (kind, offset, characters, fault) => {
    expect(checkCardText(withText(kind, offset, characters))).toEqual({ type: 'invalid', fault })
  })

  test('of kind J with a number of another area is refused, though its check character is right', () => {
    const text = textOf('hong-kong-macao-taiwan')
    text.set(fieldOf(cards.resident.text, cardLayouts.resident.number), 122)
    text.set(fieldOf(cards.resident.text, cardLayouts.resident.birth), 36)
    expect(checkCardText(text)).toEqual({ type: 'invalid', fault: 'number' })
  })

  test('of kind Y whose number does not begin with 9 is refused, though its check character is right', () => {
    const text = textOf('permanent-resident-2023')
    text.set(fieldOf(hongKongResidentCard().text, cardLayouts.resident.number), 122)
    text.set(fieldOf(hongKongResidentCard().text, cardLayouts.resident.birth), 36)
    expect(checkCardText(text)).toEqual({ type: 'invalid', fault: 'number' })
  })

  test('of another length is refused', () => {
    expect(checkCardText(new Uint8Array(255))).toEqual({ type: 'invalid', fault: 'length' })
    expect(checkCardText(new Uint8Array(257))).toEqual({ type: 'invalid', fault: 'length' })
  })

  test.each(kinds)('of kind %s that is half read is refused', (kind) => {
    for (let end = 0; end < 218; end += 2) {
      const half = new Uint8Array(textLength)
      half.set(textOf(kind).subarray(0, end))
      half.set(textOf(kind).subarray(248, 250), 248)
      expect(checkCardText(half).type).toBe('invalid')
    }
  })

  test('with any single digit of its number changed is refused', () => {
    for (const kind of ['resident', 'hong-kong-macao-taiwan', 'permanent-resident-2023'] as const) {
      for (let index = 0; index < 18; index++) {
        for (const digit of '0123456789X') {
          const text = withText(kind, 122 + index * 2, digit)
          const same = Buffer.from(text).equals(Buffer.from(textOf(kind)))
          expect(checkCardText(text).type).toBe(same ? 'valid' : 'invalid')
        }
      }
    }
  })

  test('that is anything at all is looked at without failing and without being changed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 256, maxLength: 256 }),
        fc.constantFrom('J', 'I', 'Y', ' '),
        (text, type) => {
          text.set(Buffer.from(type, 'utf16le'), 248)
          const before = text.slice()
          expect(checkCardText(text).type).toBe('invalid')
          expect(Buffer.from(text).equals(before)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('of a whole card with some octets changed is looked at without failing', () => {
    const change = fc.tuple(fc.nat(255), fc.nat(255))
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(cards)),
        fc.array(change, { maxLength: 8 }),
        (card, changes) => {
          const text = card.text.slice()
          for (const [at, octet] of changes) text[at] = octet
          expect(['valid', 'invalid']).toContain(checkCardText(text).type)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
