import { codeReplySchema, openedApprovalSchema, phoneSchema } from '../../../sandbox/wallet/api.ts'
import { texts as walletTexts } from '../../../sandbox/wallet/page/texts/texts.ts'
import { writeApprovalCode } from '../../../src/shared/approval-code.ts'
import { type ChildInCare, childInCare } from '../../support/child.ts'
import { complaintsOf, isRefusal } from '../../support/complaints.ts'
import { expect, test as base } from '../../support/fixtures.ts'
import { phoneOf } from '../../support/phone.ts'
import type { Sandbox } from '../../support/sandbox.ts'
import { decodeQr, saveQrPicture } from '../../support/wallet-page.ts'
import { Desk } from './desk.ts'
import { browserWithCamera, filmScreen } from '../../support/camera.ts'
import { narrow, WalletPhone } from '../../support/wallet-phone.ts'

const test = base.extend<
  { readonly phone: WalletPhone; readonly child: ChildInCare },
  { readonly desk: Desk }
>({
  locale: 'zh-CN',
  viewport: narrow,
  phone: async ({ page, sandbox }, use) => {
    const complaints = complaintsOf(page, isRefusal)
    await use(new WalletPhone(page, sandbox))
    expect(complaints).toEqual([])
  },
  /** A child under 14 whose guardian's phone is test-1's. */
  child: async ({ sandbox }, use) => {
    const child = await childInCare(sandbox)
    await use(child)
    await child.remove()
  },
  /** A terminal that offers and asks. */
  desk: [async ({ sandbox }, use) => use(await Desk.enrol(sandbox)), { scope: 'worker' }],
})

const words = walletTexts['zh-CN']

/** All that a phone shows, as its page asks for it. */
async function shownBy({ ready }: Sandbox, citizen: string) {
  const reply = await fetch(new URL(`/api/phone?citizen=${citizen}`, ready.wallet))
  return phoneSchema.parse(await reply.json())
}

/** The code that stands on a phone's screen, without another being made. */
async function codeOf(sandbox: Sandbox, citizen: string): Promise<string> {
  const { code } = await shownBy(sandbox, citizen)
  if (!code) throw new Error('the phone shows no code')
  return code.code
}

test.describe('the code', () => {
  test('is of the citizen whose phone it is, and another one comes on demand', async ({
    page,
    phone,
    sandbox,
  }, testInfo) => {
    const shown = async (name: string) => {
      const picture = testInfo.outputPath(`${name}.png`)
      await saveQrPicture(page, picture)
      return decodeQr(picture)
    }
    const first = await sandbox.newCode('test-1')
    const second = await sandbox.newCode('test-2')
    await phone.pickUp('test-1')
    expect(await shown('first')).toBe(first)
    await phone.expectLegible('card')
    await phone.tap(words.phones.switch)
    await phone.sees(words.phones.title)
    await phone.expectLegible('phones')
    await phone.tapRow(words.phones.of('测试二'))
    await expect.poll(() => shown('second')).toBe(second)
  })

  test('says that it has expired, and another comes on a tap; then that it was used', async ({
    page,
    phone,
    sandbox,
    desk,
  }) => {
    const old = await sandbox.newCode('test-1')
    await phone.pickUp('test-1')
    await sandbox.bench.setClock(61_000)
    const again = page.getByRole('button', { name: words.card.expiredNote })
    await expect(again).toBeVisible()
    await phone.expectLegible('card-expired')
    await again.click()
    await expect(again).toBeHidden()
    await expect.poll(() => codeOf(sandbox, 'test-1')).not.toBe(old)
    expect(await desk.code(await codeOf(sandbox, 'test-1'))).toBe('pass')
    await expect(page.getByRole('button', { name: words.card.fresh })).toBeVisible()
    await phone.expectLegible('card-used')
  })

  test('proves a 口令 and a face when they were given, and says what was wrong', async ({
    page,
    phone,
    sandbox,
    desk,
  }) => {
    await phone.pickUp('test-2')
    await phone.tapRow(words.card.stronger)
    await page.getByRole('checkbox', { name: words.prove.face }).check()
    await phone.expectLegible('stronger')
    await phone.tap(words.prove.start)
    await phone.sees(words.prove.passwordTitle)
    await phone.expectLegible('password')
    await phone.givePassword('wrong-2026')
    await phone.sees(words.prove.faceTitle)
    await phone.expectLegible('face')
    await phone.giveFace()
    await expect(page.getByText(words.faults.password.wrong)).toBeVisible()
    await phone.expectLegible('password-wrong')
    await phone.givePassword()
    await phone.giveFace(true)
    await expect(page.getByText(words.faults.face.wrong)).toBeVisible()
    await phone.expectLegible('face-wrong')
    await page.getByLabel(words.prove.camera).selectOption('photograph')
    await phone.giveFace()
    await expect(page.getByText(words.faults.face.wrong)).toBeVisible()
    await page.getByLabel(words.prove.camera).selectOption('holder')
    await phone.giveFace()
    await phone.sees(words.title)
    await expect(page.getByText(words.card.proven.face)).toBeVisible()
    await phone.expectLegible('card-proven')
    expect(await desk.code(await codeOf(sandbox, 'test-2'), { authMode: 'R04' })).toBe('pass')
  })

  test('lacks what was not given: the check fails, and the phone alone says why', async ({
    page,
    phone,
    sandbox,
    desk,
  }) => {
    await phone.pickUp('test-3')
    expect(await desk.code(await sandbox.newCode('test-3'), { authMode: 'R02' })).toBe('fail')
    await phone.tab('record')
    await expect(page.getByText(words.record.causes['factor-missing']).first()).toBeVisible()
    await phone.expectLegible('record')
  })
})

test('eight digits come for the terminal whose number was entered, and pass there', async ({
  page,
  phone,
  desk,
}) => {
  await phone.pickUp('test-1')
  await page.getByRole('radio', { name: words.card.digits }).check()
  await phone.tap(words.digits.ask)
  await expect(page.getByText(words.digits.incomplete)).toBeVisible()
  const terminal = page.getByLabel(words.digits.terminal)
  await terminal.fill('00000000')
  await phone.tap(words.digits.ask)
  await expect(page.getByText(words.refusals['terminal-unknown'])).toBeVisible()
  await phone.expectLegible('digits-terminal')
  await terminal.fill(desk.number)
  await phone.tap(words.digits.ask)
  const digits = page.locator('.digits')
  await expect(digits).toHaveText(/^[0-9]{8}$/)
  await phone.expectLegible('digits')
  expect(await desk.digits((await digits.textContent()) ?? '')).toBe('pass')
  await expect(page.getByText(words.digits.used)).toBeVisible()
  await phone.expectLegible('digits-used')
})

test('eight digits take the 口令 along, say so, and pass where plain ones lack it', async ({
  page,
  phone,
  desk,
}) => {
  const shown = async () => {
    await expect(page.locator('.digits')).toHaveText(/^[0-9]{8}$/)
    return (await page.locator('.digits').textContent()) ?? ''
  }
  const proven = page.getByText(words.card.proven.password)
  await phone.pickUp('test-3')
  await page.getByRole('radio', { name: words.card.digits }).check()
  await page.getByLabel(words.digits.terminal).fill(desk.number)
  await phone.tap(words.digits.ask)
  expect(await desk.digits(await shown(), { authMode: 'R02' })).toBe('fail')
  await expect(proven).toHaveCount(0)

  // The terminal whose digits stand there need not be entered again; another can be.
  await phone.tapRow(words.digits.stronger)
  await phone.sees(words.digits.stronger)
  const terminal = page.getByLabel(words.digits.terminal)
  await expect(terminal).toHaveValue(desk.number)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await phone.expectLegible('digits-stronger')
  await terminal.fill('1234')
  await phone.tap(words.prove.start)
  await expect(page.getByText(words.digits.incomplete)).toBeVisible()
  await terminal.fill('00000000')
  await phone.tap(words.prove.start)
  await phone.givePassword()
  await expect(page.getByText(words.refusals['terminal-unknown'])).toBeVisible()
  await expect(terminal).toHaveValue('00000000')
  await terminal.fill(desk.number)
  await phone.tap(words.prove.start)
  await phone.givePassword('wrong-2026')
  await expect(page.getByText(words.faults.password.wrong)).toBeVisible()
  await phone.givePassword()
  await phone.sees(words.title)
  await expect(page.getByRole('radio', { name: words.card.digits })).toBeChecked()
  await expect(proven).toBeVisible()
  await phone.expectLegible('digits-proven')
  expect(await desk.digits(await shown(), { authMode: 'R02' })).toBe('pass')
  await expect(page.getByText(words.digits.used)).toBeVisible()
  await expect(proven).toHaveCount(0)
})

/** A terminal asks for an approval, and the phone scans its code. */
async function scanOffer(phone: WalletPhone, desk: Desk, asked: Parameters<Desk['offer']>[0]) {
  await phone.tab('scan')
  const offer = await desk.offer(asked)
  await phone.enterCode(offer.text())
  await phone.sees(words.approve.title)
  return offer
}

test.describe('a code on a terminal’s screen', () => {
  test('says who asks, for what and what they get; approved, its two digits pass', async ({
    page,
    phone,
    desk,
  }) => {
    await phone.pickUp('test-1')
    await phone.tab('scan')
    await expect(page.getByText(words.scan.missing)).toBeVisible()
    await phone.enterCode('https://example.invalid/poster')
    await expect(page.getByText(words.scan.notACode)).toBeVisible()
    await phone.expectLegible('scan-paste')
    const { request, text } = await desk.offer()
    const sent: string[] = []
    page.on('request', (asked) => sent.push(asked.postData() ?? ''))
    await phone.enterCode(text())
    await phone.sees(words.approve.title)
    await expect(page.getByText('示例政务服务机构')).toBeVisible()
    await expect(page.getByText('社会保障卡补办')).toBeVisible()
    await phone.expectLegible('approve')
    await phone.tap(words.approve.approve)
    await phone.sees(words.approve.digitsTitle)
    await phone.expectLegible('two-digits')
    const digits = (await page.locator('.two-digits').textContent()) ?? ''
    expect(await desk.approved(request, digits)).toBe('pass')
    await phone.sees(words.approve.pass)
    await phone.expectLegible('approved-pass')
    // What it is for stays on the phone.
    expect(sent.filter((body) => body.includes('社会保障'))).toEqual([])
    await phone.tap(words.done)
    await phone.sees(words.title)
  })

  test('is read by the camera, held askew, and what it asks is opened', async ({
    page,
    desk,
    sandbox,
  }, testInfo) => {
    const film = testInfo.outputPath('screen.mjpeg')
    await filmScreen(page, { code: (await desk.offer()).text() }, film)
    const browser = await browserWithCamera(film)
    try {
      const phone = new WalletPhone(await browser.newPage({ viewport: narrow, locale: 'zh-CN' }), sandbox)
      const complaints = complaintsOf(phone.page, isRefusal)
      await phone.pickUp('test-1')
      await phone.tab('scan')
      await phone.sees(words.approve.title)
      await expect(phone.page.getByText('社会保障卡补办')).toBeVisible()
      expect(complaints).toEqual([])
      await phone.tap(words.approve.decline)
      await phone.sees(words.approve.declined)
    } finally {
      await browser.close()
    }
  })

  test('shows the camera’s picture while it looks for one', async ({ page, sandbox }, testInfo) => {
    const film = testInfo.outputPath('poster.mjpeg')
    await filmScreen(page, { code: 'https://example.invalid/poster' }, film)
    const browser = await browserWithCamera(film)
    try {
      const phone = new WalletPhone(await browser.newPage({ viewport: narrow, locale: 'zh-CN' }), sandbox)
      await phone.pickUp('test-1')
      await phone.tab('scan')
      await expect(phone.page.locator('.viewfinder')).toHaveAttribute('data-camera', 'on')
      await expect(phone.page.getByText(words.scan.notACode)).toBeVisible()
      await phone.expectLegible('scan')
      // The camera is off as soon as one goes elsewhere.
      const track = await phone.page.evaluateHandle(() => {
        const stream = document.querySelector('video')?.srcObject
        return stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined
      })
      await phone.tab('me')
      await expect.poll(() => track.evaluate((one) => one?.readyState)).toBe('ended')
    } finally {
      await browser.close()
    }
  })

  test('asks for 口令 and face where the policy does, and fails with other digits', async ({
    page,
    phone,
    desk,
  }) => {
    await phone.pickUp('test-1')
    await phone.tab('scan')
    const { request, text } = await desk.offer({ authMode: 'R04' })
    await phone.enterCode(text())
    await expect(page.getByText(words.approve.needs)).toBeVisible()
    await phone.expectLegible('approve-factors')
    await phone.tap(words.approve.approve)
    await phone.givePassword()
    await phone.giveFace()
    await phone.sees(words.approve.digitsTitle)
    const digits = (await page.locator('.two-digits').textContent()) ?? ''
    expect(await desk.approved(request, digits === '00' ? '01' : '00')).toBe('fail')
    await phone.sees(words.approve.fail)
    await expect(page.getByText(words.record.causes['approval-digits'])).toBeVisible()
    await phone.expectLegible('approved-fail')
  })

  test('asks for a voice, which this phone cannot give: it says so, and leaves the way to decline', async ({
    page,
    phone,
    desk,
  }) => {
    // No relying party of the sandbox registered a further factor.
    await page.route('**/api/approvals/open', async (route) => {
      const reply = openedApprovalSchema.parse(await (await route.fetch()).json())
      const factors = ['password', 'voice', 'palm-vein']
      await route.fulfill({ json: { ...reply, opened: { ...reply.opened, factors } } })
    })
    await phone.pickUp('test-1')
    await scanOffer(phone, desk, { authMode: 'R02' })
    await expect(page.getByText('口令、声纹、掌静脉', { exact: true })).toBeVisible()
    await expect(page.getByRole('alert').getByText(words.approve.cannotGive('声纹、掌静脉'))).toBeVisible()
    await expect(page.getByRole('button', { name: words.approve.approve })).toHaveCount(0)
    await phone.expectLegible('approve-cannot')
    await phone.tap(words.approve.decline)
    await phone.sees(words.approve.declined)
  })

  test('is declined, taken back by the terminal, or runs out: each is said', async ({
    phone,
    desk,
    sandbox,
  }) => {
    await phone.pickUp('test-1')
    const scan = () => scanOffer(phone, desk, { subject: 'supervised' })
    await scan()
    await phone.tap(words.approve.decline)
    await phone.sees(words.approve.declined)
    await phone.expectLegible('declined')
    await phone.tap(words.done)
    await scan()
    await desk.offer()
    await phone.sees(words.approve.withdrawn)
    await phone.tap(words.done)
    await scan()
    await sandbox.bench.setClock(181_000)
    await phone.sees(words.approve.expired)
    await phone.expectLegible('approval-expired')
  })

  test('of a child’s check is the guardian’s half; the phone then shows the child’s code for the other', async ({
    page,
    phone,
    desk,
    sandbox,
    child,
  }) => {
    await phone.pickUp('test-1')
    const { request } = await scanOffer(phone, desk, { subject: 'child', authMode: 'R02' })
    await expect(page.getByText(words.children.consentText(child.name))).toBeVisible()
    await expect(page.getByRole('radio')).toHaveCount(0)
    await phone.expectLegible('approve-for-child')
    await phone.tap(words.approve.approve)
    await phone.givePassword()
    await phone.sees(words.approve.digitsTitle)
    await phone.expectLegible('two-digits-then-child')
    const digits = (await page.locator('.two-digits').textContent()) ?? ''
    await phone.tap(words.approve.thenChild(child.name))
    // The digits are a step back, as long as the child's code is not proven.
    await phone.tap(words.back)
    await phone.sees(words.approve.digitsTitle)
    await phone.tap(words.approve.thenChild(child.name))
    await expect(page.getByText(words.apply.guardianAct)).toBeVisible()
    await phone.givePassword('hai-zi-2026')
    await expect(page.getByText(words.faults.password.wrong)).toBeVisible()
    await phone.givePassword()
    await phone.sees(words.children.cardOf(child.name))
    await expect(page.getByText(words.card.proven.password)).toBeVisible()
    const about = new URLSearchParams({ citizen: child.citizen, by: 'test-1' }).toString()
    const reply = await fetch(new URL(`/api/phone?${about}`, sandbox.ready.wallet))
    const { code } = phoneSchema.parse(await reply.json())
    expect(await desk.approvedChild(request, digits, code?.code ?? '')).toBe('pass')
    await phone.sees(words.approve.pass)
  })

  test('of a child’s check asks which of several children, and says where there is none', async ({
    page,
    phone,
    desk,
  }) => {
    await phone.pickUp('test-1')
    const scan = () => scanOffer(phone, desk, { subject: 'child' })
    await scan()
    await expect(page.getByText(words.approve.noChild)).toBeVisible()
    await phone.expectLegible('approve-no-child')
    await phone.tap(words.approve.decline)
    await phone.tap(words.done)
    // The register knows of one child between 8 and 13; a family may have two.
    await page.route('**/api/phone?*', async (route) => {
      const shown = phoneSchema.parse(await (await route.fetch()).json())
      const { networkNumber } = shown.holder
      const children = ['测试甲', '测试乙'].map((name) => {
        return { id: name, name, networkNumber, state: 'active', age: 'under-14' }
      })
      await route.fulfill({ json: { ...shown, children } })
    })
    await scan()
    await expect(page.getByRole('radio')).toHaveCount(2)
    await phone.tap(words.approve.approve)
    await expect(page.getByRole('alert').getByText(words.approve.whichChild)).toBeVisible()
    await phone.expectLegible('approve-which-child')
    await page.getByRole('radio', { name: '测试乙' }).check()
    await expect(page.getByText(words.children.consentText('测试乙'))).toBeVisible()
    await phone.tap(words.approve.approve)
    await expect(page.getByRole('button', { name: words.approve.thenChild('测试乙') })).toBeVisible()
    await page.unrouteAll({ behavior: 'wait' })
  })

  test('with other words than the terminal signed cannot be approved', async ({ page, phone, desk }) => {
    await phone.pickUp('test-1')
    await phone.tab('scan')
    const { code } = await desk.offer()
    await phone.enterCode(writeApprovalCode({ ...code, purpose: '居住证明打印' }))
    await expect(page.getByText(words.approve.mismatch)).toBeVisible()
    await expect(page.getByRole('button', { name: words.approve.approve })).toHaveCount(0)
    await phone.expectLegible('approve-mismatch')
    await phone.tap(words.approve.decline)
    await phone.sees(words.approve.declined)
  })

  test('that another phone opened is refused with a sentence', async ({ page, phone, desk, sandbox }) => {
    const { text } = await desk.offer()
    await phoneOf(sandbox, 'test-2').open(text())
    await phone.pickUp('test-1')
    await phone.tab('scan')
    await phone.enterCode(text())
    await expect(page.getByText(words.refusals['approval-taken'])).toBeVisible()
  })
})

test.describe('on a new phone', () => {
  test('somebody applies with one of seven documents, is refused what does not serve, pauses, restores and deletes', async ({
    page,
    phone,
    sandbox,
  }) => {
    test.slow()
    await phone.pickUp('new')
    await phone.sees(words.title)
    await phone.expectLegible('welcome')
    await phone.tap(words.apply.start)
    await phone.expectLegible('apply-kinds')
    expect(await page.locator('.row').count()).toBe(8)
    await phone.applyWith(words.apply.otherKind, '外国护照')
    await phone.consentTo(words.apply.service)
    await phone.tap(words.next)
    await expect(page.getByText(words.refusals['document-kind'])).toBeVisible()
    await phone.expectLegible('apply-refused')
    const passport = words.apply.kinds['overseas-citizen-passport']
    await phone.tapRow(passport)
    await phone.expectLegible('apply-lay')
    await page.locator('.document', { hasText: '测试十' }).click()
    await phone.tap(words.next)
    await expect(page.getByText(words.apply.phoneWrong)).toBeVisible()
    await phone.expectLegible('apply-phone')
    await page.getByLabel(words.apply.phoneLabel).fill('12000000010')
    await phone.tap(words.next)
    await phone.tap(words.next)
    await expect(page.getByText(words.refusals['consent-missing'])).toBeVisible()
    await phone.consentTo(words.apply.service)
    await phone.expectLegible('apply-consents')
    await phone.tap(words.next)
    await phone.sees(words.apply.faceTitle)
    await phone.expectLegible('apply-face')
    await phone.giveFace()
    await phone.sees(words.apply.passwordTitle)
    await phone.setPassword('short1')
    await expect(page.getByText(words.refusals['password-unfit'])).toBeVisible()
    await phone.expectLegible('apply-password')
    await phone.setPassword('kou-ling-2026')
    await phone.sees(words.apply.issuedTitle)
    await phone.expectLegible('apply-issued')
    await phone.tap(words.apply.toCard)
    await expect(page.getByRole('img', { name: words.card.codeLabel })).toBeVisible()
    const citizen = new URL(page.url()).hash.slice(1)
    expect((await shownBy(sandbox, citizen)).holder.name).toBe('测试十')

    await phone.tab('me')
    await phone.tapRow(words.me.suspend)
    await phone.sees(words.suspend.title)
    await phone.expectLegible('suspend')
    await phone.tap(words.suspend.act)
    await expect(page.getByText(words.card.suspended)).toBeVisible()
    await phone.expectLegible('suspended')
    await phone.tapRow(words.me.restore)
    await phone.givePassword('kou-ling-2026')
    await phone.giveFace()
    await expect(page.getByRole('img', { name: words.card.codeLabel })).toBeVisible()

    await phone.tab('me')
    await phone.tapRow(words.me.password)
    await phone.sees(words.password.title)
    await phone.expectLegible('change-password')
    await phone.setPassword('xin-kou-ling-7')
    await phone.giveFace()
    await expect(page.getByText(words.password.done)).toBeVisible()
    await phone.tap(words.back)

    await phone.tapRow(words.me.delete)
    await phone.sees(words.delete.title)
    await expect(page.getByRole('button', { name: words.delete.next })).toBeDisabled()
    await page.getByRole('checkbox', { name: words.delete.understood }).check()
    await phone.expectLegible('delete')
    await phone.tap(words.delete.next)
    await phone.givePassword('xin-kou-ling-7')
    await expect(page.getByText(words.delete.doneText)).toBeVisible()
    await phone.expectLegible('deleted')
    const gone = await fetch(new URL(`/api/phone?citizen=${citizen}`, sandbox.ready.wallet))
    expect([gone.status, await gone.json()]).toEqual([404, { code: 'citizen-unknown' }])
  })

  test('a child under 14 is sent to the guardian’s phone, and one of 14 to 17 waits for it', async ({
    page,
    phone,
    sandbox,
    browser,
  }) => {
    const card = words.apply.kinds['resident-identity-card']
    await phone.pickUp('new')
    await phone.tap(words.apply.start)
    await phone.applyWith(card, '测试七')
    await phone.consentTo(words.apply.service)
    await phone.tap(words.next)
    await expect(page.getByText(words.refusals['guardian-applies'])).toBeVisible()
    await phone.applyWith(card, '测试八')
    await phone.consentTo(words.apply.service)
    await phone.tap(words.next)
    await phone.sees(words.apply.guardianWaitTitle)
    await phone.expectLegible('apply-waiting')

    const guardian = new WalletPhone(await browser.newPage({ viewport: narrow, locale: 'zh-CN' }), sandbox)
    await guardian.pickUp('test-2')
    await guardian.tab('me')
    await guardian.expectLegible('me')
    await guardian.tapRow(words.children.requests)
    await guardian.sees(words.children.requests)
    await guardian.expectLegible('requests')
    await guardian.tap(words.children.requestAgree)
    await guardian.givePassword()
    await expect(guardian.page.getByText(words.children.requestAgreed)).toBeVisible()
    await guardian.page.close()

    await phone.sees(words.apply.faceTitle)
    await phone.giveFace()
    await phone.setPassword('kou-ling-2026')
    await phone.tap(words.apply.toCard)
    await expect(page.getByText('测试八')).toBeVisible()
    const citizen = new URL(page.url()).hash.slice(1)
    expect((await shownBy(sandbox, citizen)).holder.age).toBe('14-17')
    await remove(sandbox, citizen, citizen)
  })
})

/** Deletes somebody whom a test registered, so that another test may apply anew. */
async function remove({ ready }: Sandbox, citizen: string, by: string, password = 'kou-ling-2026') {
  const presentations = [{ factor: 'password', password }]
  const reply = await fetch(new URL('/api/account/delete', ready.wallet), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ citizen, by, presentations }),
  })
  expect(reply.status).toBe(200)
}

test('a guardian applies for a child, not for one under 8, and shows the child’s code with consent', async ({
  page,
  phone,
  sandbox,
  desk,
}) => {
  const card = words.apply.kinds['resident-identity-card']
  await phone.pickUp('test-1')
  await phone.tab('me')
  await phone.tapRow(words.me.children)
  await phone.sees(words.children.title)
  await phone.tapRow(words.children.apply)
  await phone.expectLegible('child-apply')
  const apply = async (child: string) => {
    await phone.applyWith(card, child)
    await phone.consentTo(words.apply.childService)
    await phone.tap(words.next)
    await phone.sees(words.prove.passwordTitle)
  }
  await apply('测试九')
  await phone.givePassword()
  await expect(page.getByText(words.refusals['too-young'])).toBeVisible()
  await phone.expectLegible('child-too-young')
  await apply('测试七')
  await phone.expectLegible('child-guardian')
  await phone.givePassword('wrong-2026')
  await expect(page.getByText(words.faults.password.wrong)).toBeVisible()
  await phone.givePassword()
  await phone.sees(words.apply.childFaceTitle)
  await phone.giveFace()
  await phone.setPassword('hai-zi-2026')
  await phone.sees(words.apply.issuedTitle)
  await phone.tap(words.done)
  await phone.expectLegible('children')
  await phone.tapRow(words.children.cardOf('测试七'))
  await phone.sees(words.children.consentTitle('测试七'))
  await phone.expectLegible('child-consent')
  const [child] = (await shownBy(sandbox, 'test-1')).children
  if (!child) throw new Error('no child')
  // Nobody but the guardian's phone can show it.
  const alone = await fetch(new URL('/api/codes', sandbox.ready.wallet), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ citizen: child.id }),
  })
  expect([alone.status, await alone.json()]).toEqual([403, { code: 'not-yours' }])
  await phone.tap(words.children.agree)
  await phone.sees(words.children.cardOf('测试七'))
  await expect(page.getByRole('img', { name: words.card.codeLabel })).toBeVisible()
  await phone.expectLegible('child-card')
  const about = new URLSearchParams({ citizen: child.id, by: 'test-1' }).toString()
  const shown = await fetch(new URL(`/api/phone?${about}`, sandbox.ready.wallet))
  const childCode = codeReplySchema.omit({ now: true }).parse(phoneSchema.parse(await shown.json()).code)
  expect(await desk.child(await sandbox.newCode('test-1'), childCode.code)).toBe('pass')
  await expect(page.getByRole('button', { name: words.card.fresh })).toBeVisible()
  // For a child it is the guardian who shows that deletion is meant.
  await remove(sandbox, child.id, 'test-1', 'ceshi-2026')
})

test('consents are given separately and withdrawn, and an incident is told', async ({
  page,
  phone,
  sandbox,
}) => {
  await phone.pickUp('test-3')
  await phone.tab('me')
  await phone.tapRow(words.me.consents)
  await page.getByRole('button', { name: `${words.consents.give} 示例旅馆` }).click()
  await phone.sees(words.consents.giveTitle('示例旅馆'))
  await phone.expectLegible('consent-give')
  await phone.tap(words.consents.agree)
  await expect(page.locator('code')).toHaveText(/^[0-9A-Za-z]{32}$/)
  await phone.expectLegible('consents')
  await page.getByRole('button', { name: `${words.consents.withdraw} 示例旅馆` }).click()
  await expect(page.locator('code')).toHaveCount(0)
  await phone.expectLegible('consent-withdrawn')
  await phone.tap(words.back)

  await sandbox.bench.declareIncident('credentials-misused')
  await phone.tab('card')
  await page.getByRole('button', { name: words.notices.fresh(1) }).click()
  await phone.sees(words.notices.title)
  await expect(page.getByText(words.notices.kinds['credentials-misused'].title)).toBeVisible()
  await phone.expectLegible('notices')
  await phone.tap(words.notices.read)
  await expect(page.getByText(words.notices.isRead)).toBeVisible()
})

test('all of it goes by keyboard alone, and each screen begins at its title', async ({
  page,
  phone,
  desk,
}) => {
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  /** Goes on with the Tab key until what is focused has this name, then presses a key. */
  const press = async (name: string, key = 'Enter') => {
    for (let steps = 0; steps < 40; steps++) {
      await page.keyboard.press('Tab')
      const label = await page.evaluate(() => {
        const element = document.activeElement
        // Past the last thing on the page nothing has the focus.
        if (element === document.body) return ''
        const labelled = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        const label = labelled ? element.labels?.[0]?.textContent : null
        return label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? ''
      })
      if (!label.includes(name)) continue
      const outline = await page.evaluate(() => {
        const element = document.activeElement
        const shown = element?.closest('label') ?? element
        const around = [element, shown, element?.nextElementSibling].flatMap((one) => (one ? [one] : []))
        return around.some((one) => getComputedStyle(one).outlineStyle !== 'none')
      })
      expect(outline, `${name} shows that it is focused`).toBe(true)
      await page.keyboard.press(key)
      return
    }
    throw new Error(`the keyboard does not reach ${name}`)
  }
  await phone.pickUp('test-1')
  await press(words.tabs.scan)
  await expect.poll(focused).toBe(words.scan.title)
  const { request, text } = await desk.offer({ authMode: 'R02' })
  await press(words.scan.paste, 'End')
  await page.keyboard.insertText(text())
  await press(words.scan.open)
  await phone.sees(words.approve.title)
  await expect.poll(focused).toBe(words.approve.title)
  await press(words.approve.approve)
  await expect.poll(focused).toBe(words.prove.passwordTitle)
  await press(words.prove.password, 'End')
  await page.keyboard.insertText('ceshi-2026')
  await page.keyboard.press('Enter')
  await phone.sees(words.approve.digitsTitle)
  await expect.poll(focused).toBe(words.approve.digitsTitle)
  const digits = (await page.locator('.two-digits').textContent()) ?? ''
  expect(await desk.approved(request, digits)).toBe('pass')
  await phone.sees(words.approve.pass)
  await press(words.done)
  await expect.poll(focused).toBe(words.title)
  await press(words.card.stronger)
  await press(words.prove.face, 'Space')
  await expect(page.getByRole('checkbox', { name: words.prove.face })).toBeChecked()
  await press(words.back)
  await press(words.card.qr, 'ArrowRight')
  await press(words.digits.stronger)
  await expect.poll(focused).toBe(words.digits.stronger)
  await press(words.digits.terminal, 'Control+A')
  await page.keyboard.insertText(desk.number)
  await press(words.prove.start)
  await expect.poll(focused).toBe(words.prove.passwordTitle)
  await press(words.prove.password, 'End')
  await page.keyboard.insertText('ceshi-2026')
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe(words.title)
  await expect(page.getByText(words.card.proven.password)).toBeVisible()
  await press(words.tabs.me)
  await press(words.me.notices)
  await expect.poll(focused).toBe(words.notices.title)
})

test('it asks nobody but its own server, keeps nothing, and can be installed', async ({
  page,
  phone,
  sandbox,
}) => {
  const { origin } = new URL(sandbox.ready.wallet)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await phone.pickUp('test-1')
  await phone.tapRow(words.card.stronger)
  await phone.tap(words.prove.start)
  await phone.givePassword()
  await expect(page.getByText(words.card.proven.password)).toBeVisible()
  expect(new Set(asked.map((url) => new URL(url).origin).filter((one) => one !== 'null'))).toEqual(
    new Set([origin]),
  )
  expect(asked.filter((url) => url.includes('ceshi'))).toEqual([])
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()),
    ...(await caches.keys()),
    document.cookie,
  ])
  expect(kept).toEqual([''])
  const devtools = await page.context().newCDPSession(page)
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  // A test's browser keeps no profile; that is the one thing that may be in the way.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
})

test('a first code that did not come is asked for with a tap', async ({ page, phone }) => {
  // A phone on whose screen nothing stands yet, whatever the tests before this one did with it.
  await page.route('**/api/phone?*', async (route) => {
    const shown = phoneSchema.parse(await (await route.fetch()).json())
    await route.fulfill({ json: { ...shown, code: null } })
  })
  await page.route('**/api/codes', (route) => route.abort())
  await phone.pickUp('test-1')
  await expect(page.getByText(words.unreachable)).toBeVisible()
  await phone.expectLegible('card-missing')
  await page.unroute('**/api/codes')
  const asked = page.waitForResponse('**/api/codes')
  await phone.tap(words.card.fresh)
  expect((await asked).status()).toBe(200)
  await page.unrouteAll({ behavior: 'wait' })
  await expect(page.getByRole('img', { name: words.card.codeLabel })).toBeVisible()
})

test('a phone that cannot reach its server says so, and goes on by itself', async ({ page, phone }) => {
  await phone.pickUp('test-1')
  await page.route('**/api/**', (route) => route.abort())
  await expect(page.getByText(words.unreachable).first()).toBeVisible()
  await page.unroute('**/api/**')
  await expect(page.getByText(words.unreachable)).toHaveCount(0)
})
