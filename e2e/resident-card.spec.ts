import type { CardId } from '../sandbox/bench/card-ids.ts'
import { expect, test } from './support/fixtures.ts'

/** Reading a card takes about two seconds, and taking one away first some more. */
const reading = 15_000

test.describe('a card laid on the reader', () => {
  const verdicts: readonly (readonly [CardId, 'pass' | 'fail', string])[] = [
    ['test-1', 'pass', '居民身份证'],
    ['hong-kong', 'pass', '港澳台居民居住证'],
    ['permanent-2017', 'pass', '外国人永久居留身份证 of 2017'],
    ['permanent-2023', 'pass', '外国人永久居留身份证 of 2023'],
    ['expired', 'fail', 'expired card'],
    ['lost', 'fail', 'card that was reported lost'],
  ]
  for (const [card, verdict, name] of verdicts) {
    test(`${name}: ${verdict}`, async ({ terminal, sandbox }) => {
      const before = terminal.journal().length
      await terminal.walkToCard()
      await sandbox.bench.layCard(card)
      await terminal.expectScreen(verdict, reading)
      expect(terminal.events('check.init', before)).toMatchObject([{ fields: { authMode: 'D01' } }])
      expect(terminal.events('check.complete', before)).toMatchObject([{ fields: { verdict } }])
      expect(terminal.events('journey.document-consent', before)).toHaveLength(1)
    })
  }

  test('says that it is being read as soon as it lies there', async ({ terminal, sandbox }) => {
    await terminal.walkToCard()
    await sandbox.bench.layCard('test-2')
    await terminal.expectStage('reading')
    await terminal.expectScreen('pass', reading)
  })
})

test('a card lifted while it is read is asked for again, and then passes', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  await terminal.walkToCard()
  await sandbox.bench.setReaderFaults({ liftedWhileRead: true })
  await sandbox.bench.layCard('test-1')
  await terminal.expectStage('read-again', reading)
  expect(terminal.events('check.rejected', before)).toMatchObject([{ fields: { reason: 'card-moved' } }])
  await sandbox.bench.setReaderFaults({})
  await sandbox.bench.liftCard()
  await sandbox.bench.layCard('test-1')
  await terminal.expectScreen('pass', reading)
  expect(terminal.events('check.init', before)).toHaveLength(1)
})

test('a card whose text is damaged is not sent anywhere; another one passes', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  await terminal.walkToCard()
  await sandbox.bench.layCard('corrupted')
  await terminal.expectStage('card-unusable', reading)
  expect(terminal.events('check.rejected', before)).toMatchObject([{ fields: { reason: 'text-invalid' } }])
  expect(terminal.events('check.complete', before)).toEqual([])
  await sandbox.bench.liftCard()
  await sandbox.bench.layCard('test-2')
  await terminal.expectScreen('pass', reading)
})

test('a reader that is unplugged is said to be away, and is found again', async ({ terminal, sandbox }) => {
  await terminal.walkToCard()
  await sandbox.bench.unplugReader()
  await terminal.expectStage('absent')
  await sandbox.bench.plugReader()
  await terminal.expectStage('ready', reading)
  await sandbox.bench.layCard('test-3')
  await terminal.expectScreen('pass', reading)
})

test('a code scanned while a card is waited for is dropped, and the card passes', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  await terminal.walkToCard()
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await expect.poll(() => terminal.events('device.dropped', before)).toHaveLength(1)
  await terminal.expectStage('ready')
  await sandbox.bench.layCard('test-1')
  await terminal.expectScreen('pass', reading)
})

test('a card that lies there while nobody agreed to it is not read', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  await sandbox.bench.layCard('test-1')
  await terminal.walkTo('method')
  await terminal.act({ type: 'choose-method', method: 'identity-card' })
  await terminal.expectScreen('document-notice')
  const { reader } = await sandbox.bench.state()
  expect(reader.asked).not.toContain('read')
  expect(terminal.events('check.init', before)).toEqual([])
})
