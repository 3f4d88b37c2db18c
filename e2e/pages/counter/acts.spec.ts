/** What staff do at the counter's page: by keys, by touch, and what the page keeps to itself. */
import { expect, test } from 'playwright/test'
import {
  counterDisplayViewsIn,
  counterMorning,
  counterViewsIn,
} from '../../../src/renderer/preview/counter-specimens.ts'
import type { CounterView } from '../../../src/shared/counter/counter-view.ts'
import { counterTextsOf } from '../../../src/renderer/locales/counter.ts'
import { openCounter, openDisplay } from './counter-page.ts'

const texts = counterTextsOf('zh-CN')
const views = counterViewsIn('zh-CN')

function view(name: string): CounterView {
  const found = views[name]
  if (!found) throw new Error(`there is no ${name}`)
  return found
}

test.use({ viewport: { width: 1280, height: 800 }, hasTouch: true })
test.beforeEach(({ page }) => page.clock.install({ time: counterMorning }))

test('a PIN is typed by touch, and is gone from the page when it is sent', async ({ page }) => {
  const counter = await openCounter(page)
  await counter.show(view('locked'))
  await page.getByText('12', { exact: true }).tap()
  for (const digit of '246810') await page.locator('.pin-pad').getByText(digit, { exact: true }).tap()
  await page.locator('.pin-pad .main').tap()
  expect(await counter.actions()).toEqual([{ type: 'unlock', staff: 1, pin: '246810' }])
  await expect(page.locator('input[type=password]')).toHaveValue('')
})

test('while no PIN is taken none can be typed, and the seconds count down', async ({ page }) => {
  const counter = await openCounter(page)
  await counter.show(view('locked-waits'))
  await expect(page.locator('input[type=password]')).toBeDisabled()
  await page.clock.pauseAt(counterMorning + 10_000)
  await expect(page.getByRole('alert')).toHaveText(texts.locked.wait(20))
  await page.clock.fastForward(20_500)
  await expect(page.locator('input[type=password]')).toBeFocused()
})

test('a number is typed by touch; by a mouse or keys no pad takes room', async ({ page }) => {
  const counter = await openCounter(page)
  await counter.show(view('exam-number'))
  await page.locator('.number input').click()
  await expect(page.locator('.number-pad')).toHaveCount(0)
  await page.locator('.number input').tap()
  for (const sign of '20261205-0042') await page.locator('.number-pad').getByText(sign, { exact: true }).tap()
  await page.getByRole('button', { name: texts.number.submit }).tap()
  expect(await counter.actions()).toEqual([{ type: 'number', ticket: '20261205-0042' }])
})

test('what resembles an identity number, or is longer than a ticket number, is erased and goes nowhere', async ({
  page,
}) => {
  const counter = await openCounter(page)
  await counter.show(view('exam-number'))
  const field = page.locator('.number input')
  for (const text of [
    '11010519491231002X',
    '110105 19491231 002X',
    '１１０１０５１９４９１２３１００２Ｘ',
    'K'.repeat(33),
  ]) {
    await field.fill(text)
    await expect(field).toHaveValue('')
    await page.keyboard.press('Enter')
    await page.keyboard.press('F2')
  }
  await field.fill('王小明')
  await page.keyboard.press('Enter')
  await expect(page.locator('#number-says')).toHaveText(texts.number.other)
  expect(await counter.actions()).toEqual([])
})

test('a number that is typed while somebody is checked waits in its field', async ({ page }) => {
  const counter = await openCounter(page)
  await counter.show(view('exam-verifying'))
  await page.keyboard.type('0043')
  await page.keyboard.press('Enter')
  expect(await counter.actions()).toEqual([])
  await counter.show(view('exam-result-1-admitted'))
  await page.keyboard.press('Enter')
  expect(await counter.actions()).toEqual([{ type: 'number', ticket: '0043' }])
})

test('nothing is taken back before a reason was chosen, and by keys alone', async ({ page }) => {
  const counter = await openCounter(page)
  await counter.show(view('exam-found'))
  await page.keyboard.press('Enter')
  expect(await counter.actions()).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await counter.actions()).toEqual([{ type: 'undo', seq: 60, reason: 'wrong-ticket' }])
  await page.keyboard.press('Escape')
  expect((await counter.actions()).at(-1)).toEqual({ type: 'close-search' })
})

test('every key that stands on a button presses it', async ({ page }) => {
  const counter = await openCounter(page)
  const asked = view('hotel-consent')
  if (asked.screen.name !== 'desk') throw new Error('this is no desk')
  await counter.show({ ...asked, screen: { ...asked.screen, place: 'print' } })
  for (const key of ['F6', 'F7', 'F9', 'F4', 'F10', 'Escape']) await page.keyboard.press(key)
  expect(await counter.actions()).toEqual([
    { type: 'consent', given: true },
    { type: 'consent', given: false },
    { type: 'set-language', language: 'zh-Hant' },
    { type: 'end-session' },
    { type: 'lock' },
    { type: 'clear' },
  ])
})

test('a guest who is asked on the display agrees there, and no key of staff does it for them', async ({
  page,
}) => {
  const counter = await openCounter(page)
  await counter.show(view('hotel-consent'))
  for (const key of ['F6', 'F7']) await page.keyboard.press(key)
  expect(await counter.actions()).toEqual([{ type: 'consent', given: false }])
})

test('whoever stands at the display answers there', async ({ page }) => {
  const display = await openDisplay(page)
  const asked = counterDisplayViewsIn('zh-CN')['consent']
  if (!asked) throw new Error('nobody is asked')
  await display.show(asked)
  await page.getByRole('button', { name: texts.display.decline, exact: true }).tap()
  await page.getByRole('button', { name: 'English' }).tap()
  expect(await display.actions()).toEqual([
    { type: 'consent', question: 1, given: false },
    { type: 'set-language', language: 'en' },
  ])
})
