/** Words of the counter's events. */

export const counterLockCauses = ['asked', 'idle', 'shift'] as const
export const listStates = ['read', 'refused-file', 'refused-lines', 'not-kept'] as const
export const consentAnswers = ['given', 'declined'] as const
export const counterOutcomes = ['admitted', 'admitted-before', 'failed'] as const
export const exportStates = ['written', 'not-written'] as const
/** Of a check that an earlier process had begun. */
export const lateOutcomes = [...counterOutcomes, 'abandoned', 'unsettled'] as const
/** See HallStoreFault. */
export const hallStoreFaults = ['unavailable', 'disk', 'damaged'] as const
