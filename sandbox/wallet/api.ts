import { z } from 'zod'
import { authModes, customNumberSchema, policySchema, subjects } from '../../src/shared/check.ts'
import { verdicts } from '../../src/shared/verdict.ts'
import { documentKinds, otherPapers } from '../platform/citizens/documents.ts'
import { retainableFields } from '../platform/citizens/policy-terms.ts'
import { dynamicCodeStates } from '../platform/dynamic-code-states.ts'
import { factorNames } from '../platform/factors/factor.ts'
import { failCauses } from '../platform/store/checks.ts'
import { incidentKinds } from '../platform/store/incidents.ts'
import { livenessActs } from '../platform/store/liveness.ts'
import { securityEventKinds } from '../platform/store/security-events.ts'

/**
 * What the wallet's page and its server say to each other. Both sides parse what they receive. Times are the platform's,
 * in ms; `citizen` is whose credential it is about, `by` whose phone asks: the citizen's own unless it is named.
 */

const citizen = z.string().max(64)
const about = { citizen, by: citizen.optional() }
const password = z.string().min(1).max(64)

/** Who stands before the played camera. The right person unless somebody tries something else. */
export const cameraSees = ['holder', 'somebody-else', 'photograph', 'screen'] as const
export type CameraSees = (typeof cameraSees)[number]

const faceAnswer = {
  challenge: z.string().max(64),
  camera: z.enum(cameraSees),
  acts: z.array(z.enum(livenessActs)).max(8),
}

/** What the phone presents beside the credential. There is no place for a picture of anybody. */
const presentationSchema = z.discriminatedUnion('factor', [
  z.strictObject({ factor: z.literal('password'), password }),
  z.strictObject({ factor: z.literal('face'), ...faceAnswer }),
])
export type Presentation = z.infer<typeof presentationSchema>
const presentations = z.array(presentationSchema).max(2)

/** POST /api/codes */
export const codeRequestSchema = z.strictObject({ ...about, presentations: presentations.default([]) })

/** POST /api/dynamic-codes: the number stands on the terminal's screen. */
export const dynamicCodeRequestSchema = z.strictObject({
  ...about,
  terminal: z.string().regex(/^[0-9]{8}$/),
  presentations: presentations.default([]),
})

/** Query of GET /api/phone, body of POST /api/challenges and of POST /api/account/suspend. */
export const aboutSchema = z.strictObject(about)

const factors = z.array(z.enum(factorNames)).readonly()

const shownDynamicCodeSchema = z.object({
  /** 8 digits. */
  code: z.string(),
  terminal: z.string(),
  expiresAt: z.int(),
  state: z.enum(dynamicCodeStates),
  /** What was proven for it. */
  proven: factors,
})

/** Answer to POST /api/dynamic-codes. */
export const dynamicCodeReplySchema = shownDynamicCodeSchema.extend({ now: z.int() })

const shownCodeSchema = z.object({
  code: z.string(),
  issuedAt: z.int(),
  expiresAt: z.int(),
  state: z.enum(['valid', 'used', 'expired']),
  /** What was proven for it. */
  proven: factors,
})

/** Answer to POST /api/codes. */
export const codeReplySchema = shownCodeSchema.extend({ now: z.int() })

/** Answer to POST /api/challenges: what the camera has to see done. */
export const challengeSchema = z.object({
  challenge: z.string(),
  acts: z.array(z.enum(livenessActs)),
  expiresAt: z.int(),
})
export type Challenge = z.infer<typeof challengeSchema>

const ages = ['under-8', 'under-14', '14-17', '18-and-over'] as const
const phoneCitizenSchema = z.object({
  id: z.string(),
  name: z.string(),
  networkNumber: z.string(),
  state: z.enum(['active', 'suspended']),
  age: z.enum(ages),
})

/** Answer to GET /api/citizens: whose phone can be picked up in the sandbox, and the 口令 that all of them begin with. */
export const citizensSchema = z.object({
  citizens: z.array(phoneCitizenSchema),
  knownPassword: z.string(),
})
export type WalletCitizen = z.infer<typeof phoneCitizenSchema>

/** Answer to GET /api/documents: what can be laid on the phone. */
export const virtualDocumentsSchema = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.enum([...documentKinds, ...otherPapers]),
      name: z.string(),
      /** All but the first and the last characters hidden. */
      number: z.string(),
      age: z.enum(ages),
    }),
  ),
})
export type VirtualDocument = z.infer<typeof virtualDocumentsSchema>['documents'][number]

const checkSchema = z.object({
  at: z.int(),
  verdict: z.enum(verdicts),
  cause: z.enum(failCauses).nullable(),
  relyingParty: z.string(),
})
export type HistoryCheck = z.infer<typeof checkSchema>

const consentSchema = z.object({
  number: z.string(),
  relyingParty: z.string(),
  fields: z.array(z.enum(retainableFields)),
  givenAt: z.int(),
  endsAt: z.int(),
  withdrawnAt: z.int().nullable(),
  used: z.boolean(),
})
export type GivenConsent = z.infer<typeof consentSchema>

const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum(incidentKinds),
  begunAt: z.int(),
  endedAt: z.int(),
  declaredAt: z.int(),
  readAt: z.int().nullable(),
})
export type Notice = z.infer<typeof noticeSchema>

const termsSchema = z.object({
  customNumber: customNumberSchema,
  policy: policySchema,
  relyingParty: z.string(),
  fields: z.array(z.enum(retainableFields)),
  keepDays: z.int(),
})
export type RetentionTerms = z.infer<typeof termsSchema>

/** Answer to GET /api/phone?citizen=…[&by=…]: all that one phone shows of one credential. */
export const phoneSchema = z.object({
  now: z.int(),
  holder: phoneCitizenSchema,
  code: shownCodeSchema.nullable(),
  dynamicCode: shownDynamicCodeSchema.nullable(),
  history: z.array(checkSchema),
  events: z.array(z.object({ kind: z.enum(securityEventKinds), at: z.int() })),
  notices: z.array(noticeSchema),
  consents: z.array(consentSchema),
  /** What relying parties have to keep by law, so that it can be consented to. */
  terms: z.array(termsSchema),
  /** Children under 14 in this citizen's care who have a network number. */
  children: z.array(phoneCitizenSchema),
  /** Applications of those of 14 to 17 that wait for this citizen as their guardian. */
  requests: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type PhoneView = z.infer<typeof phoneSchema>

/** POST /api/approvals/open: of the code on the screen, what the platform is to see. The link is hexadecimal. */
export const openApprovalSchema = z.strictObject({
  citizen,
  step: z.int().min(0).max(99),
  link: z.string().regex(/^[0-9a-f]{64}$/),
})
const anchor = z.string().regex(/^[0-9a-f]{64}$/)
/** POST /api/approvals/decline, and query of GET /api/approval. */
export const approvalSchema = z.strictObject({ citizen, anchor })
/** POST /api/approvals/approve */
export const approveSchema = z.strictObject({ citizen, anchor, presentations })

const phoneApprovalSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('opened'), expiresAt: z.int() }),
  z.object({ state: z.literal('approved'), digits: z.string(), expiresAt: z.int() }),
  z.object({
    state: z.literal('checked'),
    verdict: z.enum(verdicts),
    cause: z.enum(failCauses).nullable(),
  }),
  z.object({ state: z.enum(['declined', 'withdrawn', 'expired']) }),
])
export type ApprovalView = z.infer<typeof phoneApprovalSchema>

/** Answer to GET /api/approval, and to POST /api/approvals/approve and …/decline. */
export const approvalStateSchema = z.object({ now: z.int(), approval: phoneApprovalSchema })

/** Answer to POST /api/approvals/open. */
export const openedApprovalSchema = z.object({
  now: z.int(),
  opened: z.object({
    anchor,
    relyingParty: z.string(),
    mode: z.enum(authModes),
    factors,
    subject: z.enum(subjects),
    gives: z.literal('result'),
    purpose: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  approval: phoneApprovalSchema,
})
export type OpenedView = z.infer<typeof openedApprovalSchema>['opened']

/** POST /api/applications: a document laid on the phone. `guardian` when it lies on a guardian's phone, for a child. */
export const applySchema = z.strictObject({
  document: z.string().max(128),
  phone: z.string().regex(/^1[0-9]{10}$/),
  serviceConsent: z.boolean(),
  faceConsent: z.boolean(),
  guardian: z.strictObject({ citizen, presentations }).optional(),
})

const application = z.string().max(64)
/** Query of GET /api/application, body of POST /api/applications/challenge. */
export const applicationSchema = z.strictObject({ application })
/** POST /api/applications/face */
export const applicationFaceSchema = z.strictObject({ application, ...faceAnswer })
/** POST /api/applications/finish */
export const finishSchema = z.strictObject({ application, password })
/** POST /api/requests: a guardian answers an application of somebody of 14 to 17. */
export const requestAnswerSchema = z.strictObject({
  citizen,
  request: z.string().max(64),
  consent: z.boolean(),
  presentations,
})

/** Where an application stands. The next step is the phone's, or for `guardian` the guardian's. */
export const applicationStepSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('guardian'), application, guardians: z.array(z.string()) }),
  z.object({ step: z.literal('declined') }),
  z.object({
    step: z.literal('face'),
    now: z.int(),
    application,
    challenge: challengeSchema,
    resumed: z.boolean(),
  }),
  z.object({ step: z.literal('password'), application }),
  z.object({ step: z.literal('issued'), citizen: z.string(), networkNumber: z.string() }),
])
export type ApplicationStep = z.infer<typeof applicationStepSchema>

/** POST /api/account/restore and …/delete */
export const actSchema = z.strictObject({ ...about, presentations })
/** POST /api/account/password */
export const newPasswordSchema = z.strictObject({ ...about, presentations, password })
/** POST /api/consents */
export const consentRequestSchema = z.strictObject({
  ...about,
  customNumber: customNumberSchema,
  policy: policySchema,
})
/** Answer to it. */
export const consentReplySchema = z.object({ consent: z.string() })
/** POST /api/consents/withdraw */
export const withdrawSchema = z.strictObject({ ...about, consent: z.string().max(64) })
/** POST /api/notices/read */
export const noticeReadSchema = z.strictObject({ citizen, notice: z.string().max(64) })

/** An answer of which nothing is read but that it came. */
export const doneSchema = z.object({})
