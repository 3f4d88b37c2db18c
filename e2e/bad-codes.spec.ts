import { randomBytes } from 'node:crypto'
import { walletCodeLength, walletCodePrefix } from '../src/shared/wallet-code.ts'
import { expect, test } from './support/fixtures.ts'
import { reasonsOf } from './support/journal.ts'

/** A report of 64 octets that begins as layout A's do. */
function report(...head: number[]): Uint8Array {
  const bytes = new Uint8Array(64)
  bytes.set(head)
  return bytes
}

/** What looks like a 网证 code, but for its prefix or this many characters. */
function codeOf(prefix: string, more: number): Uint8Array {
  return Buffer.from(prefix.padEnd(walletCodeLength + more, 'A'))
}

const codes: Readonly<Record<string, Uint8Array>> = {
  'a web address': Buffer.from('https://example.com/pay?id=990000'),
  'a 网证 code that is one character short': codeOf(walletCodePrefix, -1),
  'a 网证 code that is one character long': codeOf(walletCodePrefix, 1),
  'a 网证 code of another version': Buffer.from(`WZ2:${'A'.repeat(56)}`),
  'Chinese text': Buffer.from('测试一二三'),
  'all 256 octets': Uint8Array.from({ length: 256 }, (_, index) => index),
  'random octets': randomBytes(100),
  'an empty code': new Uint8Array(0),
  '10 KiB': Buffer.alloc(10 * 1024, 'x'),
}

const reports: Readonly<Record<string, Uint8Array>> = {
  'with an unknown id': report(0x7f, 20, 0x5d, 0x51, 0x31),
  'that says it holds more than it can': report(0x02, 255, 0x5d, 0x51, 0x31),
  'without a layout that is known': report(0x02, 20, 1, 2, 3),
  'that is cut short': report(0x02, 20, 0x5d, 0x51, 0x31).slice(0, 9),
}

for (const [name, bytes] of Object.entries(codes)) {
  test(`${name} is not a 网证 code; the journey stays, and a good code passes`, async ({
    terminal,
    sandbox,
  }) => {
    const before = terminal.journal().length
    await terminal.walkTo('present')
    await sandbox.bench.scan({ base64: Buffer.from(bytes).toString('base64') })
    await terminal.expectStage('not-a-code')
    expect(terminal.events('check.rejected', before).length).toBeGreaterThan(0)
    await sandbox.bench.scan({ text: await sandbox.newCode() })
    await terminal.expectScreen('pass')
    expect(terminal.events('check.init', before)).toHaveLength(1)
  })
}

for (const [name, bytes] of Object.entries(reports)) {
  test(`a report ${name} is refused; the journey stays, and a good code passes`, async ({
    terminal,
    sandbox,
  }) => {
    const before = terminal.journal().length
    await terminal.walkTo('present')
    await sandbox.bench.report(bytes)
    await terminal.expectStage('not-a-code')
    const reasons = reasonsOf(terminal.events('check.rejected', before))
    expect(reasons).toEqual(['malformed-report'])
    await sandbox.bench.scan({ text: await sandbox.newCode() })
    await terminal.expectScreen('pass')
  })
}

test('a 10 KiB code is told from a foreign one in the journal, and nowhere else', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  await sandbox.bench.scan({ text: 'x'.repeat(10 * 1024) })
  await terminal.expectStage('not-a-code')
  const reasons = reasonsOf(terminal.events('check.rejected', before))
  expect(reasons).toEqual(['too-long'])
})

test('a scanner unplugged in mid-code asks for the code again when it is back', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  const text = await sandbox.newCode()
  await terminal.walkTo('present')
  await sandbox.bench.scanPart({ text, reports: 1 })
  await terminal.expectStage('reading')
  await sandbox.bench.unplug()
  await terminal.expectStage('absent')
  expect(reasonsOf(terminal.events('check.rejected', before))).toEqual(['device-gone'])
  expect(terminal.events('device.detached', before)).toHaveLength(1)

  await sandbox.bench.plug()
  await terminal.expectStage('read-again')
  await expect.poll(() => terminal.events('device.attached', before)).toHaveLength(1)
  await sandbox.bench.scan({ text })
  await terminal.expectScreen('pass')
})
