import { config } from 'zod'

/**
 * Schemas check plainly, for the page's policy lets no string become code. This module comes first, before the first
 * schema is made.
 */
export const arePlain: boolean = config({ jitless: true }).jitless === true
