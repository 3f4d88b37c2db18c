import { describe, expect, test } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { writeCardContent } from '../../src/shared/resident-card-content.ts'
import {
  hongKongResidentCard,
  issuedResidentCard,
  permanentResidentCard2017,
  permanentResidentCard2023,
  type VirtualCard,
} from '../bench/sam/cards.ts'
import { readPresentedCard } from './presented-card.ts'
import {
  citizensCards,
  expiredCard,
  hongKongCard,
  type IssuedCard,
  lostCard,
  permanentCard2017,
  permanentCard2023,
} from './resident-cards.ts'

const samNumber = new Uint8Array(16)

describe('what is read of a presented card', () => {
  test.each<[IssuedCard, VirtualCard]>([
    ...citizensCards.map((issued): [IssuedCard, VirtualCard] => [issued, issuedResidentCard(issued)]),
    [expiredCard, issuedResidentCard(expiredCard)],
    [lostCard, issuedResidentCard(lostCard)],
    [hongKongCard, hongKongResidentCard()],
    [permanentCard2017, permanentResidentCard2017()],
    [permanentCard2023, permanentResidentCard2023()],
  ])('is what the register says: $name, $kind, to $to', (issued, { text }) => {
    const { kind, number, name, from, to } = issued
    const presented = writeCardContent({ kind, text, samNumber })
    expect(readPresentedCard(presented)).toEqual({ kind, number, name, from, to, sam: toHex(samNumber) })
  })

  test('is nothing when it is not in the form of a card', () => {
    const whole = writeCardContent({ kind: 'resident', text: new Uint8Array(256), samNumber })
    expect(readPresentedCard(whole.subarray(1))).toBeNull()
    expect(readPresentedCard(whole.subarray(0, -1))).toBeNull()
    expect(readPresentedCard(Buffer.from('WZ1:'))).toBeNull()
  })
})
