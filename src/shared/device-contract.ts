import { z } from 'zod'
import { deviceAlarms } from './device-alarm.ts'
import { bizSeqSchema, evidenceKinds, terminalNumberSchema } from './check.ts'
import { devicesSchema } from './device-config.ts'

/**
 * What main and the device host say to each other. Both sides parse what they receive. Nothing here can hold
 * what a device read: the only bytes that leave the device host are sealed.
 */

const bytes = (most: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0 && value.length <= most)

/** Kinds of reader, as screens and journal name them. */
export const deviceKinds = ['qr-scanner', 'card-reader'] as const
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
 * Why the device host refused what a device delivered, while it was armed. Of a card: it was lifted or moved; its
 * reading broke off; card and reader do not accept each other; it is of no known kind; its text is not that of a card.
 */
export const rejectionReasons = [
  'not-a-code',
  'too-long',
  'malformed-report',
  'incomplete',
  'device-gone',
  'card-moved',
  'read-interrupted',
  'card-not-accepted',
  'card-unknown',
  'text-invalid',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]

/** Why the device host could not seal at all. */
export const sealRefusals = ['platform-untrusted', 'root-unreadable'] as const
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
  /** Take one presentation of this kind for this check. */
  z.strictObject({
    type: z.literal('arm'),
    bizSeq: bizSeqSchema,
    terminal: terminalNumberSchema,
    evidence: z.enum(evidenceKinds),
    /** The platform's encryption certificate and its issuers up to, not including, the root; DER, leaf first. */
    platformChain: z.array(bytes(8192)).min(1).max(4),
  }),
  z.strictObject({ type: z.literal('disarm') }),
])
export type HostCommand = z.infer<typeof hostCommandSchema>

/** From the device host to main. */
export const hostReportSchema = z.discriminatedUnion('type', [
  /** The process is up; answered by `activate` now or later. */
  z.strictObject({ type: z.literal('started') }),
  /** Every reader there is, after each change. */
  z.strictObject({ type: z.literal('devices'), devices: z.array(deviceSchema).max(32) }),
  z.strictObject({ type: z.literal('armed'), bizSeq: bizSeqSchema }),
  /** The first bytes of a presentation arrived. */
  z.strictObject({ type: z.literal('reading'), bizSeq: bizSeqSchema }),
  /** What was presented is not usable; still armed. */
  z.strictObject({
    type: z.literal('rejected'),
    bizSeq: bizSeqSchema,
    reason: z.enum(rejectionReasons),
  }),
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
])
export type HostReport = z.infer<typeof hostReportSchema>
