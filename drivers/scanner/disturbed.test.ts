import { expect, test } from 'vitest'
import { isWalletCode } from '../../src/shared/wallet-code.ts'
import { seededFractions } from '../../sandbox/bench/chips/random.fake.ts'
import { inputReports, type Layout, layouts } from '../../sandbox/bench/hid-reports.ts'
import { withStrays } from '../../sandbox/bench/scanner-faults.ts'
import { fakeClock } from '../clock.fake.ts'
import { continuationSilence } from './code-assembler.ts'
import { hidScanner } from './hid-scanner.ts'
import { receive } from './received.fake.ts'
import { newland, someMaker, walletCode } from './reports.fake.ts'

/** Codes through the bench's disturbed scanner: built apart from the driver that reads them. */

function scanDisturbed(layout: Layout, noise: number) {
  const clock = fakeClock()
  const random = seededFractions(layouts.indexOf(layout) + 1)
  const vendorId = layout === 'B' ? newland : someMaker
  const { begin, outcomes } = receive()
  const scanner = hidScanner({ path: 'one', vendorId, productId: 1 }, clock, begin)
  const code = walletCode()
  let right = 0
  for (let scan = 0; scan < 300; scan++) {
    const before = outcomes.length
    const reports = inputReports(layout, Buffer.from(code))
    for (const report of withStrays(reports, { slowness: 0, noise }, random)) scanner.onReport(report)
    clock.pass(continuationSilence)
    const given = outcomes.slice(before)
    // However it was disturbed, something was said, and nothing is waited for.
    expect(given.length).toBeGreaterThan(0)
    expect(clock.pending).toBe(0)
    expect(
      given.filter((outcome) => isWalletCode(Buffer.from(outcome, 'latin1')) && outcome !== code),
    ).toEqual([])
    if (given.includes(code)) right += 1
  }
  // And the next code of a scanner that is quiet again is read.
  for (const report of inputReports(layout, Buffer.from(code))) scanner.onReport(report)
  return { right, last: outcomes.at(-1) === code }
}

test.each(layouts)('layout %s: stray reports spoil a code or not, and never make another of it', (layout) => {
  const some = scanDisturbed(layout, 0.4)
  expect(some.right).toBeGreaterThan(30)
  expect(some.last).toBe(true)
  expect(scanDisturbed(layout, 1).last).toBe(true)
})
