import { textsOf } from '../src/renderer/locales/texts.ts'
import { expect, test } from './support/fixtures.ts'
import { expectScreen } from './support/screens.ts'
import { expectNoEntry, openEntry, tapKeys } from './support/secure-entry.ts'
import type { Terminal } from './support/terminal.ts'

/** Long enough (ms) to be seen on a busy machine. */
const short = 2_000
test.use({
  delays: {
    idle: short,
    warning: short,
    present: 2 * short,
    help: short,
    verdict: short,
    notPassed: short,
    reading: 500,
    hint: short,
  },
})

const { warning, helpScreen } = textsOf('zh-CN').visit

function question({ page }: Terminal) {
  return page.getByRole('alertdialog', { name: warning.title })
}

test('a screen that nobody touches asks whether somebody is there, and goes back to the start', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  for (const screen of ['notice', 'present'] as const) {
    await terminal.walkTo(screen)
    await expect(question(terminal)).toBeVisible()
    await terminal.expectScreen(screen)
    await terminal.expectScreen('attract')
    await expect(question(terminal)).toBeHidden()
  }
  const ends = terminal.events('journey.end', before).map(({ fields }) => fields['end'])
  expect(ends).toEqual(['timed-out', 'timed-out'])

  const used = await sandbox.newCode()
  for (const end of ['pass', 'fail'] as const) {
    await terminal.walkTo('present')
    await sandbox.bench.scan({ text: used })
    await terminal.expectScreen(end)
    if (end === 'fail') await expect(question(terminal)).toBeVisible()
    await terminal.expectScreen('attract')
  }
  await terminal.act({ type: 'go-to-window' })
  await terminal.expectScreen('window')
  await terminal.expectScreen('attract')
})

test('whoever answers goes on with the same check, and presents it', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  for (let time = 0; time < 2; time++) {
    await question(terminal).getByRole('button', { name: warning.stay }).click()
    await expect(question(terminal)).toBeHidden()
  }
  await terminal.expectScreen('present')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectScreen('pass')
  expect(terminal.events('check.init', before)).toHaveLength(1)
})

test('where is typed, the view for it asks; a key goes on with what was typed, and silence ends it', async ({
  terminal,
}) => {
  await terminal.walkTo('present')
  const view = await openEntry(terminal)
  const asked = view.getByRole('alert')
  await tapKeys(view, '73')
  await expect(asked).toContainText(warning.typing)
  await expect(question(terminal)).toBeHidden()
  await tapKeys(view, '5')
  await expect(asked).toBeHidden()
  await expect(view.getByRole('status')).toContainText('3')
  await expectNoEntry(terminal)
  await terminal.expectScreen('attract')
})

test('help disarms, leads back to another check, and goes back to the start when nobody comes', async ({
  terminal,
}) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  const armings = await terminal.armings()
  await terminal.act({ type: 'help' })
  await terminal.expectScreen('help')
  expect(terminal.events('journey.help', before).map(({ fields }) => fields)).toEqual([{ at: 'present' }])
  expect(terminal.events('check.abandoned', before)).toHaveLength(1)
  await terminal.page.getByRole('button', { name: helpScreen.over }).click()
  await terminal.expectScreen('present')
  await terminal.armed(armings)
  expect(terminal.events('check.init', before)).toHaveLength(2)
  await terminal.act({ type: 'help' })
  await expect(question(terminal)).toBeVisible()
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
    await expect(question(terminal)).toBeHidden()
  }
  await terminal.expectScreen('attract')
})

test('a code that stops in the middle asks to be shown again', async ({ terminal, sandbox }) => {
  await terminal.walkTo('present')
  await sandbox.bench.scanPart({ text: await sandbox.newCode(), reports: 1 })
  await terminal.expectStage('read-again')
  await terminal.expectStage('ready')
})
