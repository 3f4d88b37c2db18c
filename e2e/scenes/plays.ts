/** What people do at each scene, and what each side shows then. The steps are what `npm run demo` tells. */
import type { SceneId } from '../../sandbox/scenes/scene-ids.ts'
import type { WalletPhone } from '../support/wallet-phone.ts'
import { expect } from '../support/fixtures.ts'
import {
  demoCustomNumber,
  examCustomNumber,
  hotelCustomNumber,
  insurerCustomNumber,
  museumCustomNumber,
} from '../../sandbox/platform/relying-parties.ts'
import { identitiesIn } from './nobody.ts'
import type { Stage } from './theatre.ts'

const card = '社会保障卡补办'
const certificate = '居住证明打印'

/** No row of the terminal's own journal, of this check or of what came before, says who anybody was. */
function expectNobody({ kiosk }: Stage): void {
  expect(identitiesIn(kiosk.terminal.journal())).toEqual([])
}

/** On the phone: the last check, how it ended and why. */
async function expectRecorded(
  phone: WalletPhone,
  verdict: 'pass' | 'fail',
  cause?: keyof WalletPhone['texts']['record']['causes'],
) {
  const { record } = phone.texts
  await phone.tab('record')
  await phone.sees(record.title)
  const first = phone.page.locator('.rows > li').first()
  await expect(first).toContainText(record[verdict])
  if (cause !== undefined) await expect(first).toContainText(record.causes[cause])
}

/** Passed at the kiosk, recorded on the phone, and kept by nobody but whom it concerns. */
async function passes(stage: Stage, phone: WalletPhone, customNumber: string): Promise<void> {
  await stage.step('both sides say that it passed', async () => {
    await stage.kiosk.sees('pass')
    await expectRecorded(phone, 'pass')
  })
  const sides = await stage.sides('pass', customNumber)
  expect(sides.citizen.phones).toMatchObject([{ verdict: 'pass', cause: null }])
  expectNobody(stage)
}

/** Not passed: the kiosk does not say why, the phone does. */
async function fails(
  stage: Stage,
  phone: WalletPhone,
  cause: keyof WalletPhone['texts']['record']['causes'],
): Promise<void> {
  await stage.step('the kiosk says that it did not pass, and the phone says why', async () => {
    await stage.kiosk.sees('fail')
    await expect(stage.kiosk.page.getByText(phone.texts.record.causes[cause])).toHaveCount(0)
    await expectRecorded(phone, 'fail', cause)
  })
  const sides = await stage.sides('fail')
  expect(sides.citizen.phones).toMatchObject([{ verdict: 'fail', cause }])
  expectNobody(stage)
}

/** Proves a face or a 口令, and has a code that says so. */
async function proveFirst(phone: WalletPhone, factor: 'face' | 'password'): Promise<void> {
  const { texts, page } = phone
  await phone.tab('card')
  await phone.tapRow(texts.card.stronger)
  if (factor === 'face') {
    await page.getByRole('checkbox', { name: texts.prove.password }).uncheck()
    await page.getByRole('checkbox', { name: texts.prove.face }).check()
  }
  await phone.tap(texts.prove.start)
  await (factor === 'face' ? phone.giveFace() : phone.givePassword())
  await expect(page.getByText(texts.card.proven[factor])).toBeVisible()
}

async function toChildren(phone: WalletPhone): Promise<void> {
  await phone.tab('me')
  await phone.tapRow(phone.texts.me.children)
  await phone.sees(phone.texts.children.title)
}

async function hall(stage: Stage): Promise<void> {
  const { kiosk, step } = stage
  const errand = { service: card, subject: 'self', method: 'network-identity' } as const

  const first = await stage.phone('test-1')
  await step('测试一 chooses the service and the network identity at the kiosk', () => kiosk.walk(errand))
  await step('测试一 holds the phone’s code before the scanner', () => stage.showToScanner(first))
  await passes(stage, first, demoCustomNumber)
  await kiosk.leave()

  const second = await stage.phone('test-2')
  await step('测试二 does the same, and scans the kiosk’s screen with the phone', async () => {
    await kiosk.walk(errand)
    await second.tab('scan')
    await second.enterCode(await stage.readScreen())
    await second.sees(second.texts.approve.title)
    await expect(second.page.getByText(card)).toBeVisible()
  })
  await step('测试二 agrees on the phone, which shows two digits', async () => {
    await second.tap(second.texts.approve.approve)
    await second.sees(second.texts.approve.digitsTitle)
  })
  await step('测试二 taps the two digits on the kiosk', async () => {
    await kiosk.type((await second.page.locator('.two-digits').textContent()) ?? '')
    await kiosk.sees('pass')
    await second.sees(second.texts.approve.pass)
  })
  await second.tap(second.texts.done)
  await passes(stage, second, demoCustomNumber)
  await kiosk.leave()

  const third = await stage.phone('test-3')
  await step('测试三 would rather type: the kiosk shows its number', async () => {
    await kiosk.walk(errand)
    await kiosk.openEntry()
  })
  await step('测试三 gives the phone that number, and gets eight digits', async () => {
    await third.page.getByRole('radio', { name: third.texts.card.digits }).check()
    await third.page.getByLabel(third.texts.digits.terminal).fill(await kiosk.number())
    await third.tap(third.texts.digits.ask)
    await expect(third.page.locator('.digits')).toHaveText(/^[0-9]{8}$/)
  })
  await step('测试三 types the digits on the kiosk', async () =>
    kiosk.type((await third.page.locator('.digits').textContent()) ?? ''),
  )
  await passes(stage, third, demoCustomNumber)
}

async function usedCode(stage: Stage): Promise<void> {
  const { kiosk, step, bench } = stage
  const errand = { service: card, subject: 'self', method: 'network-identity' } as const
  const phone = await stage.phone('test-1')
  await phone.tab('card')
  await step('测试一 comes to where a code is shown', () => kiosk.walk(errand))
  await step('测试一 holds the phone’s code before the scanner', () => stage.showToScanner(phone))
  await passes(stage, phone, demoCustomNumber)
  await kiosk.leave()
  await step('somebody who photographed that code shows it again', async () => {
    await kiosk.walk(errand)
    await bench.scan({ wallet: 'test-1' })
  })
  await fails(stage, phone, 'code-used')
  await step('测试一 tries again', async () => {
    await kiosk.touch(kiosk.texts.fail.retry)
    await kiosk.isReady()
    await phone.tab('card')
  })
  await step('with a new code', () => stage.showToScanner(phone))
  await passes(stage, phone, demoCustomNumber)
}

async function networkDown(stage: Stage): Promise<void> {
  const { kiosk, step, bench } = stage
  const phone = await stage.phone('test-1')
  await phone.tab('card')
  await step('测试一 comes to where a code is shown', () =>
    kiosk.walk({ service: card, subject: 'self', method: 'network-identity' }),
  )
  await step('the line to the platform is cut, and 测试一 shows the code', async () => {
    await bench.setPlatformUp(false)
    await stage.showToScanner(phone)
    await kiosk.sees('verifying')
  })
  await step('no verdict: the kiosk says that it cannot check now', () => kiosk.sees('unavailable'))
  const sides = await stage.sides('unavailable')
  expect(sides.citizen.phones).toEqual([])
  // That a code was offered to phones is all that the platform knows of it.
  expect(sides.platform.map(({ table }) => table)).toEqual(['approvals'])
  await step('the line is back, and 测试一 tries again', async () => {
    await bench.setPlatformUp(true)
    await kiosk.touch(kiosk.texts.unavailable.retry)
    await kiosk.isReady()
    await phone.tab('card')
  })
  await step('with the code on the phone', () => stage.showToScanner(phone))
  await passes(stage, phone, demoCustomNumber)
}

async function elder(stage: Stage): Promise<void> {
  const { kiosk, step, bench } = stage
  await step('测试二, who has no phone along, chooses the identity card', () =>
    kiosk.walk({ service: certificate, subject: 'self', method: 'identity-card' }),
  )
  await step('and lays it on the reader', () => bench.layCard('test-2'))
  await kiosk.sees('pass')
  await bench.liftCard()
  const phone = await stage.phone('test-2')
  await passes(stage, phone, demoCustomNumber)
}

async function childOf6(stage: Stage): Promise<void> {
  const { kiosk, step } = stage
  const phone = await stage.phone('test-1')
  await step('测试一 asks on the phone for a credential of 测试九, who is 6: not under 8', async () => {
    await toChildren(phone)
    await phone.applyForChild('测试九')
    await phone.givePassword()
    await expect(phone.page.getByText(phone.texts.refusals['too-young'])).toBeVisible()
  })
  await step(
    'at the kiosk, 测试一 says that it is for a child, and reads what is said of those under 8',
    async () => {
      await kiosk.walkToMethods({ service: card, subject: 'child' })
      await expect(kiosk.page.getByText(kiosk.texts.method.networkIdentityChildNote)).toBeVisible()
    },
  )
  await step('and goes to the window, where all goes on the same', () => kiosk.choose('window'))
}

async function childOf10(stage: Stage): Promise<void> {
  const { kiosk, step, bench } = stage
  const phone = await stage.phone('test-1')
  await step('测试一 applies for 测试七, who is 10, on the guardian’s phone', async () => {
    await toChildren(phone)
    await phone.applyForChild('测试七')
    await phone.givePassword()
    await phone.sees(phone.texts.apply.childFaceTitle)
    await phone.giveFace()
    await phone.setPassword('hai-zi-2026')
    await phone.sees(phone.texts.apply.issuedTitle)
    await phone.tap(phone.texts.done)
  })
  const errand = { service: card, subject: 'child', method: 'network-identity' } as const
  await step('at the kiosk, 测试一 consents as the guardian', async () => {
    await phone.tap(phone.texts.back)
    await kiosk.walk(errand)
    await kiosk.sees('present', { turn: 'guardian' })
    await phone.tab('card')
  })
  await step('the guardian’s code comes first', async () => {
    await stage.showToScanner(phone)
    await kiosk.sees('present', { turn: 'child' })
    await kiosk.isReady()
  })
  await step('the guardian agrees to show the child’s credential', async () => {
    await toChildren(phone)
    await phone.tapRow(phone.texts.children.cardOf('测试七'))
    await phone.tap(phone.texts.children.agree)
    await phone.sees(phone.texts.children.cardOf('测试七'))
  })
  await step('then comes the child’s code', () => stage.showToScanner(phone))
  await step('both sides say that it passed', async () => {
    await kiosk.sees('pass')
    await phone.page.getByRole('button', { name: phone.texts.card.fresh }).waitFor()
  })
  const sides = await stage.sides('pass', demoCustomNumber)
  // The guardian's phone is the child's as well.
  expect(sides.citizen.phones.map(({ verdict }) => verdict)).toEqual(['pass'])
  expectNobody(stage)
  await kiosk.leave()
  await step('half of it is not enough: another’s code is not the child’s', async () => {
    await kiosk.walk(errand)
    await bench.scan({ wallet: 'test-1', fresh: true })
    await kiosk.sees('present', { turn: 'child' })
    await kiosk.isReady()
    await bench.scan({ wallet: 'test-2', fresh: true })
    await kiosk.sees('fail')
  })
  const refused = await stage.sides('fail')
  // Whose code it was and the guardian both read why.
  expect(refused.citizen.phones.map(({ cause }) => cause)).toEqual(['guardian-missing', 'guardian-missing'])
  expectNobody(stage)
}

async function childOf15(stage: Stage): Promise<void> {
  const { kiosk, step } = stage
  const phone = await stage.phone('new')
  const guardian = await stage.phone('test-2')
  const { apply, children } = phone.texts
  await step('测试八, who is 15, applies on a phone of their own', async () => {
    await phone.tap(apply.start)
    await phone.applyWith(apply.kinds['resident-identity-card'], '测试八')
    await phone.consentTo(apply.service)
    await phone.tap(phone.texts.next)
    await phone.sees(apply.guardianWaitTitle)
  })
  await step('the guardian agrees on theirs', async () => {
    await guardian.tab('me')
    await guardian.tapRow(children.requests)
    await guardian.tap(children.requestAgree)
    await guardian.givePassword()
    await expect(guardian.page.getByText(children.requestAgreed)).toBeVisible()
  })
  await step('and the credential is issued', async () => {
    await phone.sees(apply.faceTitle)
    await phone.giveFace()
    await phone.setPassword('kou-ling-2026')
    await phone.tap(apply.toCard)
    await expect(phone.page.getByText('测试八')).toBeVisible()
  })
  const errand = { service: card, method: 'network-identity' } as const
  await step('alone, as if for an adult, 测试八 shows the code', async () => {
    await kiosk.walk({ ...errand, subject: 'self' })
    await phone.tab('card')
    await stage.showToScanner(phone)
  })
  await fails(stage, phone, 'supervision-missing')
  await step('with a guardian beside them, from the beginning', async () => {
    await kiosk.terminal.walkTo('attract')
    await kiosk.walk({ ...errand, subject: 'supervised' })
    await phone.tab('card')
    await stage.showToScanner(phone)
  })
  await passes(stage, phone, demoCustomNumber)
}

async function foreigner(stage: Stage): Promise<void> {
  const { kiosk, step, bench } = stage
  await step('测试六 chooses English', () => kiosk.speak('en', 'English'))
  await step('and finds the way to the card', () =>
    kiosk.walk({ service: 'Replace a social security card', subject: 'self', method: 'identity-card' }),
  )
  await step('lays the permanent residence card on the reader', () => bench.layCard('permanent-2023'))
  await step('and reads that it passed', () => kiosk.sees('pass'))
  // Without a network number there is no pseudonym: the word at the kiosk is all that anybody gets.
  expect((await stage.sides('pass')).citizen.phones).toEqual([])
  expectNobody(stage)
}

async function passport(stage: Stage): Promise<void> {
  const { kiosk, step, bench } = stage
  await step('a citizen chooses the passport', () =>
    kiosk.walk({ service: card, subject: 'self', method: 'travel-document' }),
  )
  await step('holds the page with the photograph before the scanner', async () => {
    await bench.scan({ mrz: 'chinese-passport' })
    await kiosk.sees('present', { method: 'travel-document', documentKey: true })
    await kiosk.isReady()
  })
  await step('and lays the passport down', async () => {
    await bench.layDocument('chinese-passport')
    await kiosk.sees('pass')
  })
  const phone = await stage.phone('test-1')
  await passes(stage, phone, demoCustomNumber)
}

async function exam(stage: Stage): Promise<void> {
  const { kiosk, step } = stage
  const phone = await stage.phone('test-3')
  await step('the invigilator’s kiosk awaits candidate 0042', () =>
    kiosk.walk({ service: '考生入场核验', method: 'network-identity' }),
  )
  await step('测试三 gives the face on the phone, as the exam asks', () => proveFirst(phone, 'face'))
  await step('and shows the code', () => stage.showToScanner(phone))
  await passes(stage, phone, examCustomNumber)
}

async function examStandIn(stage: Stage): Promise<void> {
  const { kiosk, step } = stage
  const standIn = await stage.phone('test-2')
  await step('the invigilator’s kiosk awaits candidate 0042', () =>
    kiosk.walk({ service: '考生入场核验', method: 'network-identity' }),
  )
  await step('测试二 comes instead, with a phone and a face of their own', () => proveFirst(standIn, 'face'))
  await step('and shows the code', () => stage.showToScanner(standIn))
  await fails(stage, standIn, 'not-expected')
  const candidate = await stage.phone('test-3')
  await step('测试三, the candidate, tries again', async () => {
    await proveFirst(candidate, 'face')
    await kiosk.touch(kiosk.texts.fail.retry)
    await kiosk.isReady()
  })
  await step('and shows the code', () => stage.showToScanner(candidate))
  await passes(stage, candidate, examCustomNumber)
}

async function hotel(stage: Stage): Promise<void> {
  const { kiosk, step } = stage
  const phone = await stage.phone('test-1')
  const consent = phone.page.locator('.given').first()
  await step('the guest has consented on the phone to what the law makes the hotel keep', async () => {
    await phone.tab('me')
    await phone.tapRow(phone.texts.me.consents)
    await expect(consent).toContainText('示例旅馆')
    await expect(consent).not.toContainText(phone.texts.consents.used)
  })
  await step('checks in at the kiosk', async () => {
    await phone.tap(phone.texts.back)
    await kiosk.walk({ service: '住宿登记', method: 'network-identity' })
  })
  await step('and shows the code', async () => {
    await phone.tab('card')
    await stage.showToScanner(phone)
  })
  await passes(stage, phone, hotelCustomNumber)
  await step('the consent has been used', async () => {
    await phone.tab('me')
    await phone.tapRow(phone.texts.me.consents)
    await expect(consent).toContainText(phone.texts.consents.used)
  })
}

async function museum(stage: Stage): Promise<void> {
  const { kiosk, step, bench } = stage
  const errand = { service: '预约参观入馆' }
  await step('four ways, of one size, for one entry', () => kiosk.walkToMethods(errand))
  const heights = await kiosk.page.locator('.row').evaluateAll((rows) => rows.map((row) => row.clientHeight))
  expect([heights.length, new Set(heights).size]).toEqual([4, 1])
  const phone = await stage.phone('test-1')
  await step('测试一 takes the phone', () => kiosk.choose('network-identity'))
  await step('and shows the code', () => stage.showToScanner(phone))
  await passes(stage, phone, museumCustomNumber)
  await kiosk.leave()
  await step('测试三 takes the identity card', async () => {
    await kiosk.walk({ ...errand, method: 'identity-card' })
    await bench.layCard('test-3')
    await kiosk.sees('pass')
  })
  await stage.sides('pass', museumCustomNumber)
  expectNobody(stage)
  await bench.liftCard()
  await kiosk.leave()
  await step('somebody takes a travel permit', async () => {
    await kiosk.walk({ ...errand, method: 'travel-document' })
    await bench.scan({ mrz: 'exit-entry-permit' })
    await kiosk.sees('present', { method: 'travel-document', documentKey: true })
    await kiosk.isReady()
    await bench.layDocument('exit-entry-permit')
    await kiosk.sees('pass')
  })
  await bench.liftDocument()
  await kiosk.leave()
  await step('and somebody the window', () => kiosk.walk({ ...errand, method: 'window' }))
}

async function insurance(stage: Stage): Promise<void> {
  const { kiosk, step } = stage
  const phone = await stage.phone('test-2')
  await step('one: the policy holder begins at the counter', () =>
    kiosk.walk({ service: '保单信息变更', method: 'network-identity' }),
  )
  await step('two: gives the 口令 on the phone', () => proveFirst(phone, 'password'))
  await step('and shows the code', () => stage.showToScanner(phone))
  await passes(stage, phone, insurerCustomNumber)
}

export const plays: Readonly<Record<SceneId, (stage: Stage) => Promise<void>>> = {
  hall,
  'used-code': usedCode,
  'network-down': networkDown,
  elder,
  'child-6': childOf6,
  'child-10': childOf10,
  'child-15': childOf15,
  foreigner,
  passport,
  exam,
  'exam-stand-in': examStandIn,
  hotel,
  museum,
  insurance,
}
