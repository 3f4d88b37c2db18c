import { z } from 'zod'
import { authModes, customNumberSchema, policySchema } from './check.ts'
import { counterFaults, counterSchema } from './counter/counter-config.ts'
import { devicesSchema } from './device-config.ts'
import { looksSchema } from './hall-looks.ts'
import { hallClientFaults, hallApiSchema } from './hall-api/hall-api-config.ts'
import { hallNameSchema, sentencesSchema } from './hall-text.ts'
import { languages } from './journey-view.ts'
import { openingHoursSchema } from './opening-hours.ts'
import {
  isLoopback,
  methodsSchema,
  noticeVersionSchema,
  serviceSchema,
  windowSchema,
} from './service-config.ts'

/** Configuration of one terminal: one JSON file, parsed once at start. Nothing secret stands in it. */

const milliseconds = z.int().min(100).max(600_000)

export const delaysSchema = z.strictObject({
  /** Without a touch, a screen that asks something asks after this time whether somebody is still there. */
  idle: milliseconds,
  /** How long that question stands before the screen goes back to the start. */
  warning: milliseconds,
  /** How long the terminal waits for a presentation before it asks the same. */
  present: milliseconds,
  /** The same for a travel document, whose key has to be found and perhaps typed first. */
  presentDocument: milliseconds,
  /** How long a pass, or the way to the window, stands before the screen clears itself. */
  verdict: milliseconds,
  /** How long the screen waits for a choice after "fail" and "cannot verify now". */
  notPassed: milliseconds,
  /**
   * How long help stands before the same is asked: somebody may have gone to fetch it. On a screen that clears itself
   * it stands as long as that one has left; after the hall's own page `idle`.
   */
  help: milliseconds,
  /** A notice that the hall's software brought up is agreed to no sooner: a finger may have been on its way elsewhere. */
  settle: milliseconds,
  /** How long a hint such as “this is not an identity code” stands on the present screen. */
  hint: milliseconds,
  /** A presentation that began ("reading…") and brings nothing more is given up after this time. */
  reading: milliseconds,
  /** The same for a travel document: its chip has to be spoken to for seconds. */
  readingDocument: milliseconds,
  /** Time limit of one exchange with the platform, from the first byte sent to the last received. */
  verification: milliseconds,
  /** The journey itself gives a verdict up so long after that limit, should the exchange not keep it. */
  verificationGrace: milliseconds,
  /** After a check its device host is replaced so long after the verdict, which is painted first. */
  afterVerdict: milliseconds,
})
export type Delays = z.infer<typeof delaysSchema>

export const defaultDelays: Delays = {
  idle: 60_000,
  warning: 20_000,
  present: 90_000,
  presentDocument: 240_000,
  verdict: 12_000,
  notPassed: 30_000,
  help: 180_000,
  settle: 1_000,
  hint: 6_000,
  reading: 5_000,
  readingDocument: 35_000,
  verification: 8_000,
  verificationGrace: 2_000,
  afterVerdict: 150,
}

/** A window of the hall. */
const hallWindowSchema = z.strictObject({
  number: windowSchema,
  /** The letter of the numbers that people wait with there; without it no numbers are given. */
  slips: z
    .string()
    .regex(/^[A-Z]$/)
    .optional(),
})

const configSchema = z.strictObject({
  hall: z.strictObject({
    name: hallNameSchema,
    /** The manual window, where a service names no other. */
    window: windowSchema,
    /** All windows that this terminal sends people to; where it is left out, any may be named. */
    windows: z.array(hallWindowSchema).min(1).max(99).optional(),
    /** Where somebody is who helps at this machine; the manual window where it is left out. */
    help: windowSchema.optional(),
  }),
  platform: z.strictObject({
    /** Base address; https, or http on the loopback alone. */
    url: z.url().refine((value) => {
      if (!URL.canParse(value)) return false
      const { protocol, hostname } = new URL(value)
      return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
    }, 'must be https, or http on the loopback'),
    customNumber: customNumberSchema,
    policy: policySchema,
    authMode: z.enum(authModes),
    /** The policy under which a resident card is checked (D01); needed where that method is offered. */
    cardPolicy: policySchema.optional(),
    /** The policy under which a travel document is checked (D02); needed where that method is offered. */
    documentPolicy: policySchema.optional(),
  }),
  notice: z.strictObject({
    /** Version of the notice's text; it is kept in the journal with each consent. */
    version: noticeVersionSchema,
    /** Who handles the information. */
    handler: sentencesSchema,
    /** How to reach them. */
    contact: sentencesSchema,
  }),
  languages: z
    .array(z.enum(languages))
    .min(1)
    .refine((named) => new Set(named).size === named.length, 'no language is named twice'),
  /** What this terminal offers; a service may offer less. */
  methods: methodsSchema,
  services: z.array(serviceSchema).min(1).max(200),
  /** When the hall serves; always where it is left out. */
  hours: openingHoursSchema.optional(),
  /** Without it the screens are as everybody's. */
  looks: looksSchema.optional(),
  /** How the hall's own software asks for checks; not at all where it is left out. */
  hallApi: hallApiSchema.optional(),
  /** Makes this terminal a counter with staff; a kiosk where it is left out. */
  counter: counterSchema.optional(),
  /** Where it is left out: every HID POS scanner, and every reader of resident cards on USB. */
  devices: devicesSchema.optional(),
  delays: delaysSchema.partial().optional(),
})
export type TerminalConfig = z.infer<typeof configSchema>

/** What is wrong with members that are each well-formed: the member to point at, and what is the matter with it. */
interface Contradiction {
  readonly path: readonly (string | number)[]
  readonly message: string
}

export const terminalConfigSchema = configSchema.superRefine((config, context) => {
  for (const { path, message } of [
    ...windowFaults(config),
    ...serviceFaults(config),
    ...hallClientFaults(config),
    ...counterFaults(config),
  ]) {
    context.addIssue({ code: 'custom', path: [...path], message })
  }
})

/** Windows twice in the list, or named without being in it; slips where no number can be given. */
function windowFaults({ hall, services }: TerminalConfig): readonly Contradiction[] {
  const { windows, help } = hall
  const faults: Contradiction[] = []
  for (const [index, { number, slips }] of (windows ?? []).entries()) {
    const before = windows?.slice(0, index) ?? []
    const path = ['hall', 'windows', index]
    if (before.some((other) => other.number === number)) {
      faults.push({ path: [...path, 'number'], message: 'window numbers must differ' })
    }
    if (slips !== undefined && before.some((other) => other.slips === slips)) {
      faults.push({ path: [...path, 'slips'], message: 'two windows must not give the same numbers' })
    }
  }
  const named: readonly (readonly [readonly (string | number)[], string | undefined])[] = [
    [['hall', 'window'], hall.window],
    [['hall', 'help'], help],
    ...services.map(({ window }, index) => [['services', index, 'window'], window] as const),
  ]
  for (const [path, number] of named) {
    const isKnown = windows === undefined || windows.some((window) => window.number === number)
    if (number !== undefined && !isKnown) faults.push({ path, message: 'is not one of hall.windows' })
  }
  for (const [index, { window = hall.window, handOver }] of services.entries()) {
    const gives = windows?.some(({ number, slips }) => number === window && slips !== undefined) ?? false
    if (handOver.to === 'slip' && !gives) {
      const message = `window ${window} gives no numbers: it needs slips in hall.windows`
      faults.push({ path: ['services', index, 'handOver'], message })
    }
  }
  return faults
}

/** Services twice; methods that the terminal does not have, that have no policy, or that would let anybody pass; what is not told. */
function serviceFaults({ platform, methods: all, services }: TerminalConfig): readonly Contradiction[] {
  const ids = services.map(({ id }) => id)
  return services.flatMap(({ id, methods, policies, notice, awaits }, index) => {
    const faults: Contradiction[] = []
    const own = ['services', index]
    if (ids.indexOf(id) < index) faults.push({ path: [...own, 'id'], message: 'service ids must differ' })
    const absent = methods?.findIndex((method) => !all.includes(method)) ?? -1
    if (absent >= 0) {
      faults.push({ path: [...own, 'methods', absent], message: 'is not one of the terminal’s methods' })
    }
    const offered = methods ?? all
    const pathOfMethods = methods === undefined ? ['methods'] : [...own, 'methods']
    if (offered.includes('identity-card') && (policies?.cardPolicy ?? platform.cardPolicy) === undefined) {
      const message = 'a policy for resident cards is needed where they are taken'
      faults.push({ path: ['platform', 'cardPolicy'], message })
    }
    if (
      offered.includes('travel-document') &&
      (policies?.documentPolicy ?? platform.documentPolicy) === undefined
    ) {
      const message = 'a policy for travel documents is needed where they are taken'
      faults.push({ path: ['platform', 'documentPolicy'], message })
    }
    const takesDocuments = offered.includes('identity-card') || offered.includes('travel-document')
    if (awaits?.expected !== undefined && takesDocuments) {
      const message = 'a document would let anybody pass for the person who is awaited'
      faults.push({ path: pathOfMethods, message })
    }
    if (awaits?.retention !== undefined && notice === undefined) {
      const message = 'what the relying party is told to keep must stand in the notice of this service'
      faults.push({ path: [...own, 'awaits', 'retention'], message })
    }
    return faults
  })
}
