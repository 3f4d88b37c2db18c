import { toHex } from '../../src/shared/gm/bytes.ts'
import { systemClock } from '../clock.ts'
import { hex } from './bytes.fake.ts'
import { type Link, openLink } from './link.ts'

export interface ScriptedChip {
  readonly link: Link
  /** Command and answer pairs that have not been asked for yet. */
  readonly left: readonly (readonly [string, string])[]
}

/** A chip that gives the written answers to exactly the written commands, in this order. Hexadecimal. */
export function scriptedChip(...script: readonly (readonly [string, string])[]): ScriptedChip {
  const left = [...script]
  const transmit = async (command: Uint8Array) => {
    const [expected, answer] = left.shift() ?? ['', '6f00']
    const isExpected = toHex(command) === toHex(hex(expected))
    if (!isExpected) throw new TypeError(`${toHex(command)} instead of ${expected}`)
    return hex(answer)
  }
  const limits = { answer: 60_000, deadline: Number.POSITIVE_INFINITY }
  return { link: openLink(transmit, systemClock, limits, undefined), left }
}
