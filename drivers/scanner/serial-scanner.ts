import type { SerialEnd } from '../../src/shared/scanner-config.ts'
import type { Clock } from '../clock.ts'
import { codeAssembler, type CodeReception } from './code-assembler.ts'
import type { DeviceListener } from './device-transport.ts'

const cr = 0x0d
const lf = 0x0a

const nothing = new Uint8Array(0)
const carriageReturn = Uint8Array.of(cr)
const lineFeed = Uint8Array.of(lf)
const both = Uint8Array.of(cr, lf)

function isBreak(octet: number | undefined): boolean {
  return octet === cr || octet === lf
}

/**
 * What the bytes of a serial scanner mean: bytes in, cut anywhere, codes out. Everything is zeroed before the call
 * returns.
 *
 * | end | a code ends with | not part of it |
 * |---|---|---|
 * | `cr` | CR | |
 * | `lf` | LF | a CR right before |
 * | `crlf` | CR LF | |
 * | silence | so many ms without a byte | a last CR, LF or CR LF |
 *
 * Line breaks before a code are not part of it either, so that empty lines are none, and a scanner that sends one
 * break more than it was said to is understood. A line that breaks off without its end is incomplete.
 */
export function serialScanner(end: SerialEnd, clock: Clock, begin: () => CodeReception): DeviceListener {
  const assembler = codeAssembler(clock, begin)
  const silence = typeof end === 'object' ? end.silence : null
  /** A break of which only what follows can tell whether it stands within the code: one of the constants. */
  let held: Uint8Array = nothing
  let stopWaiting: () => void = () => undefined

  const add = (data: Uint8Array) => {
    assembler.add({ symbology: 'unknown', data, continued: true })
  }

  const finish = () => {
    held = nothing
    assembler.add({ symbology: 'unknown', data: nothing, continued: false })
  }

  const hold = (next: Uint8Array) => {
    if (held.length > 0) add(held)
    held = next
  }

  const takeReturn = () => {
    if (end === 'cr') finish()
    else hold(carriageReturn)
  }

  const takeFeed = () => {
    switch (end) {
      case 'cr':
        add(lineFeed)
        return
      case 'lf':
        finish()
        return
      case 'crlf':
        if (held === carriageReturn) finish()
        else add(lineFeed)
        return
      default:
        if (held === carriageReturn) held = both
        else hold(lineFeed)
    }
  }

  const take = (bytes: Uint8Array) => {
    let at = 0
    while (at < bytes.length) {
      const octet = bytes[at]
      if (isBreak(octet)) {
        at += 1
        if (!assembler.inCode) continue
        if (octet === cr) takeReturn()
        else takeFeed()
        continue
      }
      const from = at
      while (at < bytes.length && !isBreak(bytes[at])) at += 1
      // What was held when a line broke off belongs to nothing any more.
      if (!assembler.inCode) held = nothing
      hold(nothing)
      add(bytes.subarray(from, at))
    }
  }

  return {
    onReport: (bytes) => {
      try {
        stopWaiting()
        take(bytes)
        if (silence !== null && assembler.inCode) stopWaiting = clock.after(silence, finish)
      } finally {
        bytes.fill(0)
      }
    },
    onGone: () => {
      stopWaiting()
      held = nothing
      assembler.gone()
    },
  }
}
