import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { writeFile } from 'node:fs/promises'
import { toPem } from '../../src/shared/gm/certificate.ts'
import { openAuthority } from './authority-files.ts'
import { certificateAuthority, type CertificateAuthority } from './certificate-authority.ts'
import { answerCheck } from './checks.ts'
import { type CitizensOffice, type CitizensOfficeOptions, openCitizensOffice } from './citizens/office.ts'
import { standingOf as standingIn } from './citizens/standing.ts'
import type { AuthMode } from '../../src/shared/check.ts'
import type { Clock } from './clock.ts'
import type { DynamicCodeState } from './dynamic-code-states.ts'
import { dynamicCodeState, issueDynamicCode, type IssuedDynamicCode } from './dynamic-codes.ts'
import { type EnrolmentOffice, openEnrolmentOffice } from './enrolment-office.ts'
import type { Standing } from './subjects.ts'
import { workHere } from './sm2-work.ts'
import { openStore, type Store } from './store/store.ts'
import { type DocumentRegister, noDocuments } from './travel-documents/register.ts'
import { issueWalletCode, type IssuedWalletCode } from './wallet-codes.ts'

/** The stand-in for the national service, without its HTTP edge. */
export interface Platform {
  readonly clock: Clock
  readonly store: Store
  readonly authority: CertificateAuthority
  readonly enrolmentOffice: EnrolmentOffice
  readonly citizens: CitizensOffice
  /** File with the root certificate (PEM), the trust anchor of its terminals. */
  readonly rootFile: string
  /** @throws Refusal */
  answerCheck(message: Uint8Array): Promise<Uint8Array>
  /** @param mode what the citizen did on the phone; R01 unless given */
  issueWalletCode(citizen: string, mode?: AuthMode): IssuedWalletCode
  /**
   * The 8 digits that a citizen's phone shows for one terminal.
   * @throws Refusal `terminal-unknown`
   */
  issueDynamicCode(citizen: string, terminal: string, mode?: AuthMode): IssuedDynamicCode
  dynamicCodeState(citizen: string, code: IssuedDynamicCode): DynamicCodeState
  close(): Promise<void>
}

export interface PlatformOptions {
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
  { random = randomBytes, documents = noDocuments, standingOf, citizens = {} }: PlatformOptions = {},
): Promise<Platform> {
  const credentials = await openAuthority(folder, clock.now())
  const authority = certificateAuthority(credentials)
  const rootFile = path.join(folder, 'platform-root.pem')
  await writeFile(rootFile, toPem('CERTIFICATE', authority.root.der))
  const store = openStore(path.join(folder, 'platform.db'), random)
  const work = workHere(credentials)
  const context = {
    store,
    authority,
    clock,
    random,
    work,
    documents,
    standingOf: standingOf ?? ((citizen, now) => standingIn(store, citizen, now)),
  }
  return {
    clock,
    store,
    authority,
    citizens: openCitizensOffice({ store, authority, clock, random, ...citizens }),
    enrolmentOffice: openEnrolmentOffice(context, path.join(folder, 'enrolment-code')),
    rootFile,
    answerCheck: (message) => answerCheck(context, message),
    issueWalletCode: (citizen, mode = 'R01') => issueWalletCode(store, clock, random, citizen, mode),
    issueDynamicCode: (citizen, terminal, mode = 'R01') =>
      issueDynamicCode(context, citizen, terminal, mode, clock.now()),
    dynamicCodeState: (citizen, code) => dynamicCodeState(store, citizen, code, clock.now()),
    close: async () => {
      await work.close()
      store.close()
    },
  }
}
