import { checkCharacter, inventedCitizens } from '../citizens.ts'
import {
  citizensCards,
  expiredCard,
  hongKongCard,
  type IssuedCard,
  lostCard,
  permanentCard2017,
  permanentCard2023,
} from '../resident-cards.ts'
import { chinaDate } from './age.ts'
import type { DocumentKind, OtherPaper, RegisteredDocument } from './documents.ts'

/**
 * The register of the issuing offices and the family register, both invented: area code 990000, sequence numbers and
 * countries that are given to nobody, names that say what they are.
 */

/** Who may be asked to speak for whom. Both sides are persons of the register, whether they have a network number or not. */
export const guardiansOf: Readonly<Record<string, readonly string[]>> = {
  'test-7': ['test-1'],
  'test-8': ['test-1', 'test-2'],
  'test-9': ['test-1'],
}

function ofCard(kind: DocumentKind, birth: string, card: IssuedCard): RegisteredDocument {
  const { person, number, name, from, to, reportedLost } = card
  return { kind, person, number, name, birth, from, to, reportedLost }
}

function ofCitizenCard(card: IssuedCard): RegisteredDocument {
  const birth = card.number.slice(6, 14)
  return ofCard('resident-identity-card', birth, card)
}

/** The year in China in which the sandbox was started. */
export const thisYear = Number(chinaDate(Date.now()).slice(0, 4))

function residentCard(person: string, name: string, digits: string, from: string, to: string) {
  const number = digits + checkCharacter(digits)
  const birth = digits.slice(6, 14)
  return {
    kind: 'resident-identity-card' as const,
    person,
    number,
    name,
    birth,
    from,
    to,
    reportedLost: false,
  }
}

/** The card of a child who has this age in whatever year the sandbox is started: born on its first day. */
function childsCard(person: string, name: string, age: number, sequence: string) {
  const digits = `990000${thisYear - age}0101${sequence}`
  return residentCard(person, name, digits, `${thisYear - 2}0101`, `${thisYear + 2}1231`)
}

function paper(
  kind: DocumentKind | OtherPaper,
  person: string,
  name: string,
  number: string,
  birth: string,
): RegisteredDocument {
  return { kind, person, number, name, birth, from: '20240101', to: '20331231', reportedLost: false }
}

export const documentRegister: readonly RegisteredDocument[] = [
  ...citizensCards.map(ofCitizenCard),
  ofCitizenCard(expiredCard),
  ofCitizenCard(lostCard),
  ofCard('hong-kong-macao-residence-permit', '19900228', hongKongCard),
  ofCard('permanent-residence-card', '19850615', permanentCard2017),
  ofCard('permanent-residence-card', '19790821', permanentCard2023),
  childsCard('test-7', '测试七', 10, '007'),
  childsCard('test-8', '测试八', 15, '008'),
  childsCard('test-9', '测试九', 6, '009'),
  paper('overseas-citizen-passport', 'test-10', '测试十', 'E99000010', '19880110'),
  paper('taiwan-travel-permit', 'test-11', '测试甲', '99000011', '19920711'),
  paper('taiwan-residence-permit', 'test-11', '测试甲', '830000199207110006', '19920711'),
  // The same person as the holder of the residence permit above.
  paper('hong-kong-macao-travel-permit', 'test-4', '测试四', 'H99000004', '19900228'),
  paper('hong-kong-macao-travel-permit', 'test-12', '测试乙', 'M99000012', '19951212'),
  residentCard('test-13', '测试丙', '99000019700313003', `${thisYear + 1}0101`, `${thisYear + 20}1231`),
  paper('foreign-passport', 'test-5', 'TEST, FIVE', 'ZZ9900005', '19850615'),
  paper('domestic-passport', 'test-1', '测试一', 'E99000001', '19840512'),
  paper('exit-entry-permit', 'test-1', '测试一', 'C99000001', '19840512'),
]

/** The everyday document of each citizen that a new sandbox begins with. */
export function documentOfInvented(person: string): RegisteredDocument {
  const found = documentRegister.find((document) => document.person === person)
  if (!found || !inventedCitizens.some(({ id }) => id === person))
    throw new TypeError('not an invented citizen')
  return found
}
