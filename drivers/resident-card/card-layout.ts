import type { CardKind } from '../../src/shared/resident-card-content.ts'

/** Where a field lies in the text (octets). */
export interface FieldPlace {
  readonly offset: number
  readonly length: number
}

function at(offset: number, length: number): FieldPlace {
  return { offset, length }
}

const typeCharacter = at(248, 2)

const citizen = {
  name: at(0, 30),
  sex: at(30, 2),
  nation: at(32, 4),
  birth: at(36, 16),
  address: at(52, 70),
  number: at(122, 36),
  issuer: at(158, 30),
  from: at(188, 16),
  to: at(204, 16),
} as const

/** Every field of every kind. */
export const cardLayouts = {
  resident: citizen,
  'hong-kong-macao-taiwan': { ...citizen, passNumber: at(220, 18), issueCount: at(238, 4) },
  'permanent-resident-2017': {
    englishName: at(0, 120),
    sex: at(120, 2),
    number: at(122, 30),
    country: at(152, 6),
    chineseName: at(158, 30),
    from: at(188, 16),
    to: at(204, 16),
    birth: at(220, 16),
    version: at(236, 4),
    office: at(240, 8),
  },
  'permanent-resident-2023': {
    chineseName: at(0, 30),
    sex: at(30, 2),
    renewals: at(32, 4),
    birth: at(36, 16),
    englishName: at(52, 70),
    number: at(122, 36),
    from: at(188, 16),
    to: at(204, 16),
    moreOfEnglishName: at(220, 22),
    country: at(242, 6),
    link: at(250, 6),
  },
} as const satisfies Record<CardKind, Record<string, FieldPlace>>

/** The field, as a view into the text. */
export function fieldOf(text: Uint8Array, { offset, length }: FieldPlace): Uint8Array {
  return text.subarray(offset, offset + length)
}

const kinds: ReadonlyMap<number, CardKind> = new Map([
  [0x4a, 'hong-kong-macao-taiwan'],
  [0x49, 'permanent-resident-2017'],
  [0x59, 'permanent-resident-2023'],
])

/** What kind of card this is the text of, from its type character alone. */
export function cardKindOf(text: Uint8Array): CardKind {
  const [low = 0, high = 0] = fieldOf(text, typeCharacter)
  return kinds.get(low | (high << 8)) ?? 'resident'
}
