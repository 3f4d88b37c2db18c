import { fakeClock, type FakeClock } from '../../../drivers/clock.fake.ts'
import {
  type CodeReception,
  continuationSilence,
  longestCode,
} from '../../../drivers/scanner/code-assembler.ts'
import type { DeviceListener } from '../../../drivers/scanner/device-transport.ts'
import { hidScanner } from '../../../drivers/scanner/hid-scanner.ts'
import { typed, typedWithRollover } from '../../../drivers/scanner/key-reports.fake.ts'
import {
  newland,
  someMaker,
  walletCode,
  writeReport,
  writeReports,
} from '../../../drivers/scanner/reports.fake.ts'
import { serialScanner } from '../../../drivers/scanner/serial-scanner.ts'
import { wedgeScanner } from '../../../drivers/scanner/wedge-scanner.ts'
import {
  refusedMessage,
  strangeMessage,
  takenMessage,
} from '../../../drivers/trusted-qr/example-module.fake.ts'
import { trustedModule } from '../../../drivers/trusted-qr/trusted-module.ts'
import { concatBytes } from '../../../src/shared/gm/bytes.ts'
import { type FuzzTarget, mustHold } from '../target.ts'

const silence = 40
const keyReportLength = 8
/** One input in so many is followed by silence, and one in so many by a cable that is pulled. */
const silent = 16
const pulled = 1_024

/** Takes every code, or none. */
function reception(keeps: boolean): () => CodeReception {
  return () => ({
    keeps,
    end: (outcome) => {
      if (outcome.type === 'code')
        mustHold(outcome.bytes.length <= longestCode, 'no code is longer than allowed')
    },
  })
}

/** Feeds the scanners in turn, lets time pass, pulls their cables, and sees that nothing stays in what they were given. */
function feed(
  scanners: readonly DeviceListener[],
  clock: FakeClock,
): (inputs: readonly Uint8Array[]) => void {
  let count = 0
  return (inputs) => {
    count += 1
    const scanner = scanners[count % scanners.length]
    for (const input of inputs) {
      scanner?.onReport(input)
      mustHold(
        input.every((octet) => octet === 0),
        'what came is zeroed',
      )
    }
    if (count % silent === 0) clock.pass(continuationSilence)
    if (count % pulled === 0) scanner?.onGone()
    mustHold(clock.pending <= scanners.length * 2, 'no timer is left behind')
  }
}

export function hidReports(): FuzzTarget {
  const clock = fakeClock()
  const give = feed(
    [someMaker, newland].flatMap((vendorId) =>
      [true, false].map((keeps) => hidScanner({ path: '', vendorId, productId: 1 }, clock, reception(keeps))),
    ),
    clock,
  )
  const layouts = ['a', 'a-shifted', 'b', 'c'] as const
  return {
    name: 'HID POS reports',
    samples: [
      ...layouts.flatMap((layout) => writeReports(layout, walletCode())),
      writeReport('a', { data: 'x'.repeat(56), continued: true }),
      writeReport('a', { data: '6901234567892', aim: ']E0' }),
    ],
    take: (input) => {
      give([input])
    },
  }
}

export function serialBytes(): FuzzTarget {
  const clock = fakeClock()
  const ends = ['cr', 'lf', 'crlf', { silence }] as const
  const give = feed(
    ends.map((end) => serialScanner(end, clock, reception(true))),
    clock,
  )
  return {
    name: 'serial bytes',
    samples: ['\r', '\n', '\r\n', '', '\r\n\r\n'].map((end) =>
      Uint8Array.from(Buffer.from(`${walletCode()}${end}`, 'latin1')),
    ),
    take: (input) => {
      give([input])
    },
  }
}

export function wedgeReports(): FuzzTarget {
  const clock = fakeClock()
  const give = feed(
    [true, false].map((keeps) => wedgeScanner(silence, clock, reception(keeps))),
    clock,
  )
  return {
    name: 'wedge reports',
    samples: [
      concatBytes(...typed('WZ1aA9-_\r')),
      concatBytes(...typedWithRollover('WZ1aA9-_\t')),
      concatBytes(...typed("nihao'shijie 1\r")),
      new Uint8Array(keyReportLength).fill(1),
    ],
    longest: 64 * keyReportLength,
    take: (input) => {
      const reports: Uint8Array[] = []
      for (let at = 0; at < input.length; at += keyReportLength)
        reports.push(input.slice(at, at + keyReportLength))
      give(reports)
    },
  }
}

export function moduleOctets(): FuzzTarget {
  const clock = fakeClock()
  const give = feed(
    [true, false].map((keeps) => trustedModule('example', 'serial', clock, reception(keeps))),
    clock,
  )
  return {
    name: 'trusted modules',
    samples: [takenMessage(new Uint8Array(300).fill(7)), refusedMessage(), strangeMessage()],
    take: (input) => {
      give([input])
    },
  }
}
