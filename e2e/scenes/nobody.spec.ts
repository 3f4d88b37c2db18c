import { chipProfiles } from '../../sandbox/bench/chips/profiles.ts'
import { permanentCard2023 } from '../../sandbox/platform/resident-cards.ts'
import type { JournalRow } from '../support/journal.ts'
import { expect, test } from 'playwright/test'
import { identitiesIn } from './nobody.ts'

const { holder, entries } = chipProfiles['chinese-passport']

for (const planted of [
  '测试一',
  permanentCard2023.number,
  'TEST, FIVE',
  holder.surname,
  entries.documentNumber,
]) {
  test(`${planted}, planted in a record of the terminal, is found there`, () => {
    const clean: JournalRow = { seq: 1, event: 'check.init', fields: { bizSeq: 'A'.repeat(32) } }
    const told: JournalRow = { ...clean, fields: { ...clean.fields, reason: `of ${planted}.` } }
    expect(identitiesIn([clean])).toEqual([])
    expect(identitiesIn([clean, told])).toEqual([planted])
  })
}
