/** The kinds of travel document that the bench has, good and bad. */
export const chipProfileIds = [
  'chinese-passport',
  'pace-brainpool',
  'exit-entry-permit',
  'slow-small-buffer',
  'clone',
  'clone-chip-authentication',
  'forged-sod',
  'altered-dg1',
  'expired',
  'reported-lost',
] as const
export type ChipProfileId = (typeof chipProfileIds)[number]
