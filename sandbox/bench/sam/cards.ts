import type { InventedCitizen } from '../../platform/citizens.ts'
import {
  citizensCards,
  hongKongCard,
  type IssuedCard,
  permanentCard2017,
  permanentCard2023,
} from '../../platform/resident-cards.ts'

/** The kinds of card that the virtual SAM reads, by their type character (a space for 居民身份证). */
export const cardTypes = [' ', 'J', 'I', 'Y'] as const
export type CardType = (typeof cardTypes)[number]

/** What a SAM gives of a card. */
export interface VirtualCard {
  readonly type: CardType
  /** 256 octets, UTF-16LE. */
  readonly text: Uint8Array
  /** 1024 octets. No picture: a pattern. */
  readonly photo: Uint8Array
}

/** Where it begins (octets), how long it is (characters), and what stands there. */
type Field = readonly [offset: number, characters: number, value: string]

function card(type: CardType, fields: readonly Field[]): VirtualCard {
  const octets = new Uint8Array(256)
  const view = new DataView(octets.buffer)
  const write = ([offset, characters, value]: Field) => {
    if (value.length > characters) throw new RangeError(`a field of ${characters} characters`)
    for (let index = 0; index < value.length; index++) {
      view.setUint16(offset + index * 2, value.charCodeAt(index), true)
    }
  }
  write([0, 128, ' '.repeat(128)])
  for (const field of fields) write(field)
  write([248, 1, type])
  return { type, text: octets, photo: Uint8Array.from({ length: 1024 }, (_, index) => (index * 7) & 0xff) }
}

/** Where nobody lives: what stands on every 居民身份证 of the bench. */
export const addressOnCards = '测试省测试市测试路1号'

/** A 居民身份证 as it was issued. */
export function issuedResidentCard({ name, number, from, to }: Omit<IssuedCard, 'kind'>): VirtualCard {
  return card(' ', [
    [0, 15, name],
    [30, 1, Number(number[16]) % 2 === 1 ? '1' : '2'],
    [32, 2, '01'],
    [36, 8, number.slice(6, 14)],
    [52, 35, addressOnCards],
    [122, 18, number],
    [158, 15, '测试市公安局'],
    [188, 8, from],
    [204, 8, to],
  ])
}

/** The 居民身份证 of an invented citizen. */
export function residentCard({ id, name, identityNumber }: InventedCitizen, to = '20391231'): VirtualCard {
  return issuedResidentCard({
    name,
    number: identityNumber,
    from: '20200101',
    to,
    person: id,
    reportedLost: false,
  })
}

/** 港澳台居民居住证. */
export function hongKongResidentCard({ name, number, from, to } = hongKongCard): VirtualCard {
  return card('J', [
    [0, 15, name],
    [30, 1, '2'],
    [36, 8, number.slice(6, 14)],
    [52, 35, '测试省测试市测试路4号'],
    [122, 18, number],
    [158, 15, '测试市公安局'],
    [188, 8, from],
    [204, 8, to],
    [220, 9, 'H00000000'],
    [238, 2, '01'],
  ])
}

/** 外国人永久居留身份证 of 2017. */
export function permanentResidentCard2017({ name, number, from, to } = permanentCard2017): VirtualCard {
  return card('I', [
    [0, 60, name],
    [120, 1, '1'],
    [122, 15, number],
    [152, 3, 'ZZZ'],
    [158, 15, '测试五'],
    [188, 8, from],
    [204, 8, to],
    [220, 8, '19850615'],
    [236, 2, '01'],
    [240, 4, '9900'],
  ])
}

/** 外国人永久居留身份证 of 2023. */
export function permanentResidentCard2023({ name, number, from, to } = permanentCard2023): VirtualCard {
  return card('Y', [
    [0, 15, name],
    [30, 1, '2'],
    [32, 2, '00'],
    [36, 8, number.slice(6, 14)],
    [52, 35, 'TEST, SIX'],
    [122, 18, number],
    [188, 8, from],
    [204, 8, to],
    [242, 3, 'ZZZ'],
  ])
}

/** One card of every kind; the first citizens of the sandbox's platform have the first ones. */
export function inventedCards(): readonly VirtualCard[] {
  return [
    ...citizensCards.map(issuedResidentCard),
    hongKongResidentCard(),
    permanentResidentCard2017(),
    permanentResidentCard2023(),
  ]
}
