import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type EnrolmentReply, type EnrolmentRequest } from '../../src/shared/wire.ts'
import { type EnrolmentContext, enrolmentCodeDigest, enrolTerminal } from './enrolment.ts'

/**
 * Hands out enrolment codes, one at a time, by a file that its owner alone can read. When a terminal has used the
 * code, the next one takes its place, so that another terminal can be started at any time.
 */
export interface EnrolmentOffice {
  /** The code that the next terminal enrols with. */
  readonly code: string
  /** Makes the present code void and hands out another. */
  reissue(): string
  /** @throws Refusal */
  enrol(request: EnrolmentRequest): EnrolmentReply
}

/** No letters and digits that are mistaken for one another; 31 of them. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codeLength = 16

export function drawEnrolmentCode(random: (length: number) => Uint8Array): string {
  let code = ''
  while (code.length < codeLength) {
    for (const byte of random(32)) {
      if (byte < 248 && code.length < codeLength) code += alphabet[byte % 31]
    }
  }
  return code
}

/** @param file where the present code stands; a code found there stays good if it is unused */
export function openEnrolmentOffice(context: EnrolmentContext, file: string): EnrolmentOffice {
  const { store, clock, random } = context
  const issue = (): string => {
    const code = drawEnrolmentCode(random)
    store.transaction(() => {
      store.enrolmentCodes.withdrawUnused()
      store.enrolmentCodes.add(enrolmentCodeDigest(code), clock.now())
    })
    writeFileSync(`${file}.new`, `${code}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return code
  }
  const kept = readCode(file)
  const isGood = kept !== null && store.enrolmentCodes.find(enrolmentCodeDigest(kept))?.use === null
  let present = kept !== null && isGood ? kept : issue()
  return {
    get code() {
      return present
    },
    reissue: () => (present = issue()),
    enrol: (request) => {
      const reply = enrolTerminal(context, request)
      if (request.enrolmentCode === present) present = issue()
      return reply
    },
  }
}

function readCode(file: string): string | null {
  try {
    return readFileSync(file, 'ascii').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
