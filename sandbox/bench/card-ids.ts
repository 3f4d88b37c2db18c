/**
 * The cards that lie ready at the bench: the three citizens', one of each other kind, one that has expired, one that
 * was reported lost, and one whose text is damaged.
 */
export const cardIds = [
  'test-1',
  'test-2',
  'test-3',
  'hong-kong',
  'permanent-2017',
  'permanent-2023',
  'expired',
  'lost',
  'corrupted',
] as const
export type CardId = (typeof cardIds)[number]
