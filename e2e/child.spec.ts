import { zhCN } from '../src/renderer/locales/zh-CN.ts'
import type { PresentedMethod, Turn } from '../src/shared/journey-view.ts'
import type { Subject } from '../src/shared/check.ts'
import { expect, test } from './support/fixtures.ts'
import { expectScreen } from './support/screens.ts'
import type { Terminal } from './support/terminal.ts'

/** From the start to where a guardian presents, every consent included. */
async function walkToGuardian(terminal: Terminal, method: PresentedMethod): Promise<void> {
  await terminal.walkTo('subject')
  const before = await terminal.armings()
  await terminal.act({ type: 'choose-subject', subject: 'child' })
  await terminal.expectScreen('guardian-consent')
  expect(await terminal.armings()).toBe(before)
  await terminal.act({ type: 'agree', to: 'guardian' })
  await terminal.act({ type: 'choose-method', method })
  if (method !== 'network-identity') await terminal.act({ type: 'agree', to: 'document' })
  await expectTurn(terminal, method, 'guardian')
  await terminal.armed(before)
  await terminal.expectStage('ready')
}

function expectTurn({ page }: Terminal, method: PresentedMethod, turn: Turn): Promise<void> {
  return expectScreen(page, 'present', { method, turn })
}

function subjectsOf(terminal: Terminal, before: number): unknown[] {
  return terminal.events('journey.subject', before).map(({ fields }) => fields['subject'])
}

test('guardian and child lay down their cards one after the other, and pass as one check', async ({
  terminal,
  sandbox: { bench },
}) => {
  const before = terminal.journal().length
  await walkToGuardian(terminal, 'identity-card')
  await bench.layCard('test-1')
  await expectTurn(terminal, 'identity-card', 'child')
  await bench.liftCard()
  await terminal.expectStage('ready')
  await bench.layCard('permanent-2023')
  await terminal.expectScreen('pass')
  expect(subjectsOf(terminal, before)).toEqual(['child'])
  expect(terminal.events('journey.guardian-consent', before)).toHaveLength(1)
  expect(terminal.events('check.init', before)).toHaveLength(1)
  expect(terminal.events('check.complete', before)).toMatchObject([
    { fields: { evidence: 'resident-card', verdict: 'pass' } },
  ])
})

test('the guardian’s card that still lies there is not the child’s', async ({
  terminal,
  sandbox: { bench },
}) => {
  await walkToGuardian(terminal, 'identity-card')
  await bench.layCard('test-1')
  await expectTurn(terminal, 'identity-card', 'child')
  await terminal.expectStage('take-away-first')
  await expect(terminal.page.locator('.stage')).toContainText(zhCN.presentForChild.takeAwayFirst.title)
  await bench.liftCard()
  await bench.layCard('permanent-2017')
  await terminal.expectScreen('pass')
})

test('somebody else than the guardian does not do', async ({ terminal, sandbox: { bench } }) => {
  await walkToGuardian(terminal, 'identity-card')
  await bench.layCard('test-2')
  await expectTurn(terminal, 'identity-card', 'child')
  await bench.liftCard()
  await bench.layCard('test-3')
  await terminal.expectScreen('fail')
  await terminal.act({ type: 'retry' })
  await expectTurn(terminal, 'identity-card', 'guardian')
})

test('the guardian’s code shown once more is told from the child’s, and two of strangers fail', async ({
  terminal,
  sandbox,
}) => {
  const { bench } = sandbox
  const before = terminal.journal().length
  await walkToGuardian(terminal, 'network-identity')
  const guardians = await sandbox.newCode()
  await bench.scan({ text: guardians })
  await expectTurn(terminal, 'network-identity', 'child')
  await terminal.expectStage('ready')
  await bench.scan({ text: guardians })
  await terminal.expectStage('shown-before')
  expect(terminal.events('check.complete', before)).toEqual([])
  await bench.scan({ text: await sandbox.newCode('test-2') })
  await terminal.expectScreen('fail')
})

test('the child’s turn is left like any other, and nothing is asked of the platform', async ({
  terminal,
  sandbox,
}) => {
  const before = terminal.journal().length
  await walkToGuardian(terminal, 'network-identity')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await expectTurn(terminal, 'network-identity', 'child')
  await terminal.act({ type: 'back' })
  await terminal.expectScreen('method')
  expect(terminal.events('check.abandoned', before)).toHaveLength(1)
  expect(terminal.events('check.complete', before)).toEqual([])
})

const alone: readonly Subject[] = ['self', 'supervised']
for (const subject of alone) {
  test(`whoever says ${subject} presents once`, async ({ terminal, sandbox }) => {
    const before = terminal.journal().length
    await terminal.walkTo('subject')
    const armings = await terminal.armings()
    await terminal.act({ type: 'choose-subject', subject })
    await terminal.act({ type: 'choose-method', method: 'network-identity' })
    await terminal.armed(armings)
    await sandbox.bench.scan({ text: await sandbox.newCode() })
    await terminal.expectScreen('pass')
    expect(subjectsOf(terminal, before)).toEqual([subject])
  })
}
