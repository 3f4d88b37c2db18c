/** What a citizen can switch on to see, reach or hear the screen better. */
export const accessModes = ['largeText', 'highContrast', 'lowReach', 'voice'] as const
export type AccessMode = (typeof accessModes)[number]

/**
 * What is switched on. It would say something of somebody's health, so it lives in the journey's context and in the
 * views alone: no event has a field for it, and the next person finds everything off.
 */
export type Access = Readonly<Record<AccessMode, boolean>>

/** As everybody finds the screen. */
export const plainAccess: Access = { largeText: false, highContrast: false, lowReach: false, voice: false }
