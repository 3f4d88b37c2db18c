import type { CardKind } from '../../src/shared/resident-card-content.ts'
import { checkCharacter, inventedCitizens } from './citizens.ts'

/** A card as the office that issued it has it in its register. All of them are invented. */
export interface IssuedCard {
  readonly kind: CardKind
  /** As it stands in the card's number. */
  readonly number: string
  /** As it stands in the first field of the card's text. */
  readonly name: string
  /** First and last day, yyyyMMdd; `长期` for a card that is valid without end. */
  readonly from: string
  readonly to: string
  /** Whose it is, by the register of persons: who that is as a citizen is asked at each check. */
  readonly person: string
  readonly reportedLost: boolean
}

export const forever = '长期'

function withCheck(digits: string): string {
  return digits + checkCharacter(digits)
}

/** The cards that the three citizens use every day. */
export const citizensCards: readonly IssuedCard[] = inventedCitizens.map(({ id, name, identityNumber }) => ({
  kind: 'resident',
  number: identityNumber,
  name,
  from: '20200101',
  to: '20391231',
  person: id,
  reportedLost: false,
}))

function secondCard(person: string, from: string, to: string, reportedLost: boolean): IssuedCard {
  const card = citizensCards.find((issued) => issued.person === person)
  if (!card) throw new TypeError('no such person')
  return { ...card, from, to, reportedLost }
}

/** The first citizen's card before the present one. */
export const expiredCard = secondCard('test-1', '20000101', '20191231', false)

/** The second citizen's, lost before the present one was issued. */
export const lostCard = secondCard('test-2', '20190601', forever, true)

/** Its name fills the field, all 15 characters of it. */
export const longNameCard: IssuedCard = {
  kind: 'resident',
  number: withCheck('99000019770707014'),
  name: '测试名字很长·字段正好写满的人',
  from: '20220701',
  to: '20420701',
  person: 'test-14',
  reportedLost: false,
}

/** The sequence number 000 is given to nobody. */
export const hongKongCard: IssuedCard = {
  kind: 'hong-kong-macao-taiwan',
  number: withCheck('81000019900228000'),
  name: '测试四',
  from: '20260301',
  to: '20310301',
  person: 'test-4',
  reportedLost: false,
}

/** ZZZ is no country. */
export const permanentCard2017: IssuedCard = {
  kind: 'permanent-resident-2017',
  number: 'ZZZ990085061500',
  name: 'TEST, FIVE',
  from: '20180601',
  to: '20280601',
  person: 'test-5',
  reportedLost: false,
}

/** 99 is no province, 999 no country. */
export const permanentCard2023: IssuedCard = {
  kind: 'permanent-resident-2023',
  number: withCheck('99999919790821000'),
  name: '测试六',
  from: '20240101',
  to: forever,
  person: 'test-6',
  reportedLost: false,
}

/** The platform's register of cards. */
export const issuedCards: readonly IssuedCard[] = [
  ...citizensCards,
  expiredCard,
  lostCard,
  longNameCard,
  hongKongCard,
  permanentCard2017,
  permanentCard2023,
]
