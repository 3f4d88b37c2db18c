/** A counter in Electron with the sandbox: an exam's and a hotel's staff, by keys alone, and the citizen's display. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import Database from 'libsql'
import { expect, type Page, test } from 'playwright/test'
import { z } from 'zod'
import { hotelCustomNumber } from '../sandbox/platform/relying-parties.ts'
import { demoPin, rosterText } from '../sandbox/scenes/counter-config.ts'
import { counterTextsOf } from '../src/renderer/locales/counter.ts'
import { type TerminalConfig, terminalConfigSchema } from '../src/shared/config.ts'
import { expectAccessible } from './support/axe.ts'
import { codeWithFace, type CounterScene, type RunningCounter, startCounter } from './support/counter.ts'
import { type Sandbox, startSandbox } from './support/sandbox.ts'
import { briskly, longestStart } from './support/terminal.ts'

const texts = counterTextsOf('zh-CN')
const minute = 60_000
const candidate = 'test-3'
const standIn = 'test-2'

/** Where the pictures go; none are taken unless it is named. */
const pictures = env['PASSONLY_PICTURES']

/** Of both screens, in Chinese and in English. */
async function picture({ page, display }: RunningCounter, name: string): Promise<void> {
  if (!pictures) return
  const languages = { 'zh-CN': '简体中文', en: 'English' }
  for (const [language, button] of Object.entries(languages)) {
    // The next language is behind one key, three times round.
    while ((await page.locator('.counter').getAttribute('lang')) !== language) {
      const before = await page.locator('.counter').getAttribute('lang')
      await page.keyboard.press('F9')
      await expect(page.locator('.counter')).not.toHaveAttribute('lang', before ?? '')
    }
    await display.getByRole('button', { name: button, exact: true }).click()
    await expect(display.locator('.counter-display')).toHaveAttribute('lang', language)
    await page.screenshot({ path: join(pictures, `counter-${name}.${language}.png`) })
    await display.screenshot({ path: join(pictures, `counter-${name}.${language}-display.png`) })
  }
  await page.keyboard.press('F9')
  await expect(page.locator('.counter')).toHaveAttribute('lang', 'zh-CN')
  await display.getByRole('button', { name: '简体中文', exact: true }).click()
}

/** Keys alone, as they come from a keyboard. */
async function keys(page: Page, ...presses: readonly string[]): Promise<void> {
  for (const press of presses) await page.keyboard.press(press)
}

async function typed(page: Page, text: string): Promise<void> {
  await expect(page.locator('.number input')).toBeFocused()
  await page.keyboard.type(text)
  await keys(page, 'Enter')
}

const step = (page: Page, name: string) => expect(page.locator('.desk')).toHaveAttribute('data-step', name)
const result = (page: Page, name: string) => expect(page.locator(`[data-result="${name}"]`)).toBeVisible()
const count = (page: Page, what: string, number: string) =>
  expect(page.locator(`[data-count="${what}"]`)).toHaveText(number)

async function logIn({ page }: RunningCounter): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: texts.locked.title })).toBeVisible()
  await expect(page.locator('input[type=password]')).toBeFocused()
  await page.keyboard.type(demoPin)
  await keys(page, 'Enter')
  await expect(page.getByRole('heading', { level: 1, name: texts.setUp.title })).toBeVisible()
}

/** Begins the session that is proposed. */
async function begin({ page }: RunningCounter): Promise<void> {
  await expect(page.locator('.set-up input:focus')).toHaveCount(1)
  await keys(page, 'Enter')
  await expect(page.locator('.desk')).toBeVisible()
}

async function hotelOrExam(
  scene: CounterScene,
  act: (sandbox: Sandbox, config: TerminalConfig) => Promise<void>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-counter-sandbox-'))
  const sandbox = await startSandbox(folder, ['--counter', '--scene', scene])
  try {
    const config: unknown = JSON.parse(readFileSync(sandbox.ready.terminalConfig, 'utf8'))
    await act(sandbox, terminalConfigSchema.parse(config))
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const countSchema = z.object({ count: z.int() })

/** Of how many guests the hotel's own server keeps what the law wants. */
function retainedBy({ ready }: Sandbox): number {
  const file = join(ready.folder, 'relying-parties', hotelCustomNumber, 'relying-party.db')
  const database = new Database(file)
  try {
    return countSchema.parse(database.prepare('SELECT count(*) AS count FROM retained').get()).count
  } finally {
    database.close()
  }
}

/** What a page of the counter could do beside what its bridge lets it. */
function reach(page: Page) {
  return page.evaluate(async () => {
    return {
      node: ['process', 'require', 'module'].filter((name) => Reflect.has(globalThis, name)),
      fetches: await fetch('https://hall.example/').then(
        () => true,
        () => false,
      ),
      opens: window.open('about:blank') !== null,
    }
  })
}

/** The roster of the sandbox's exam, with sessions of the test's own. */
function setRoster({ counter }: TerminalConfig, sessions: readonly (readonly [string, number])[]): void {
  if (counter?.kind !== 'exam') throw new Error('this is no exam')
  const [, , , , , expected] = readFileSync(counter.roster, 'utf8').split('\n')[1]?.split(',') ?? []
  writeFileSync(counter.roster, rosterText(sessions, expected))
}

test('an exam’s staff admit, refuse a stand-in and whoever comes twice, and take back: by keys alone', async () => {
  test.setTimeout(longestStart)
  await hotelOrExam('exam', async (sandbox, config) => {
    setRoster(config, [
      ['上午', Date.now() + 20 * minute],
      ['下午', Date.now() + 300 * minute],
    ])
    const counter = await startCounter({ sandbox, config })
    const { page } = counter
    const codes: string[] = []
    /** Holds a phone's code before the scanner, once it is armed for whoever stands there. */
    const present = async (citizen: string, before: number) => {
      await counter.armed(before)
      const code = await codeWithFace(sandbox, citizen)
      codes.push(code)
      await sandbox.bench.scan({ text: code })
    }
    try {
      await picture(counter, 'locked')
      await page.keyboard.type('135790')
      await keys(page, 'Enter')
      await expect(page.getByRole('alert')).toHaveText(texts.locked.refused['wrong-pin'])
      await logIn(counter)
      await picture(counter, 'set-up')
      await expectAccessible(page)
      await begin(counter)
      await step(page, 'number')

      // A code that comes before a number was typed is nobody's.
      await sandbox.bench.scan({ text: await codeWithFace(sandbox, candidate) })
      await step(page, 'number')

      const before = await counter.armings()
      await typed(page, '0042')
      await step(page, 'present')
      await expect(page.locator('.person')).toContainText('07')
      await picture(counter, 'exam-present')
      await present(standIn, before)
      await result(page, 'failed')
      await picture(counter, 'exam-stand-in')
      await count(page, 'failed', '1')

      const again = await counter.armings()
      await typed(page, '0042')
      await present(candidate, again)
      await result(page, 'admitted')
      await picture(counter, 'exam-admitted')
      await count(page, 'admitted', '1')

      const armings = await counter.armings()
      await typed(page, '0042')
      await result(page, 'admitted-before')
      await expect(page.locator('.result-note')).toContainText(`在 2 号入口`)
      await picture(counter, 'exam-twice')
      for (const [ticket, refused] of [
        ['1001', 'wrong-session'],
        ['0100', 'wrong-room'],
        ['7777', 'unknown-ticket'],
      ] as const) {
        await typed(page, ticket)
        await result(page, refused)
      }
      expect(await counter.armings(), 'nothing is armed for those who are not checked').toBe(armings)

      await keys(page, 'F8')
      await expect(page.locator('.key-says')).toContainText('.csv')
      const file = readdirSync(sandbox.ready.folder).find((name) => /^admissions-2-.*\.csv$/.test(name)) ?? ''
      await expect(page.locator('.key-says')).toHaveText(texts.exports.written(file))
      expect(readFileSync(join(sandbox.ready.folder, file), 'utf8')).toMatch(/\r\n0042,上午,2,.*\r\n$/)

      // Taken back with a reason that has to be chosen, and let in again.
      await page.keyboard.type('0042')
      await keys(page, 'F2')
      await expect(page.locator('.found input:focus')).toHaveCount(1)
      await keys(page, 'Enter')
      await count(page, 'undone', '0')
      await picture(counter, 'exam-found')
      await expectAccessible(page)
      await keys(page, 'ArrowDown', 'ArrowDown', 'Enter')
      await expect(page.locator('[data-undone]')).toHaveAttribute('data-undone', 'done')
      await count(page, 'undone', '1')
      await count(page, 'admitted', '0')
      await keys(page, 'Escape')

      // The next session has begun meanwhile: whoever comes now is late, and is let in.
      setRoster(config, [['上午', Date.now() - 5 * minute]])
      await keys(page, 'F4')
      await begin(counter)
      const late = await counter.armings()
      await typed(page, '0042')
      await present(candidate, late)
      await expect(page.getByRole('heading', { level: 1, name: texts.result.late })).toBeVisible()
      await picture(counter, 'exam-late')

      // What resembles an identity number is erased before it can be sent.
      await expect(page.locator('.number input')).toBeFocused()
      await page.keyboard.type('11010519491231002X')
      await expect(page.locator('.number input')).toHaveValue('')
      await expect(page.locator('#number-says')).toHaveText(texts.number.identity)

      await keys(page, 'F10')
      await expect(page.getByRole('heading', { level: 1, name: texts.locked.title })).toBeVisible()
      await expect(counter.display.locator('h1')).toHaveText(texts.display.closed)
      const passed = readFileSync(counter.ipcRecord)
      for (const code of codes) expect(passed.includes(code), 'a code passed main').toBe(false)
      expect(passed.includes('11010519491231002'), 'an identity number passed main').toBe(false)
      expect(JSON.stringify(counter.journal())).not.toContain('0042')
      expect(counter.events('counter.admission').map(({ fields }) => fields['outcome'])).toEqual([
        'failed',
        'admitted',
        'admitted',
      ])
    } finally {
      await counter.close()
    }
  })
})

test('killed between the verdict and the admission, a counter admits at its next start, and tells it', async () => {
  test.setTimeout(longestStart)
  await hotelOrExam('exam', async (sandbox, config) => {
    const stateFolder = mkdtempSync(join(tmpdir(), 'passonly-e2e-counter-state-'))
    const killed = await startCounter({ sandbox, config, stateFolder })
    await logIn(killed)
    await begin(killed)
    const code = await codeWithFace(sandbox, candidate)
    const before = await killed.armings()
    await typed(killed.page, '0042')
    await killed.armed(before)

    // The hall's file is held from when the check was begun: the verdict comes, and the admission cannot be kept yet.
    const hall = new Database(join(stateFolder, 'hall.db'))
    await sandbox.bench.setPlatformUp(false)
    await sandbox.bench.scan({ text: code })
    await expect
      .poll(() => hall.prepare('SELECT count(*) AS count FROM pending').get(), { intervals: [2] })
      .toMatchObject({ count: 1 })
    hall.exec('BEGIN IMMEDIATE')
    await sandbox.bench.setPlatformUp(true)
    await expect.poll(() => killed.events('check.complete').length, { intervals: briskly }).toBe(1)
    await killed.kill()
    hall.exec('ROLLBACK')
    hall.close()

    const next = await startCounter({ sandbox, config, stateFolder })
    try {
      await logIn(next)
      await expect(next.page.locator('.settled')).toContainText(texts.setUp.outcomes.admitted)
      await picture(next, 'exam-settled')
      await begin(next)
      await count(next.page, 'admitted', '1')
      await typed(next.page, '0042')
      await result(next.page, 'admitted-before')
    } finally {
      await next.close()
      rmSync(stateFolder, { recursive: true, force: true })
    }
  })
})

test('a hotel’s guests are checked one after the other, and data is delivered to the hotel by consent alone', async () => {
  test.setTimeout(longestStart)
  await hotelOrExam('hotel', async (sandbox, config) => {
    const counter = await startCounter({ sandbox, config })
    const { page, display } = counter
    try {
      await logIn(counter)
      await begin(counter)
      await step(page, 'present')
      await picture(counter, 'hotel-waiting')
      await expectAccessible(display)

      // Both pages are shut in as the citizen's screen is.
      for (const one of [page, display]) {
        expect(await reach(one)).toEqual({ node: [], fetches: false, opens: false })
      }

      // Without a booking: at once, and again at once; the result stands until the next one is there.
      await counter.armed(0)
      await sandbox.bench.scan({ text: await sandbox.newCode('test-2') })
      await result(page, 'checked')
      await expect(page.locator('.result-note')).toHaveText(texts.result.notAsked)
      expect(retainedBy(sandbox)).toBe(0)
      await expect(display.locator('[data-result="pass"]')).toBeVisible()
      await picture(counter, 'hotel-passed')
      await step(page, 'present')

      // A booking with a consent: the guest answers on the display, before anything is armed for them.
      await typed(page, 'B1001')
      await step(page, 'consent')
      await picture(counter, 'hotel-consent')
      await expectAccessible(display)
      const before = await counter.armings()
      await display.getByRole('button', { name: texts.display.agree, exact: true }).click()
      await step(page, 'present')
      await counter.armed(before)
      const armedForGuest = await counter.armings()
      await sandbox.bench.scan({ text: await sandbox.newCode('test-1') })
      await result(page, 'checked')
      await expect(page.locator('.result-note')).toHaveText(texts.result.asked)
      await picture(counter, 'hotel-delivered')
      await count(page, 'admitted', '2')
      expect(counter.events('counter.consent').map(({ fields }) => fields['answer'])).toEqual(['given'])
      // The hotel's own server has of this guest what the law makes it keep, and of the one before nothing.
      await expect.poll(() => retainedBy(sandbox), { timeout: 20_000 }).toBe(1)

      // The platform goes away: neither pass nor fail.
      await counter.armed(armedForGuest)
      await sandbox.bench.setPlatformUp(false)
      await sandbox.bench.scan({ text: await sandbox.newCode('test-2') })
      await result(page, 'unavailable')
      await picture(counter, 'hotel-unavailable')
      await count(page, 'admitted', '2')
    } finally {
      await counter.close()
    }
  })
})
