import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { toPem } from '../../src/shared/gm/certificate.ts'
import type { ApprovalState } from '../../src/shared/wire.ts'
import { followApproval, offerApproval } from './approvals/offer.ts'
import { approvalOnPhone, type PhoneApproval } from './approvals/on-phone.ts'
import {
  approveApproval,
  declineApproval,
  openApproval,
  type OpenedApproval,
  type SeenCode,
} from './approvals/phone.ts'
import { approvalWatch } from './approvals/watch.ts'
import { type AuthorityCredentials, openAuthority, openPartyAuthority } from './authority-files.ts'
import { certificateAuthority, type CertificateAuthority } from './certificate-authority.ts'
import { answerCheck } from './checks.ts'
import { deliveryLifetime } from './citizens/delivery.ts'
import { type CitizensOffice, type CitizensOfficeOptions, openCitizensOffice } from './citizens/office.ts'
import { standingOf as standingIn } from './citizens/standing.ts'
import type { Clock } from './clock.ts'
import type { DynamicCodeState } from './dynamic-code-states.ts'
import { dynamicCodeState, issueDynamicCode, type IssuedDynamicCode, provenBefore } from './dynamic-codes.ts'
import { type EnrolmentOffice, openEnrolmentOffice } from './enrolment-office.ts'
import type { FactorPresentation } from './factors/factor.ts'
import { requireProven } from './factors/prove.ts'
import { defaultRates, limitsOf, type Rates } from './limits.ts'
import { type DeliveryPace, deliverySender } from './parties/sender.ts'
import { type ServerOffice, serverOffice } from './parties/office.ts'
import { httpDeliveryPort } from './parties/http-port.ts'
import { type Sm2Work, workHere } from './sm2-work.ts'
import { openStore, type Store } from './store/store.ts'
import type { Standing } from './subjects.ts'
import { type TerminalOffice, terminalOffice } from './terminal-office.ts'
import { type DocumentRegister, noDocuments } from './travel-documents/register.ts'
import { issueWalletCode, type IssuedWalletCode } from './wallet-codes.ts'

/** The stand-in for the national service, without its HTTP edge. */
export interface Platform {
  readonly clock: Clock
  readonly store: Store
  readonly authority: CertificateAuthority
  readonly enrolmentOffice: EnrolmentOffice
  /** What an operator does about terminals that have enrolled. */
  readonly terminals: TerminalOffice
  readonly citizens: CitizensOffice
  /** File with the root certificate (PEM), the trust anchor of its terminals. */
  readonly rootFile: string
  /** Its database file, for those who show what it keeps. */
  readonly databaseFile: string
  /** @throws Refusal */
  answerCheck(message: Uint8Array): Promise<Uint8Array>
  /**
   * A code for the phone's screen. What was proven decides which modes it serves, whatever is asked of it later.
   * @param presentations what the phone presents beside the credential; nothing unless given
   * @param by whose phone it is, and so whose 口令 and face: the citizen's own, or of a child under 14 a guardian's
   * @throws Refusal `busy`, FactorRefusal
   */
  issueWalletCode(
    citizen: string,
    presentations?: readonly FactorPresentation[],
    by?: string,
  ): Promise<IssuedWalletCode>
  /**
   * The 8 digits that a citizen's phone shows for one terminal.
   * @param by as for a code
   * @throws Refusal `terminal-unknown`, `busy`, FactorRefusal
   */
  issueDynamicCode(
    citizen: string,
    terminal: string,
    presentations?: readonly FactorPresentation[],
    by?: string,
  ): Promise<IssuedDynamicCode>
  /**
   * The digits that follow others for the same terminal. For two minutes they take over what was proven for those.
   * @throws Refusal `terminal-unknown`, `busy`
   */
  nextDynamicCode(citizen: string, before: IssuedDynamicCode): IssuedDynamicCode
  /** What terminals ask of approvals: see approvals/offer.ts. */
  offerApproval(message: Uint8Array): Promise<Uint8Array>
  followApproval(bizSeq: string, known: ApprovalState | null, gone: AbortSignal): Promise<Uint8Array>
  /** What phones ask: see approvals/phone.ts. */
  openApproval(citizen: string, seen: SeenCode): OpenedApproval
  approveApproval(
    citizen: string,
    anchor: string,
    presentations?: readonly FactorPresentation[],
  ): Promise<{ readonly digits: string }>
  declineApproval(citizen: string, anchor: string): void
  /** Relying parties' own servers: see parties/. */
  readonly servers: ServerOffice
  /** How an approval stands that this citizen's phone opened. @throws Refusal */
  approvalOnPhone(citizen: string, anchor: string): PhoneApproval
  /** How many terminals wait for news of an approval. */
  readonly waiting: number
  dynamicCodeState(citizen: string, code: IssuedDynamicCode): DynamicCodeState
  close(): Promise<void>
}

/** So long a terminal waits at most for how an approval goes (ms), then it asks again. */
const defaultLongestWait = 20_000

export interface PlatformOptions {
  /** How long a terminal waits at most for news of an approval (ms). */
  readonly longestWait?: number
  /** How often one terminal and one credential may ask. */
  readonly rates?: Rates
  /** Whether an operator has to let each enrolled terminal in; else its enrolment code suffices. */
  readonly approveByHand?: boolean
  /** How soon a relying party's server that did not take a notice is told again. */
  readonly deliveryPace?: DeliveryPace
  /** A server that has not answered after so long (ms) did not take a notice. */
  readonly longestDelivery?: number
  /** SAMs that are enrolled with each terminal, for an operator who hands out readers of one make with them. */
  readonly sams?: readonly Uint8Array[]
  /** Where verifying and opening is done; on the event loop's thread unless given. */
  readonly work?: (credentials: AuthorityCredentials) => Sm2Work
  /** Gives that many random bytes. */
  readonly random?: (length: number) => Uint8Array
  /** What travel documents there are; none pass without it. */
  readonly documents?: DocumentRegister
  /** Factors beside 口令 and 人脸, the cost of a 口令, and the lawful export, which is off without it. */
  readonly citizens?: Pick<CitizensOfficeOptions, 'furtherFactors' | 'passwordRounds' | 'lawfulExport'>
  /** Citizens' standing at a time (ms); by default what the register says. */
  readonly standingOf?: (citizen: string, now: number) => Standing | undefined
}

/** @param folder holds the database, the authority's keys and the present enrolment code; it must exist */
export async function openPlatform(
  folder: string,
  clock: Clock,
  {
    random = randomBytes,
    documents = noDocuments,
    standingOf,
    longestWait = defaultLongestWait,
    rates = defaultRates,
    approveByHand = false,
    sams = [],
    work: makeWork = workHere,
    citizens = {},
    deliveryPace,
    longestDelivery,
  }: PlatformOptions = {},
): Promise<Platform> {
  const credentials = await openAuthority(folder, clock.now())
  const authority = certificateAuthority(credentials)
  const rootFile = path.join(folder, 'platform-root.pem')
  await writeFile(rootFile, toPem('CERTIFICATE', authority.root.der))
  const databaseFile = path.join(folder, 'platform.db')
  const store = openStore(databaseFile, random)
  const work = makeWork(credentials)
  const limits = limitsOf(rates)
  const context = {
    store,
    authority,
    clock,
    random,
    work,
    limits,
    approveByHand,
    sams: sams.map(toHex),
    documents,
    standingOf: standingOf ?? ((citizen, now) => standingIn(store, citizen, now)),
  }
  for (const terminal of store.terminalRegistrations.withoutSams()) {
    for (const sam of context.sams) store.terminalRegistrations.enrolSam(terminal, sam, clock.now())
  }
  const partyAuthority = await openPartyAuthority(folder, clock.now())
  const watch = approvalWatch(longestWait)
  const office = openCitizensOffice({
    store,
    authority,
    clock,
    random,
    approvalEnded: (bizSeq) => watch.changed(bizSeq),
    ...citizens,
  })
  const { factors } = office
  const approvals = { ...context, watch, factors }
  const parties = { store, authority, partyAuthority, clock, random, limits }
  const ending = new AbortController()
  const sender = deliverySender(
    {
      parties: store.partyServers.customNumbers,
      deliver: office.deliver,
      tidy: () => store.deliveries.dropBefore(clock.now() - deliveryLifetime),
      port: httpDeliveryPort(parties, ending.signal, longestDelivery),
      ...(deliveryPace && { pace: deliveryPace }),
    },
    () => ending.abort(),
  )
  // What was acknowledged before the platform ended, and not yet told.
  sender.wake()
  return {
    clock,
    store,
    authority,
    citizens: office,
    enrolmentOffice: openEnrolmentOffice(context, path.join(folder, 'enrolment-code')),
    rootFile,
    databaseFile,
    servers: serverOffice(parties, () => sender.wake()),
    answerCheck: async (message) => {
      const reply = await answerCheck(context, message)
      sender.wake()
      return reply
    },
    issueWalletCode: async (citizen, presentations = [], by = citizen) => {
      limits.credential.take(citizen, clock.now())
      const proven = await requireProven(factors, by, presentations)
      return issueWalletCode(store, clock, random, citizen, proven)
    },
    issueDynamicCode: async (citizen, terminal, presentations = [], by = citizen) => {
      limits.credential.take(citizen, clock.now())
      const proven = { factors: await requireProven(factors, by, presentations), at: clock.now() }
      return issueDynamicCode(context, citizen, terminal, proven, clock.now())
    },
    nextDynamicCode: (citizen, before) => {
      const now = clock.now()
      limits.credential.take(citizen, now)
      const proven = provenBefore(store, citizen, before, now)
      return issueDynamicCode(context, citizen, before.terminal, proven, now)
    },
    terminals: terminalOffice({ ...context, watch }),
    offerApproval: (message) => offerApproval(approvals, message),
    followApproval: (bizSeq, known, gone) => followApproval(approvals, bizSeq, known, gone),
    openApproval: (citizen, seen) => openApproval(approvals, citizen, seen),
    approveApproval: (citizen, anchor, presentations = []) =>
      approveApproval(approvals, citizen, anchor, presentations),
    declineApproval: (citizen, anchor) => declineApproval(approvals, citizen, anchor),
    approvalOnPhone: (citizen, anchor) => approvalOnPhone(approvals, citizen, anchor),
    get waiting() {
      return watch.waiting
    },
    dynamicCodeState: (citizen, code) => dynamicCodeState(store, citizen, code, clock.now()),
    close: async () => {
      watch.close()
      await sender.close()
      await work.close()
      store.close()
    },
  }
}
