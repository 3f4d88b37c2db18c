import { checkCharacter, type InventedCitizen, inventedCitizens } from '../../platform/citizens.ts'

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

/** The 居民身份证 of an invented citizen. */
export function residentCard({ name, identityNumber }: InventedCitizen, to = '20391231'): VirtualCard {
  return card(' ', [
    [0, 15, name],
    [30, 1, Number(identityNumber[16]) % 2 === 1 ? '1' : '2'],
    [32, 2, '01'],
    [36, 8, identityNumber.slice(6, 14)],
    [52, 35, '测试省测试市测试路1号'],
    [122, 18, identityNumber],
    [158, 15, '测试市公安局'],
    [188, 8, '20200101'],
    [204, 8, to],
  ])
}

const withCheck = (digits: string) => digits + checkCharacter(digits)

/** 港澳台居民居住证. The sequence number 000 is given to nobody. */
export function hongKongResidentCard(): VirtualCard {
  return card('J', [
    [0, 15, '测试四'],
    [30, 1, '2'],
    [36, 8, '19900228'],
    [52, 35, '测试省测试市测试路4号'],
    [122, 18, withCheck('81000019900228000')],
    [158, 15, '测试市公安局'],
    [188, 8, '20220301'],
    [204, 8, '20270301'],
    [220, 9, 'H00000000'],
    [238, 2, '01'],
  ])
}

/** 外国人永久居留身份证 of 2017. ZZZ is no country. */
export function permanentResidentCard2017(): VirtualCard {
  return card('I', [
    [0, 60, 'TEST, FIVE'],
    [120, 1, '1'],
    [122, 15, 'ZZZ990085061500'],
    [152, 3, 'ZZZ'],
    [158, 15, '测试五'],
    [188, 8, '20180601'],
    [204, 8, '20280601'],
    [220, 8, '19850615'],
    [236, 2, '01'],
    [240, 4, '9900'],
  ])
}

/** 外国人永久居留身份证 of 2023. 99 is no province, 999 no country. */
export function permanentResidentCard2023(): VirtualCard {
  return card('Y', [
    [0, 15, '测试六'],
    [30, 1, '2'],
    [32, 2, '00'],
    [36, 8, '19790821'],
    [52, 35, 'TEST, SIX'],
    [122, 18, withCheck('99999919790821000')],
    [188, 8, '20240101'],
    [204, 8, '长期'],
    [242, 3, 'ZZZ'],
  ])
}

/** One card of every kind; the first citizens of the sandbox's platform have the first ones. */
export function inventedCards(): readonly VirtualCard[] {
  return [
    ...inventedCitizens.map((citizen) => residentCard(citizen)),
    hongKongResidentCard(),
    permanentResidentCard2017(),
    permanentResidentCard2023(),
  ]
}
