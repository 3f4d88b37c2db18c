/**
 * The cards that lie ready at the bench: the three citizens', one with a name as long as there is room for, one of each
 * other kind, one that has expired, one that was reported lost, and one whose text is damaged.
 */
export const cardIds = [
  'test-1',
  'test-2',
  'test-3',
  'long-name',
  'hong-kong',
  'permanent-2017',
  'permanent-2023',
  'expired',
  'lost',
  'corrupted',
] as const
export type CardId = (typeof cardIds)[number]
