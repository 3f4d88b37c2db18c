import { expect, test } from './support/fixtures.ts'
import { expectScreen } from './support/screens.ts'

/** Long enough (ms) to be seen on a busy machine. */
const short = 2_000
test.use({
  delays: {
    idle: short,
    present: 3 * short,
    verdict: short,
    notPassed: short,
    reading: 500,
    hint: short,
  },
})

test('every screen goes back to the start by itself when nobody touches it', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  for (const screen of ['service', 'notice', 'method', 'present'] as const) {
    await terminal.walkTo(screen)
    await terminal.expectScreen('attract')
  }
  const ends = terminal.events('journey.end', before).map(({ fields }) => fields['end'])
  expect(ends).toEqual(['timed-out', 'timed-out', 'timed-out', 'timed-out'])

  const used = await sandbox.newCode()
  for (const end of ['pass', 'fail'] as const) {
    await terminal.walkTo('present')
    await sandbox.bench.scan({ text: used })
    await terminal.expectScreen(end)
    await terminal.expectScreen('attract')
  }
  await terminal.walkTo('method')
  await terminal.act({ type: 'choose-method', method: 'window' })
  await terminal.expectScreen('window')
  await terminal.expectScreen('attract')
})

test('a language that was left behind at the start screen goes back to the first', async ({ terminal }) => {
  await terminal.act({ type: 'set-language', language: 'en' })
  await expectScreen(terminal.page, 'attract', { language: 'en' })
  await expectScreen(terminal.page, 'attract')
})

test('a touch keeps a screen that is being read', async ({ terminal }) => {
  await terminal.walkTo('notice')
  const began = performance.now()
  while (performance.now() - began < 2 * short) {
    await terminal.act({ type: 'activity' })
    await terminal.expectScreen('notice')
  }
  await terminal.expectScreen('attract')
})

test('a code that stops in the middle asks to be shown again', async ({ terminal, sandbox }) => {
  await terminal.walkTo('present')
  await sandbox.bench.scanPart({ text: await sandbox.newCode(), reports: 1 })
  await terminal.expectStage('read-again')
  await terminal.expectStage('ready')
})
