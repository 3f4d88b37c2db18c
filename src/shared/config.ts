import { z } from 'zod'
import { authModes, customNumberSchema, policySchema, subjects } from './check.ts'
import { devicesSchema } from './device-config.ts'
import { languages, methodIds } from './journey-view.ts'
import { consentNumberSchema, pseudonymSchema } from './wire.ts'

/** Configuration of one terminal: one JSON file, parsed once at start. Nothing secret stands in it. */

const text = z.string().min(1).max(200)

/** A text of the hall's own, in each language of the screens. */
const localisedTextSchema = z.strictObject({ 'zh-CN': text, 'zh-Hant': text, en: text })
export type LocalisedText = z.infer<typeof localisedTextSchema>

/** Version of a notice: its date, and a count where a day has more than one, as in `2026-11-22.2`. */
export const noticeVersionSchema = z
  .string()
  .regex(/^20[2-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(\.[0-9]{1,3})?$/)
  .brand('NoticeVersion')
export type NoticeVersion = z.infer<typeof noticeVersionSchema>

const milliseconds = z.int().min(100).max(600_000)

export const delaysSchema = z.strictObject({
  /** Without a touch, a screen that asks something goes back to the start after this time. */
  idle: milliseconds,
  /** How long the terminal waits for a presentation. */
  present: milliseconds,
  /** How long a pass, or the way to the window, stands before the screen clears itself. */
  verdict: milliseconds,
  /** How long the screen waits for a choice after "fail" and "cannot verify now". */
  notPassed: milliseconds,
  /** How long "this is not a 网证 code" stands on the present screen. */
  hint: milliseconds,
  /** The same for a travel document, whose key has to be found and perhaps typed first. */
  presentDocument: milliseconds,
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
  present: 90_000,
  presentDocument: 240_000,
  verdict: 12_000,
  notPassed: 30_000,
  hint: 6_000,
  reading: 5_000,
  readingDocument: 35_000,
  verification: 8_000,
  verificationGrace: 2_000,
  afterVerdict: 150,
}

const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: localisedTextSchema,
  note: localisedTextSchema,
  /** Whom this is done for. Where it is one alone, nobody is asked. */
  subjects: z
    .array(z.enum(subjects))
    .min(1)
    .refine((chosen) => new Set(chosen).size === chosen.length, 'nobody is named twice')
    .default([...subjects]),
  /**
   * Of a terminal that is set for one person at a time: whom it awaits, by the relying party's own pseudonym, and the
   * number of that person's consent to what the law makes the relying party keep. Sent with the network identity alone,
   * for a document answers for nobody in particular: where somebody is awaited by a pseudonym, none is taken.
   */
  awaits: z
    .strictObject({ expected: pseudonymSchema.optional(), retention: consentNumberSchema.optional() })
    .optional(),
})

export const terminalConfigSchema = z
  .strictObject({
    hall: z.strictObject({
      name: localisedTextSchema,
      /** Name of the manual window, such as 3. */
      window: z.string().regex(/^[0-9A-Z]{1,4}$/),
    }),
    platform: z.strictObject({
      /** Base address; https, or http on the loopback alone. */
      url: z.url().refine((value) => {
        if (!URL.canParse(value)) return false
        const url = new URL(value)
        const local = url.hostname === '127.0.0.1' || url.hostname === '[::1]' || url.hostname === 'localhost'
        return url.protocol === 'https:' || (url.protocol === 'http:' && local)
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
      handler: localisedTextSchema,
      /** How to reach them. */
      contact: localisedTextSchema,
    }),
    languages: z.array(z.enum(languages)).min(1).max(languages.length),
    methods: z.array(z.enum(methodIds)).min(1).max(methodIds.length),
    services: z.array(serviceSchema).min(1).max(6),
    /** Where it is left out: every HID POS scanner, and every reader of resident cards on USB. */
    devices: devicesSchema.optional(),
    delays: delaysSchema.partial().optional(),
  })
  .refine((config) => new Set(config.services.map((service) => service.id)).size === config.services.length, {
    message: 'service ids must differ',
    path: ['services'],
  })
  .refine((config) => config.methods.includes('window'), {
    message: 'the manual window must stay open to everybody',
    path: ['methods'],
  })
  .refine((config) => !config.methods.includes('identity-card') || config.platform.cardPolicy !== undefined, {
    message: 'a policy for resident cards is needed where they are taken',
    path: ['platform', 'cardPolicy'],
  })
  .refine(
    (config) => !config.methods.includes('travel-document') || config.platform.documentPolicy !== undefined,
    {
      message: 'a policy for travel documents is needed where they are taken',
      path: ['platform', 'documentPolicy'],
    },
  )
  .refine(
    ({ methods, services }) =>
      !services.some(({ awaits }) => awaits?.expected !== undefined) ||
      !methods.some((method) => method === 'identity-card' || method === 'travel-document'),
    { message: 'a document would let anybody pass for the person who is awaited', path: ['methods'] },
  )
export type TerminalConfig = z.infer<typeof terminalConfigSchema>
