import { z } from 'zod'
import { deviceAlarms } from './device-alarm.ts'
import { bizSeqSchema, evidenceKinds, terminalNumberSchema } from './check.ts'
import { devicesSchema } from './device-config.ts'
import { entryForms } from './secure-entry.ts'

/**
 * What main and the device host say to each other. Both sides parse what they receive. Nothing here can hold
 * what a device read: the only bytes that leave the device host are sealed.
 */

const bytes = (most: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0 && value.length <= most)

/** Kinds of reader, as screens and journal name them. */
export const deviceKinds = ['qr-scanner', 'card-reader', 'document-reader', 'keypad'] as const
export type DeviceKind = (typeof deviceKinds)[number]

/** State of one reader: `opening` (seen, not yet usable), `ready`, `faulty` (could not be opened or misbehaved). */
export const deviceStates = ['opening', 'ready', 'faulty'] as const

export const deviceSchema = z.strictObject({
  kind: z.enum(deviceKinds),
  state: z.enum(deviceStates),
  vendorId: z.int().min(0).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  /** Of a reader that is `faulty` because it is not the one that was enrolled. */
  alarm: z.enum(deviceAlarms).optional(),
})
export type Device = z.infer<typeof deviceSchema>

/**
 * Why the device host refused what a device delivered, while it was armed. Of a code: it was presented for this check
 * already, by somebody else. Of a card: it was lifted or moved; its
 * reading broke off; card and reader do not accept each other; it is of no known kind; its text is not that of a card.
 * Of a travel document: what was read or typed is not the key of one; the key does not open this one; its chip is none,
 * is not the one that was issued, or nobody whom the terminal trusts signed it.
 */
export const rejectionReasons = [
  'not-a-code',
  'shown-before',
  'too-long',
  'malformed-report',
  'incomplete',
  'device-gone',
  'card-moved',
  'read-interrupted',
  'card-not-accepted',
  'card-unknown',
  'text-invalid',
  'not-a-document-key',
  'document-moved',
  'document-key-wrong',
  'document-unknown',
  'chip-not-genuine',
  'document-not-trusted',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]

/** The PC/SC service, or why there is none: see drivers/pcsc. */
export const pcscStates = [
  'starting',
  'running',
  'not-running',
  'protocol-mismatch',
  'refused',
  'library-missing',
  'failed',
] as const
export type PcscState = (typeof pcscStates)[number]

/**
 * Why the device host could not seal at all, or could not judge a travel document: the certificates of the authorities
 * that issue them could not be read from where only the administrator can write.
 */
export const sealRefusals = ['platform-untrusted', 'root-unreadable', 'trust-unreadable'] as const
export type SealRefusal = (typeof sealRefusals)[number]

/** From main to the device host. Nothing but what the configuration says of its devices, and checks. */
export const hostCommandSchema = z.discriminatedUnion('type', [
  /** Open the devices. A host that waits in reserve has none open. Sent once. */
  z.strictObject({
    type: z.literal('activate'),
    /** Port of the device bench on the loopback; development builds only, ignored elsewhere. */
    virtualDevicesPort: z.int().min(1).max(65535).optional(),
    devices: devicesSchema,
  }),
  /** Take one presentation, of any of these kinds, for this check. */
  z.strictObject({
    type: z.literal('arm'),
    bizSeq: bizSeqSchema,
    terminal: terminalNumberSchema,
    accepts: z.array(z.enum(evidenceKinds)).min(1).max(evidenceKinds.length),
    /** The platform's encryption certificate and its issuers up to, not including, the root; DER, leaf first. */
    platformChain: z.array(bytes(8192)).min(1).max(4),
  }),
  /**
   * Takes what is typed for the check that is armed, on the port that comes with this command: see secure-entry.ts.
   * What passes there never passes main.
   */
  z.strictObject({ type: z.literal('take-entry'), bizSeq: bizSeqSchema, form: z.enum(entryForms) }),
  z.strictObject({ type: z.literal('disarm') }),
])
export type HostCommand = z.infer<typeof hostCommandSchema>

/** No more readers than these are told of. */
export const mostDevices = 32

/** From the device host to main. */
export const hostReportSchema = z.discriminatedUnion('type', [
  /** The process is up; answered by `activate` now or later. */
  z.strictObject({ type: z.literal('started') }),
  /** Every reader there is, up to `mostDevices`, after each change. */
  z.strictObject({ type: z.literal('devices'), devices: z.array(deviceSchema).max(mostDevices) }),
  z.strictObject({ type: z.literal('armed'), bizSeq: bizSeqSchema }),
  /** The first bytes of a presentation arrived. */
  z.strictObject({ type: z.literal('reading'), bizSeq: bizSeqSchema }),
  /** What was presented is not usable; still armed. */
  z.strictObject({
    type: z.literal('rejected'),
    bizSeq: bizSeqSchema,
    reason: z.enum(rejectionReasons),
  }),
  /** The key of a travel document was read or typed; the document itself is waited for. */
  z.strictObject({ type: z.literal('document-key'), bizSeq: bizSeqSchema }),
  /** The document was lifted in mid-read; laid back soon, its reading goes on. */
  z.strictObject({ type: z.literal('lay-back'), bizSeq: bizSeqSchema }),
  /** The card that was read last still lies there; another one is read only when it has been taken away. */
  z.strictObject({ type: z.literal('take-away-first'), bizSeq: bizSeqSchema }),
  /** One presentation, sealed; no longer armed. */
  z.strictObject({
    type: z.literal('sealed'),
    bizSeq: bizSeqSchema,
    kind: z.enum(evidenceKinds),
    data: bytes(16_384),
  }),
  /** Sealing is not possible; no longer armed. */
  z.strictObject({ type: z.literal('refused'), bizSeq: bizSeqSchema, reason: z.enum(sealRefusals) }),
  /**
   * Devices delivered something while nothing was armed, or faster than anyone can present: dropped, and counted.
   * Several may be told at once.
   */
  z.strictObject({
    type: z.literal('dropped'),
    kind: z.enum(deviceKinds),
    count: z.int().min(1).max(1_000_000),
  }),
  /** The same code came twice within one check; the second was ignored. */
  z.strictObject({ type: z.literal('repeated'), kind: z.enum(deviceKinds) }),
  /** The state of the PC/SC service that document readers are reached by, after each change. */
  z.strictObject({ type: z.literal('pcsc'), state: z.enum(pcscStates) }),
])
export type HostReport = z.infer<typeof hostReportSchema>
