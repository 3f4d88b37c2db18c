import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zhCN } from '../src/renderer/locales/zh-CN.ts'
import { texts as walletTexts } from '../sandbox/wallet/page/texts/texts.ts'
import { childInCare } from './support/child.ts'
import { browserWithCamera, filmScreen } from './support/camera.ts'
import { expect, test as base } from './support/fixtures.ts'
import { phoneOf } from './support/phone.ts'
import { expectScreen } from './support/screens.ts'
import { drawnEntry, expectNoEntry, tapControl, tapKeys } from './support/secure-entry.ts'
import { startTerminal, type Terminal, longestStart } from './support/terminal.ts'
import { narrow, WalletPhone } from './support/wallet-phone.ts'
import { decodeQr, startBrowser } from './support/wallet-page.ts'

/** Long enough for every step of a test, short enough to be waited for. */
const hint = 1_500

const test = base.extend<object, { readonly seen: Terminal }>({
  /** A terminal whose screen is looked at, pixel by pixel. */
  seen: [
    async ({ sandbox }, use) => {
      const terminal = await startTerminal({ sandbox, pictures: true, delays: { hint } })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

test.beforeEach(async ({ seen, restoredSandbox: _restored }) => {
  await seen.walkTo('present')
})

const card = ({ page }: Terminal) => page.locator('[data-approval]')

function expectApproval(terminal: Terminal, state: string): Promise<void> {
  return expect(card(terminal)).toHaveAttribute('data-approval', state, { timeout: 10_000 })
}

/** What a camera reads off the terminal's screen. */
async function scanned(terminal: Terminal): Promise<string> {
  await expectApproval(terminal, 'waiting')
  const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-qr-'))
  try {
    const file = join(folder, 'code.png')
    await terminal.page.locator('.qr-code').screenshot({ path: file })
    return await decodeQr(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const otherThan = (digits: string) => (digits === '00' ? '01' : '00')

test('a phone scans the screen, approves, and its two digits lead to a pass', async ({ seen, sandbox }) => {
  const before = seen.journal().length
  const phone = phoneOf(sandbox)
  const { anchor, subject, words } = await phone.open(await scanned(seen))
  expect([subject, words]).toEqual(['self', '社会保障卡补办'])
  await expectApproval(seen, 'opened')
  await expect(card(seen)).toContainText(zhCN.present.scan.states.opened.title)
  const { digits } = await phone.approve(anchor)
  const view = await drawnEntry(seen)
  await tapKeys(view, digits)
  await tapControl(view, 'confirm')
  await seen.expectScreen('pass')
  await expectNoEntry(seen)
  expect(seen.events('check.complete', before)).toMatchObject([
    { fields: { evidence: 'phone-approval', verdict: 'pass' } },
  ])
})

test('the wallet itself, held askew before the terminal, reads its code and leads to a pass', async ({
  seen,
  sandbox,
}, testInfo) => {
  const words = walletTexts['zh-CN']
  await expectApproval(seen, 'waiting')
  const box = await seen.page.locator('.qr-code').boundingBox()
  if (!box) throw new Error('the screen shows no code')
  const picture = await seen.page.screenshot({ scale: 'css', path: testInfo.outputPath('terminal.png') })
  const film = testInfo.outputPath('terminal.mjpeg')
  const studio = await startBrowser()
  await filmScreen(await studio.newPage(), { picture, box }, film)
  await studio.close()
  const hand = await browserWithCamera(film)
  try {
    const phone = new WalletPhone(await hand.newPage({ viewport: narrow, locale: 'zh-CN' }), sandbox)
    await phone.pickUp('test-1')
    await phone.tab('scan')
    await phone.sees(words.approve.title)
    await expectApproval(seen, 'opened')
    await expect(phone.page.getByText('社会保障卡补办')).toBeVisible()
    await phone.page.screenshot({ path: testInfo.outputPath('phone.png') })
    await phone.tap(words.approve.approve)
    await phone.sees(words.approve.digitsTitle)
    const view = await drawnEntry(seen)
    await tapKeys(view, (await phone.page.locator('.two-digits').textContent()) ?? '')
    await tapControl(view, 'confirm')
    await seen.expectScreen('pass')
    await phone.sees(words.approve.pass)
  } finally {
    await hand.close()
  }
})

test('other digits than the phone shows fail, and the next try has a code of its own', async ({
  seen,
  sandbox,
}) => {
  const phone = phoneOf(sandbox)
  const code = await scanned(seen)
  const { anchor } = await phone.open(code)
  const { digits } = await phone.approve(anchor)
  const view = await drawnEntry(seen)
  await tapKeys(view, otherThan(digits))
  await tapControl(view, 'confirm')
  await seen.expectScreen('fail')
  await seen.act({ type: 'retry' })
  const next = await scanned(seen)
  expect(next).not.toBe(code)
  const again = await phone.open(next)
  expect(again.anchor).not.toBe(anchor)
})

test('declined on the phone, another code comes by itself, and with it somebody passes', async ({
  seen,
  sandbox,
}) => {
  const phone = phoneOf(sandbox)
  const first = await phone.open(await scanned(seen))
  await phone.decline(first.anchor)
  await expectApproval(seen, 'ended')
  await expect(card(seen)).toContainText(zhCN.present.scan.states.ended.text)
  const second = await phone.open(await scanned(seen))
  const { digits } = await phone.approve(second.anchor)
  const view = await drawnEntry(seen)
  await tapKeys(view, digits)
  await tapControl(view, 'confirm')
  await seen.expectScreen('pass')
})

test('declined after it was approved, the digits are not asked for any more', async ({ seen, sandbox }) => {
  const phone = phoneOf(sandbox)
  const { anchor } = await phone.open(await scanned(seen))
  await phone.approve(anchor)
  await drawnEntry(seen)
  await phone.decline(anchor)
  await expectNoEntry(seen)
  await seen.expectStage('ready')
})

test('a phone approves for the guardian; the child’s code is for the scanner, and nothing is there to scan', async ({
  seen,
  sandbox,
}) => {
  const child = await childInCare(sandbox)
  try {
    const before = seen.journal().length
    await seen.walkTo('subject')
    await seen.act({ type: 'choose-subject', subject: 'child' })
    await seen.act({ type: 'agree', to: 'guardian' })
    await seen.act({ type: 'choose-method', method: 'network-identity' })
    const phone = phoneOf(sandbox)
    const { anchor, subject } = await phone.open(await scanned(seen))
    expect(subject).toBe('child')
    const { digits } = await phone.approve(anchor)
    const view = await drawnEntry(seen)
    await tapKeys(view, digits)
    await tapControl(view, 'confirm')
    await expectScreen(seen.page, 'present', { method: 'network-identity', turn: 'child' })
    await seen.expectStage('ready')
    await expectNoEntry(seen)
    await expect(card(seen)).toHaveCount(0)
    await expect(seen.page.locator('.stage')).toContainText(zhCN.presentForChild.child.code.note)
    expect(seen.events('check.complete', before)).toEqual([])
    await sandbox.bench.scan({ text: await child.code() })
    await seen.expectScreen('pass')
  } finally {
    await child.remove()
  }
})

test('a code from an hour ago opens nothing; the one on the screen does', async ({ seen, sandbox }) => {
  const phone = phoneOf(sandbox)
  const code = await scanned(seen)
  await sandbox.bench.setClock(3_600_000)
  await expect(phone.open(code)).rejects.toThrow('approval-')
  await sandbox.bench.setClock(0)
  expect((await phone.open(await scanned(seen))).subject).toBe('self')
})

test('digits that are tapped after their minute are worth nothing', async ({ seen, sandbox }) => {
  const phone = phoneOf(sandbox)
  const { anchor } = await phone.open(await scanned(seen))
  await phone.approve(anchor)
  const view = await drawnEntry(seen)
  await sandbox.bench.setClock(61_000)
  await tapKeys(view, '12')
  await tapControl(view, 'confirm')
  await seen.expectScreen('fail')
})

test('with the scanner unplugged the screen’s code still leads to a pass', async ({ seen, sandbox }) => {
  await sandbox.bench.unplug()
  await seen.expectStage('absent')
  const phone = phoneOf(sandbox)
  const { anchor } = await phone.open(await scanned(seen))
  const { digits } = await phone.approve(anchor)
  const view = await drawnEntry(seen)
  await tapKeys(view, digits)
  await tapControl(view, 'confirm')
  await seen.expectScreen('pass')
})

test('without the platform the screen says so and goes on with the scanner', async ({ seen, sandbox }) => {
  await seen.walkTo('attract')
  const before = seen.journal().length
  await sandbox.bench.setPlatformUp(false)
  await seen.walkTo('present')
  await expectApproval(seen, 'unavailable')
  await expect(card(seen)).toContainText('另一种做法')
  expect(seen.events('approval.unavailable', before)).toMatchObject([{ fields: { reason: 'offline' } }])
  await sandbox.bench.setPlatformUp(true)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await seen.expectScreen('pass')
})

test('a code shown to the scanner comes first while a phone has the screen’s open', async ({
  seen,
  sandbox,
}) => {
  await phoneOf(sandbox, 'test-2').open(await scanned(seen))
  await expectApproval(seen, 'opened')
  await sandbox.bench.scan({ text: await sandbox.newCode() })
  await seen.expectScreen('pass')
})
