import type { RandomSource } from '../../../src/shared/gm/random.ts'
import type { CertificateAuthority } from '../certificate-authority.ts'
import type { Clock } from '../clock.ts'
import { faceFactor } from '../factors/face.ts'
import type { Factor, FactorName, FactorOutcome, FactorPresentation } from '../factors/factor.ts'
import { passwordFactor } from '../factors/password.ts'
import { passwordRounds } from '../factors/password-hash.ts'
import { factorsOf, proveFactors } from '../factors/prove.ts'
import type { Store } from '../store/store.ts'
import type { GuardianAct } from './application-form.ts'
import { answerLiveness, beginApplication, finishApplication, newChallenge } from './apply.ts'
import { type ConsentAsked, giveConsent, withdrawConsent } from './consent.ts'
import type { CitizensContext } from './context.ts'
import { issueCredential } from './credential.ts'
import { type DeliveryPort, deliverWaiting, retrieveRetained } from './delivery.ts'
import { readAuditHead, writeAuditHead } from './export-audit.ts'
import { historyOf } from './history.ts'
import { type DeclaredIncident, declareIncident, reportIncident } from './incidents.ts'
import { type Act, changePassword, deleteCitizen, restoreCitizen, suspendCitizen } from './lifecycle.ts'
import { exportLawfully } from './lawful-export.ts'
import { standingOf } from './standing.ts'

/** Where citizens come with their phones: what the platform does for and with them, each step by its rules. */
export type CitizensOffice = ReturnType<typeof openCitizensOffice>

export interface CitizensOfficeOptions {
  readonly store: Store
  readonly authority: CertificateAuthority
  readonly clock: Clock
  readonly random: RandomSource
  /** Factors beside 口令 and 人脸. */
  readonly furtherFactors?: readonly Factor[]
  readonly passwordRounds?: number
  /** See CitizensContext; nobody waits unless given. */
  readonly approvalEnded?: (bizSeq: string) => void
  /** Turns the lawful export on, and says where the head of its audit stands, apart from the database. */
  readonly lawfulExport?: { readonly headFile: string }
}

export function openCitizensOffice({ furtherFactors = [], lawfulExport, ...given }: CitizensOfficeOptions) {
  const { store, clock } = given
  const factors = factorsOf([passwordFactor(store, clock), faceFactor(given), ...furtherFactors])
  const context: CitizensContext = { passwordRounds, approvalEnded: () => undefined, ...given, factors }
  const { authority } = given
  const headFile = lawfulExport?.headFile
  const exporting = {
    store,
    authority,
    clock,
    enabled: headFile !== undefined,
    readHead: () => (headFile === undefined ? null : readAuditHead(headFile)),
    writeHead: (head: Parameters<typeof writeAuditHead>[1]) => {
      if (headFile !== undefined) writeAuditHead(headFile, head)
    },
  }
  const delivering = {
    store,
    clock,
    pseudonymOf: (citizen: string, customNumber: string) => store.pseudonyms.of(customNumber, citizen),
  }
  return {
    begin: (form: unknown, guardian: GuardianAct | null = null) => beginApplication(context, form, guardian),
    newChallenge: (application: string) => newChallenge(context, application),
    answerLiveness: (application: string, answer: unknown) => answerLiveness(context, application, answer),
    finish: (application: string, password: string) => finishApplication(context, application, password),
    suspend: (citizen: string, by: string) => suspendCitizen(context, citizen, by),
    restore: (act: Act) => restoreCitizen(context, act),
    delete: (act: Act) => deleteCitizen(context, act),
    changePassword: (act: Act, password: string) => changePassword(context, act, password),
    /** CMS SignedData; null unless the citizen is active. */
    credential: (citizen: string) => issueCredential(context, citizen),
    /** What a phone has to be given before it can answer; null when nothing, or no such factor. */
    challenge: (factor: FactorName, citizen: string): unknown =>
      factors.get(factor)?.challenge(citizen) ?? null,
    /** All that phones can present here. */
    factors,
    prove: (citizen: string, presentations: readonly FactorPresentation[]): Promise<FactorOutcome> =>
      proveFactors(factors, citizen, presentations),
    standing: (citizen: string) => standingOf(store, citizen, clock.now()),
    consent: (asked: ConsentAsked) => giveConsent(context, asked),
    withdraw: (citizen: string, by: string, consent: string) =>
      withdrawConsent(context, citizen, by, consent),
    history: (citizen: string, by: string, most: number) => historyOf(context, citizen, by, most),
    declareIncident: (incident: DeclaredIncident) => declareIncident(context, incident),
    reportIncident: (id: string) => reportIncident(context, id),
    /** Tells relying parties' servers what waits for them; all of them unless some are named. */
    deliver: (port: DeliveryPort, parties?: readonly string[]) => deliverWaiting(delivering, port, parties),
    /** What a relying party's server fetches by the number of a consent; null unless it stands. */
    retrieve: (customNumber: string, consent: string) => retrieveRetained(delivering, customNumber, consent),
    /** Off unless the office was opened with it. */
    exportLawfully: (request: unknown) => exportLawfully(exporting, request),
  }
}
