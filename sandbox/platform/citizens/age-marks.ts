/** The mark that a law may want a relying party's server to get (article 10). It never goes to a terminal. */
export const ageMarks = ['minor', 'adult', 'elderly'] as const
export type AgeMark = (typeof ageMarks)[number]
