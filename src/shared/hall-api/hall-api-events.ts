/** Why nothing listens on the port of the hall's software. */
export const hallApiFaults = ['port-taken', 'refused'] as const
export type HallApiFault = (typeof hallApiFaults)[number]

/** Why a call was refused, where an attack would be: what every honest client meets as well is not among it. */
export const hallApiRefusals = [
  'token',
  'origin',
  'host',
  'size',
  'slow',
  'form',
  'rate',
  'expected',
] as const
export type HallApiRefusal = (typeof hallApiRefusals)[number]

/** How a check ends that a client of the hall asked for. */
export const hallCheckEnds = ['completed', 'cancelled', 'left', 'unavailable'] as const
export type HallCheckEnd = (typeof hallCheckEnds)[number]
