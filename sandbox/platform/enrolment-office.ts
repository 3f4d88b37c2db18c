import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type EnrolmentReply, type EnrolmentRequest } from '../../src/shared/wire.ts'
import { type EnrolmentContext, enrolmentCodeDigest, enrolTerminal } from './enrolment.ts'

/**
 * Hands out enrolment codes by a file that its owner alone can read: one at a time. When a terminal has used the code,
 * the next one takes its place, so that another terminal can be started at any time.
 */
export interface EnrolmentOffice {
  /** The code that the next terminal enrols with. */
  readonly code: string
  /** Makes the present code void and hands out another. */
  reissue(): string
  /** Codes beside the present one, for whoever sets several terminals up. Each is good until a terminal has used it. */
  issue(count: number): readonly string[]
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
  /** @param before the code in whose place it is */
  const replace = (before: string | null): string => {
    const code = drawEnrolmentCode(random)
    store.transaction(() => {
      if (before !== null) store.enrolmentCodes.withdraw(enrolmentCodeDigest(before))
      store.enrolmentCodes.add(enrolmentCodeDigest(code), clock.now())
    })
    writeFileSync(`${file}.new`, `${code}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return code
  }
  const kept = readCode(file)
  const isGood = kept !== null && store.enrolmentCodes.find(enrolmentCodeDigest(kept))?.use === null
  let present = kept !== null && isGood ? kept : replace(kept)
  return {
    get code() {
      return present
    },
    reissue: () => (present = replace(present)),
    issue: (count) => {
      const codes = Array.from({ length: count }, () => drawEnrolmentCode(random))
      store.transaction(() => {
        for (const code of codes) store.enrolmentCodes.add(enrolmentCodeDigest(code), clock.now())
      })
      return codes
    },
    enrol: (request) => {
      const reply = enrolTerminal(context, request)
      if (request.enrolmentCode === present) present = replace(present)
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
