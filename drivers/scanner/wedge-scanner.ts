import type { Clock } from '../clock.ts'
import { codeAssembler, type CodeReception } from './code-assembler.ts'
import type { DeviceListener } from './device-transport.ts'
import { enter, tab } from './key-map.ts'
import { keyReports } from './key-map-report.ts'

const firstPrintable = 0x20
const lastPrintable = 0x7e

const nothing = new Uint8Array(0)

/**
 * What the key reports of a scanner that poses as a keyboard mean: reports in, codes out. A code ends with Enter or
 * Tab, or when nothing was typed for a while. It is printable ASCII; any other key, and a key that got lost, makes
 * it no code at all, and nothing that was typed up to its end is handed on. Every report is zeroed before the call
 * returns.
 * @param silence ms
 */
export function wedgeScanner(silence: number, clock: Clock, begin: () => CodeReception): DeviceListener {
  const assembler = codeAssembler(clock, begin)
  const keys = keyReports()
  const character = new Uint8Array(1)
  let stopWaiting: () => void = () => undefined

  const end = () => {
    stopWaiting()
    if (assembler.inCode) assembler.add({ symbology: 'unknown', data: nothing, continued: false })
  }

  const waitForMore = () => {
    stopWaiting()
    if (assembler.inCode) stopWaiting = clock.after(silence, end)
  }

  const spoil = () => {
    assembler.add({ symbology: 'other', data: nothing, continued: true })
    waitForMore()
  }

  const press = (octet: number | null) => {
    if (octet === enter || octet === tab) {
      end()
      return
    }
    if (octet === null || octet < firstPrintable || octet > lastPrintable) {
      spoil()
      return
    }
    character[0] = octet
    assembler.add({ symbology: 'unknown', data: character, continued: true })
    waitForMore()
  }

  return {
    onReport: (report) => {
      try {
        const reading = keys.read(report, press)
        if (reading === 'keys-lost' && assembler.inCode) spoil()
        if (reading === 'refused') {
          assembler.spoil()
          waitForMore()
        }
      } finally {
        character.fill(0)
        report.fill(0)
      }
    },
    onGone: () => {
      stopWaiting()
      keys.forget()
      assembler.gone()
    },
  }
}
