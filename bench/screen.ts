/** How soon the screen answers, on the whole terminal: loading this starts its sandbox and its display. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page } from 'playwright'
import { z } from 'zod'
import { startDisplay } from '../tools/lib/display.mjs'
import { electronArguments, electronPath } from '../tools/lib/electron.mjs'
import { startSandbox } from '../tools/lib/sandbox.mjs'
import { terminalArguments, terminalEnvironment } from '../tools/lib/terminal.mjs'
import { type Figure, percentile } from './measure/figures.ts'
import { VirtualScanner } from './measure/virtual-scanner.ts'

/** Codes that begin to be read. */
const readings = 60
/** Touches that lead to another screen. */
const touches = 100
/** One frame of a screen that draws sixty a second (ms). */
const frame = 1000 / 60
/** A frame that comes later than this after the one before was waited for in vain (ms). */
const late = 1.5 * frame
/** Longest that a touch may take to the next screen (ms). */
const longestTouch = 100

interface Watch {
  /** When the stage `reading` stood in a frame (ms since 1970); 0 until then. */
  readingAt: number
  /** When the last touch came, and when another screen than the one touched stood in a frame (ms of the page). */
  touchedAt: number
  shownAt: number
  /** Moments of the frames since the last touch (ms of the page). */
  frames: number[]
}

declare global {
  interface Window {
    readonly screenWatch: Watch
  }
}

/** Runs in the page: notes when touches come, and when what follows them stands in a frame. */
function installWatch(): void {
  const watch: Watch = { readingAt: 0, touchedAt: 0, shownAt: 0, frames: [] }
  Object.assign(window, { screenWatch: watch })
  let heading = document.querySelector('h1')
  let awaited = false
  addEventListener(
    'pointerup',
    (event) => {
      heading = document.querySelector('h1')
      Object.assign(watch, { touchedAt: event.timeStamp, shownAt: 0, frames: [] })
    },
    { capture: true },
  )
  new MutationObserver(() => {
    // The next frame is the first that has what has just changed.
    const isReading = document.querySelector('[data-stage=reading]') !== null
    if (isReading && watch.readingAt === 0 && !awaited) {
      awaited = true
      requestAnimationFrame(() => {
        awaited = false
        watch.readingAt = performance.timeOrigin + performance.now()
      })
    }
    if (watch.touchedAt === 0 || watch.shownAt !== 0) return
    const next = document.querySelector('h1')
    if (next === null || next === heading) return
    watch.shownAt = -1
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        watch.shownAt = performance.now()
      }),
    )
  }).observe(document.body, { subtree: true, childList: true, attributes: true })
  const tick = (at: number): void => {
    watch.frames.push(at)
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}

/** To where a code is waited for, the scanner armed. */
async function toPresent(page: Page, timeout = 30_000): Promise<void> {
  await page.evaluate(() => {
    window.passonly.act({ type: 'cancel' })
    window.passonly.act({ type: 'start' })
    window.passonly.act({ type: 'choose-service', service: 'social-security-card' })
    window.passonly.act({ type: 'agree' })
    window.passonly.act({ type: 'choose-subject', subject: 'self' })
    window.passonly.act({ type: 'choose-method', method: 'network-identity' })
  })
  await page.locator('[data-stage=ready]').waitFor({ timeout })
}

/** A terminal that has just come into being enrols first, and cannot check anybody until then. */
async function enrolled(page: Page): Promise<void> {
  for (let left = 20; ; left--) {
    try {
      await toPresent(page, 1_500)
      return
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

async function measureReadings(page: Page, scanner: VirtualScanner): Promise<Figure[]> {
  const times: number[] = []
  for (let reading = 0; reading < readings; reading++) {
    await toPresent(page)
    await page.evaluate(() => {
      window.screenWatch.readingAt = 0
    })
    const sent = scanner.begin()
    const at = await page.waitForFunction(() => window.screenWatch.readingAt || null)
    times.push(z.number().parse(await at.jsonValue()) - sent)
  }
  return [0.5, 0.99].map((share) => ({
    what: `first report of a scan to the frame with “reading”, p${share * 100} of ${times.length} (ms)`,
    ours: percentile(times, share).toFixed(1),
    floor: frame.toFixed(1),
    ratio: percentile(times, share) / frame,
    // A report that comes just after a frame waits for the next but one: one to be drawn in, one to be shown.
    bar: share === 0.5 ? '≤ 1' : '≤ 2',
  }))
}

async function measureTouches(page: Page): Promise<Figure[]> {
  const times: number[] = []
  let lateFrames = 0
  let allFrames = 0
  await page.evaluate(() => {
    window.passonly.act({ type: 'cancel' })
    window.passonly.act({ type: 'start' })
    window.passonly.act({ type: 'choose-service', service: 'social-security-card' })
  })
  const onward = page.locator('.acts button.main')
  const back = page.locator('.dock button', { hasText: '返回' })
  await onward.waitFor()
  for (let touch = 0; touch < touches; touch++) {
    await (touch % 2 === 0 ? onward : back).click()
    await page.waitForFunction(() => window.screenWatch.shownAt > 0)
    // Until what moves on the new screen has come to rest.
    await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== 'running'))
    const { touchedAt, shownAt, frames } = await page.evaluate(() => window.screenWatch)
    times.push(shownAt - touchedAt)
    const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
    allFrames += gaps.length
    lateFrames += gaps.filter((gap) => gap > late).length
  }
  return [
    ...[0.5, 0.99].map((share) => ({
      what: `touch to the next screen on the glass, p${share * 100} of ${times.length} (ms)`,
      ours: percentile(times, share).toFixed(1),
      floor: String(longestTouch),
      ratio: percentile(times, share) / longestTouch,
      bar: '≤ 1',
    })),
    {
      what: `frames dropped in ${touches} transitions, of ${allFrames}`,
      ours: String(lateFrames),
      floor: '0',
      ratio: lateFrames / touches,
      // The one in which the whole of a new screen is painted, where there is no graphics card.
      bar: '≤ 1',
    },
  ]
}

/** How soon the screen answers a device and a hand; `tell` hears of each figure that is done. */
export async function screenFigures(tell: (figure: Figure) => void): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-bench-screen-'))
  const display = await startDisplay({ always: true })
  const sandbox = await startSandbox({ folder: join(folder, 'sandbox'), args: ['--unlimited'] })
  const scanner = await VirtualScanner.open()
  const given = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: electronArguments(terminalArguments(join(folder, 'terminal'))),
    env: {
      ...Object.fromEntries(given),
      ...display.environment,
      ...terminalEnvironment(sandbox.ready),
      PASSONLY_VIRTUAL_DEVICES: String(scanner.port),
    },
  })
  try {
    const page = await app.firstWindow()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await enrolled(page)
    await page.evaluate(installWatch)
    const figures: Figure[] = []
    for (const measure of [() => measureReadings(page, scanner), () => measureTouches(page)]) {
      const measured = await measure()
      figures.push(...measured)
      for (const figure of measured) tell(figure)
    }
    return figures
  } finally {
    await app.close()
    scanner.close()
    await sandbox.stop()
    await display.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
