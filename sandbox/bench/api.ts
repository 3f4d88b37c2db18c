import { z } from 'zod'
import { incidentKinds } from '../platform/store/incidents.ts'
import { cardIds } from './card-ids.ts'
import { chipProfileIds } from './chips/profile-ids.ts'
import { noDocumentFaults } from './document-faults.ts'
import { noFaults } from './sam/faults.ts'
import { noScannerFaults } from './scanner-faults.ts'
import { scannerModelIds } from './scanner-models.ts'

/** What the bench's page, and whoever drives it without a page, says to its server. Both sides parse. */

/** No code that a person would try is longer (bytes); a 10 KiB one must get through. */
const longestCode = 32 * 1024

const base64 = z.base64().max((longestCode * 4) / 3 + 4)
const model = z.enum(scannerModelIds)
const document = z.enum(chipProfileIds)
const port = z.int().min(1).max(65535)
/** One device host of `GET /api/state`; all of them where it is left out. */
const host = z.int().min(1).optional()

/**
 * POST /api/scan: one code, exactly one of
 * - `text`: as UTF-8,
 * - `base64`: any bytes,
 * - `wallet`: what that citizen's phone shows now, used and expired codes included (a first code is taken when it
 *   shows none); with `fresh` a new one is taken first,
 * - `mrz`: the machine readable zone of that travel document, read as print.
 *
 * `layout` plugs another make of scanner in first.
 */
export const scanSchema = z
  .strictObject({
    layout: model.optional(),
    text: z.string().max(longestCode).optional(),
    base64: base64.optional(),
    wallet: z.string().optional(),
    fresh: z.boolean().optional(),
    mrz: document.optional(),
    host,
  })
  .refine(
    ({ text, base64, wallet, mrz }) =>
      [text, base64, wallet, mrz].filter((given) => given !== undefined).length === 1,
    'exactly one of text, base64, wallet, mrz',
  )
export type Scan = z.infer<typeof scanSchema>

/** POST /api/scan-partial: the same, cut off after the first reports. */
export const partialScanSchema = z.intersection(
  scanSchema,
  z.object({ reports: z.int().min(1).max(64).optional() }),
)

/** POST /api/report: one report as it stands, well formed or not. */
export const reportSchema = z.strictObject({ base64: z.base64().min(4).max(5464), host })

/** Answer to the three above: how many device hosts got how many reports. */
export const sentSchema = z.object({ hosts: z.int(), reports: z.int() })

export const plugSchema = z.strictObject({ layout: model.optional() })
export const emptySchema = z.strictObject({}).nullish()

/** 0 for none, 1 for all. */
const share = z.number().min(0).max(1)

/** POST /api/scanner/faults: what is wrong with the scanner from now on; what is not named is as it should be. */
export const scannerFaultsSchema = z.strictObject({
  slowness: z.int().min(0).max(10_000).default(noScannerFaults.slowness),
  noise: share.default(noScannerFaults.noise),
})
export type ScannerFaultsGiven = z.input<typeof scannerFaultsSchema>

/** POST /api/card/lay: lays a card on the reader; another one that lies there is taken away. */
export const laySchema = z.strictObject({ card: z.enum(cardIds) })

/** POST /api/sam/faults: what is wrong with the reader from now on; what is not named is as it should be. */
export const faultsSchema = z.strictObject({
  selfTestFailed: z.boolean().default(noFaults.selfTestFailed),
  notAuthorised: z.boolean().default(noFaults.notAuthorised),
  unreadable: z.boolean().default(noFaults.unreadable),
  liftedWhileRead: z.boolean().default(noFaults.liftedWhileRead),
  silent: z.boolean().default(noFaults.silent),
  damaged: z.boolean().default(noFaults.damaged),
  cutAfter: z.int().min(0).max(2048).nullable().default(noFaults.cutAfter),
  noise: z.int().min(0).max(1024).default(noFaults.noise),
  garbage: z.boolean().default(noFaults.garbage),
  pieces: z.int().min(1).max(2048).nullable().default(noFaults.pieces),
  slowness: z.number().min(0.01).max(20).default(noFaults.slowness),
})
export type Faults = z.input<typeof faultsSchema>

/**
 * POST /api/document/lay: lays a travel document on the contactless reader, and answers when it lies there; another one
 * is taken away at once. The first document of an authority takes about a second.
 */
export const layDocumentSchema = z.strictObject({ document })

/** POST /api/document/faults: what is wrong with documents from now on; what is not named is as it should be. */
export const documentFaultsSchema = z.strictObject({
  liftedAt: z.int().min(1).max(10_000).nullable().default(noDocumentFaults.liftedAt),
  slowness: z.int().min(0).max(60_000).default(noDocumentFaults.slowness),
  noise: share.default(noDocumentFaults.noise),
})
export type DocumentFaultsGiven = z.input<typeof documentFaultsSchema>

/**
 * POST /api/document/vpcd: the port on 127.0.0.1 where the virtual driver (vpcd) of a PC/SC service waits for a card, to
 * which documents are carried besides the reader on the link; null for none any more.
 */
export const vpcdSchema = z.strictObject({ port: port.nullable() })

/** POST /api/clock: the platform's clock is the machine's plus this (ms, at most ten years either way). */
export const clockSchema = z.strictObject({
  offsetMs: z.int().min(-315_360_000_000).max(315_360_000_000),
})
/** POST /api/incident: tells every citizen's phone of one, as of an hour that ends now (article 12). */
export const incidentSchema = z.strictObject({ kind: z.enum(incidentKinds) })
export const platformSchema = z.strictObject({ up: z.boolean() })

/**
 * POST /api/terminals/approve · /revoke · /enrol-sam · /withdraw-sam: what the platform's operator does about a terminal. The
 * SAM is the one of the bench's reader.
 */
export const terminalSchema = z.strictObject({ terminal: z.string().regex(/^[0-9]{8}$/) })

/** Answer to GET /api/state. */
export const benchStateSchema = z.object({
  /** The platform's time and its distance from the machine's (ms). */
  now: z.int(),
  offsetMs: z.int(),
  platform: z.object({ up: z.boolean(), url: z.url() }),
  wallet: z.url(),
  enrolmentCode: z.string(),
  /** Terminals that have enrolled, the last first; `sam`: whether the bench's reader is enrolled for it. */
  terminals: z.array(
    z.object({
      number: z.string(),
      state: z.enum(['waiting', 'approved', 'revoked']),
      sam: z.boolean(),
    }),
  ),
  scanner: z.object({ plugged: z.boolean(), layout: model, faults: scannerFaultsSchema }),
  /** `asked`: every different command (CMD PARA, hexadecimal) that a terminal has asked the reader. */
  reader: z.object({
    plugged: z.boolean(),
    card: z.enum(cardIds).nullable(),
    faults: faultsSchema,
    asked: z.array(z.string()),
  }),
  /** `commands`: how many the chips have been sent since the document was laid down. */
  documentReader: z.object({
    plugged: z.boolean(),
    document: document.nullable(),
    faults: documentFaultsSchema,
    commands: z.int(),
    vpcd: z.object({ port, connected: z.boolean() }).nullable(),
  }),
  /** What a person types to open each document; dates are YYMMDD. */
  documents: z.array(
    z.object({ id: document, documentNumber: z.string(), birth: z.string(), expiry: z.string() }),
  ),
  /** Device hosts on the link; `enabled` where the scanner reads for them. */
  hosts: z.array(z.object({ id: z.int(), enabled: z.boolean() })),
  phones: z.array(
    z.object({
      citizen: z.string(),
      name: z.string(),
      shows: z.enum(['nothing', 'valid', 'used', 'expired']),
    }),
  ),
})
export type BenchState = z.infer<typeof benchStateSchema>
