/** What became of a code that a phone shows. */
export const dynamicCodeStates = ['valid', 'used', 'blocked', 'expired'] as const
export type DynamicCodeState = (typeof dynamicCodeStates)[number]
