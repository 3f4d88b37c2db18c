import { config } from 'zod'

// Schemas check plainly: the page's policy lets no string become code. Before the first schema is made.
config({ jitless: true })
