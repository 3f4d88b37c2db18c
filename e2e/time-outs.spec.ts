/**
 * Time that really passes, and help. That every delay of every screen leads where the statechart says is proved by the walk
 * of it (e2e/model), which ends each by hand; where that should be, and after how long, by the journey's own tests.
 */
import { textsOf } from '../src/renderer/locales/texts.ts'
import { expect, expectListening, test } from './support/fixtures.ts'
import { openEntry, tapKeys } from './support/secure-entry.ts'
import type { Terminal } from './support/terminal.ts'

/** Long enough (ms) to be seen on a busy machine. */
const short = 2_000
test.use({ delays: { idle: short, warning: short, present: short, verdict: short } })

const { warning, helpScreen } = textsOf('zh-CN').visit

function question({ page }: Terminal) {
  return page.getByRole('alertdialog', { name: warning.title })
}

test('a screen that nobody touches asks whether somebody is there, and goes back to the start', async ({
  terminal,
}) => {
  const before = terminal.journal().length
  await terminal.walkTo('notice')
  await expect(question(terminal)).toBeVisible()
  await terminal.expectScreen('notice')
  await terminal.expectScreen('attract')
  await expect(question(terminal)).toBeHidden()
  const ends = terminal.events('journey.end', before).map(({ fields }) => fields['end'])
  expect(ends).toEqual(['timed-out'])
})

test('whoever answers goes on with the same check, presents it, and its verdict goes by itself', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  await question(terminal).getByRole('button', { name: warning.stay }).click()
  await expect(question(terminal)).toBeHidden()
  await terminal.expectScreen('present')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await terminal.expectScreen('pass')
  await terminal.expectScreen('attract')
  expect(terminal.events('check.init', before)).toHaveLength(1)
})

test('where is typed, the view for it asks, and a key goes on with what was typed', async ({ terminal }) => {
  await terminal.walkTo('present')
  const view = await openEntry(terminal)
  const asked = view.getByRole('alert')
  await tapKeys(view, '73')
  await expect(asked).toContainText(warning.typing)
  await expect(question(terminal)).toBeHidden()
  await tapKeys(view, '5')
  await expect(asked).toBeHidden()
  await expect(view.getByRole('status')).toContainText('3')
})

test('help disarms the device host, and leads back to another check', async ({ terminal, sandbox }) => {
  const before = terminal.journal().length
  await terminal.walkTo('present')
  const armings = await terminal.armings()
  await terminal.act({ type: 'help' })
  await terminal.expectScreen('help')
  expect(terminal.events('check.abandoned', before)).toHaveLength(1)
  await expectListening(terminal, sandbox)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await expect.poll(() => terminal.events('device.dropped', before), { timeout: 10_000 }).toHaveLength(1)
  await terminal.expectScreen('help')
  await terminal.page.getByRole('button', { name: helpScreen.over }).click()
  await terminal.armed(armings)
  await terminal.expectScreen('present')
  expect(terminal.events('check.init', before)).toHaveLength(2)
  expect(terminal.events('check.complete', before)).toHaveLength(0)
})
