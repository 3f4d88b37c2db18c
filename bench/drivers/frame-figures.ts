import { fakeClock } from '../../drivers/clock.fake.ts'
import { readMrz } from '../../drivers/emrtd/mrz.ts'
import { samFrameReader } from '../../drivers/resident-card/frame.ts'
import type { CodeReception } from '../../drivers/scanner/code-assembler.ts'
import type { DeviceListener } from '../../drivers/scanner/device-transport.ts'
import { hidScanner } from '../../drivers/scanner/hid-scanner.ts'
import { typed } from '../../drivers/scanner/key-reports.fake.ts'
import { someMaker, walletCode, writeReports } from '../../drivers/scanner/reports.fake.ts'
import { serialScanner } from '../../drivers/scanner/serial-scanner.ts'
import { wedgeScanner } from '../../drivers/scanner/wedge-scanner.ts'
import { takenMessage } from '../../drivers/trusted-qr/example-module.fake.ts'
import { trustedModule } from '../../drivers/trusted-qr/trusted-module.ts'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { type Figure, median } from '../measure/figures.ts'

/** So long (ms) each side is run, so often in turn. */
const slice = 100
const rounds = 11

const mebibyte = 1024 * 1024

/** The sample of ICAO 9303-4. */
const passportZone =
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'
/** So long (ms) a wedge is silent after a code that ends with no key. */
const wedgeSilence = 40

/** Takes these chunks once. */
type Take = (chunks: readonly Uint8Array[]) => void

/** Octets per second: the chunks are taken again and again for a slice of time. */
function speed(chunks: readonly Uint8Array[], take: Take): number {
  const octets = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const began = performance.now()
  let taken = 0
  let passed = 0
  while (passed < slice) {
    for (let time = 0; time < 100; time++) take(chunks)
    taken += octets * 100
    passed = performance.now() - began
  }
  return (taken / passed) * 1000
}

/** Both in turn, so that whatever else the machine does meets both alike. */
function compare(what: string, chunks: readonly Uint8Array[], ours: Take, floor: Take): Figure {
  const speeds = { ours: [] as number[], floor: [] as number[] }
  speed(chunks, ours)
  speed(chunks, floor)
  for (let round = 0; round < rounds; round++) {
    speeds.ours.push(speed(chunks, ours))
    speeds.floor.push(speed(chunks, floor))
  }
  const text = (octets: number) => (octets / mebibyte).toFixed(0)
  return {
    what: `${what} (MiB/s)`,
    ours: text(median(speeds.ours)),
    floor: text(median(speeds.floor)),
    ratio: median(speeds.floor) / median(speeds.ours),
    bar: 'none',
  }
}

/** A plain copy of the same octets, chunk by chunk. */
function copying(longest: number): Take {
  const buffer = new Uint8Array(longest)
  return (chunks) => {
    let at = 0
    for (const chunk of chunks) {
      if (at + chunk.length > longest) at = 0
      buffer.set(chunk, at)
      at += chunk.length
    }
  }
}

/** A driver zeroes what it is given: each chunk comes in a buffer of its own, as it does from a device. */
function feeding(listener: DeviceListener): Take {
  return (chunks) => {
    for (const chunk of chunks) listener.onReport(chunk.slice())
  }
}

/** What a driver is given is made, and copied once: as little as anybody could do with it. */
function copyingFresh(longest: number): Take {
  const copy = copying(longest)
  return (chunks) => {
    copy(chunks.map((chunk) => chunk.slice()))
  }
}

/** Takes every code, and counts it, so that it is seen that there were some. */
function taking(): { readonly begin: () => CodeReception; readonly count: () => number } {
  let codes = 0
  return {
    begin: () => ({
      keeps: true,
      end: ({ type }) => {
        if (type === 'code') codes++
      },
    }),
    count: () => codes,
  }
}

function cut(octets: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(octets.length / size) }, (_, index) =>
    octets.slice(index * size, (index + 1) * size),
  )
}

/** The answer of a SAM that read a card: 1,295 octets. */
function cardAnswer(): Uint8Array {
  const clock = fakeClock()
  let last = new Uint8Array(0)
  const sam = virtualSam({ clock, send: (octets) => (last = Uint8Array.from(octets)) })
  const [card] = inventedCards()
  if (!card) throw new TypeError('no card')
  sam.lay(card)
  for (const command of ['200122', '200221', '300132']) {
    sam.receive(Uint8Array.from(Buffer.from(`aaaaaa96690003${command}`, 'hex')))
    clock.pass(5_000)
  }
  return last
}

function samFigure(): Figure {
  const answer = cardAnswer()
  const reader = samFrameReader()
  let answers = 0
  const figure = compare(
    `SAM frames of ${answer.length} octets in packets of 64`,
    cut(answer, 64),
    (chunks) => {
      for (const chunk of chunks) {
        reader.push(chunk, ({ type }) => {
          if (type === 'answer') answers++
        })
      }
    },
    copying(answer.length),
  )
  if (answers === 0) throw new TypeError('no frame was read')
  return figure
}

/** The zone of a passport, as a scanner that reads print gives it. */
function zoneFigure(): Figure {
  const zone = Uint8Array.from(Buffer.from(passportZone, 'latin1'))
  let zones = 0
  const figure = compare(
    `machine readable zones of ${zone.length} octets`,
    [zone],
    (chunks) => {
      for (const chunk of chunks) {
        const read = readMrz(chunk)
        if (read.type === 'refused') continue
        read.information.fill(0)
        zones++
      }
    },
    copying(zone.length),
  )
  if (zones === 0) throw new TypeError('no zone was read')
  return figure
}

function codeFigure(
  what: string,
  chunks: readonly Uint8Array[],
  listenerOf: (begin: () => CodeReception) => DeviceListener,
): Figure {
  const { begin, count } = taking()
  const figure = compare(what, chunks, feeding(listenerOf(begin)), copyingFresh(4_096))
  if (count() === 0) throw new TypeError('no code was read')
  return figure
}

/** The drivers whose work is to put octets together. */
export function frameFigures(take: (figure: Figure) => void): void {
  const clock = fakeClock()
  const longCode = new Uint8Array(2_953).fill(0x41)
  const scanner = { path: '', vendorId: someMaker, productId: 1 }
  take(samFigure())
  take(
    codeFigure('HID POS reports of a wallet code', writeReports('a', walletCode()), (begin) =>
      hidScanner(scanner, clock, begin),
    ),
  )
  take(
    codeFigure('HID POS reports of the longest QR code', writeReports('a', longCode), (begin) =>
      hidScanner(scanner, clock, begin),
    ),
  )
  const line = Uint8Array.from(Buffer.from(`${walletCode()}\r`, 'latin1'))
  take(
    codeFigure('serial octets of a wallet code', cut(line, 16), (begin) => serialScanner('cr', clock, begin)),
  )
  take(
    codeFigure('key reports of a wedge, one wallet code', typed(`${walletCode()}\r`), (begin) =>
      wedgeScanner(wedgeSilence, clock, begin),
    ),
  )
  take(zoneFigure())
  take(
    codeFigure(
      'messages of a trusted module, 300 octets',
      cut(takenMessage(new Uint8Array(300)), 64),
      (begin) => trustedModule('example', 'serial', clock, begin),
    ),
  )
}
