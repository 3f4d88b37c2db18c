import { z } from 'zod'
import { authModes, policySchema, subjects } from './check.ts'
import { keywordSchema, noteSchema, sentencesSchema, titleSchema } from './hall-text.ts'
import { methodIds } from './journey-view.ts'
import { consentNumberSchema, pseudonymSchema } from './wire.ts'

/** Version of a notice: its date, and a count where a day has more than one, as in `2026-11-22.2`. */
export const noticeVersionSchema = z
  .string()
  .regex(/^20[2-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(\.[0-9]{1,3})?$/)
  .brand('NoticeVersion')
export type NoticeVersion = z.infer<typeof noticeVersionSchema>

/** Number of a window, as it stands above it, such as `3` or `B12`. */
export const windowSchema = z.string().regex(/^[0-9A-Z]{1,4}$/)

/** The ways in which somebody can be checked; nobody is turned away, so the manual window is always one of them. */
export const methodsSchema = z
  .array(z.enum(methodIds))
  .min(1)
  .refine((methods) => new Set(methods).size === methods.length, 'no method is named twice')
  .refine((methods) => methods.includes('window'), 'the manual window must stay open to everybody')

/** An origin alone: https, or http on the loopback. */
export const originSchema = z.string().refine((value) => {
  if (!URL.canParse(value)) return false
  const { origin, protocol, hostname } = new URL(value)
  return origin === value && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
}, 'must be an origin such as https://hall.example, or http on the loopback')

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost'
}

/** Whether an address is of the web, and names nobody: no user name, no password. */
export function isPlainWebAddress({ protocol, username, password }: URL): boolean {
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

/** What follows a pass: nothing more, a number to wait with, or the hall's own page on this screen. */
export const handOverSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('return') }),
  z.strictObject({ to: z.literal('slip') }),
  z
    .strictObject({
      to: z.literal('page'),
      /** Where the page begins. */
      url: z.url(),
      /** Where it may lead and what it may load from, and nowhere else. */
      origins: z.array(originSchema).min(1).max(8),
    })
    .refine(({ url, origins }) => !URL.canParse(url) || origins.includes(new URL(url).origin), {
      message: 'must be at one of the origins',
      path: ['url'],
    })
    .refine(({ url }) => !URL.canParse(url) || isPlainWebAddress(new URL(url)), {
      message: 'must be an address of the web, without a user name or password',
      path: ['url'],
    }),
])
export type HandOver = z.infer<typeof handOverSchema>

/** What a service is called in the journal, and by the hall's own software. */
export const serviceIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)

export const serviceSchema = z.strictObject({
  id: serviceIdSchema,
  title: titleSchema,
  note: noteSchema,
  /** Further words by which it is looked for, beside its title. */
  keywords: z.array(keywordSchema).max(12).default([]),
  /** Whom this is done for. Where it is one alone, nobody is asked. */
  subjects: z
    .array(z.enum(subjects))
    .min(1)
    .refine((chosen) => new Set(chosen).size === chosen.length, 'nobody is named twice')
    .default([...subjects]),
  /** The window at which this is done, where it is another than the hall's. */
  window: windowSchema.optional(),
  /** The methods for this, some of the terminal's. */
  methods: methodsSchema.optional(),
  /** What is asked under other policies than the hall's. */
  policies: z
    .strictObject({
      policy: policySchema.optional(),
      authMode: z.enum(authModes).optional(),
      cardPolicy: policySchema.optional(),
      documentPolicy: policySchema.optional(),
    })
    .optional(),
  /** What is told for this service beside the points that everybody is told. */
  notice: z
    .strictObject({
      /** Of the whole notice as it is told here. */
      version: noticeVersionSchema,
      points: z
        .array(z.strictObject({ title: titleSchema, text: sentencesSchema }))
        .min(1)
        .max(6),
    })
    .optional(),
  handOver: handOverSchema.default({ to: 'return' }),
  /**
   * Of a terminal that is set for one person at a time: whom it awaits, by the relying party's own pseudonym, and the
   * number of that person's consent to what the law makes the relying party keep. Sent with the network identity alone,
   * for a document answers for nobody in particular: where somebody is awaited by a pseudonym, none is taken.
   */
  awaits: z
    .strictObject({ expected: pseudonymSchema.optional(), retention: consentNumberSchema.optional() })
    .optional(),
})
export type ServiceConfig = z.infer<typeof serviceSchema>
