import {
  citizensCards,
  expiredCard,
  type IssuedCard,
  longNameCard,
  lostCard,
} from '../platform/resident-cards.ts'
import type { CardId } from './card-ids.ts'
import {
  hongKongResidentCard,
  issuedResidentCard,
  permanentResidentCard2017,
  permanentResidentCard2023,
  type VirtualCard,
} from './sam/cards.ts'

function ofCitizen(citizen: string): IssuedCard {
  const issued = citizensCards.find((card) => card.person === citizen)
  if (!issued) throw new TypeError('no such citizen')
  return issued
}

/** The first citizen's card with one digit of the number changed: its check character no longer fits. */
function corrupted(): VirtualCard {
  const card = issuedResidentCard(ofCitizen('test-1'))
  const text = card.text.slice()
  const lastOfBirth = 122 + 13 * 2
  text[lastOfBirth] = (text[lastOfBirth] ?? 0) ^ 1
  return { ...card, text }
}

/** What the virtual SAM reads of each card. */
export const benchCards: Readonly<Record<CardId, VirtualCard>> = {
  'test-1': issuedResidentCard(ofCitizen('test-1')),
  'test-2': issuedResidentCard(ofCitizen('test-2')),
  'test-3': issuedResidentCard(ofCitizen('test-3')),
  'long-name': issuedResidentCard(longNameCard),
  'hong-kong': hongKongResidentCard(),
  'permanent-2017': permanentResidentCard2017(),
  'permanent-2023': permanentResidentCard2023(),
  expired: issuedResidentCard(expiredCard),
  lost: issuedResidentCard(lostCard),
  corrupted: corrupted(),
}
