/** How soon the screen answers, on the whole terminal: loading this starts its sandbox and its display. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { z } from 'zod'
import { startDisplay } from '../tools/lib/display.mjs'
import { electronArguments, electronPath } from '../tools/lib/electron.mjs'
import { root } from '../tools/lib/paths.mjs'
import { startSandbox } from '../tools/lib/sandbox.mjs'
import { terminalArguments, terminalEnvironment } from '../tools/lib/terminal.mjs'
import { type Figure, percentile } from './measure/figures.ts'
import { type Frames, framesOf } from './measure/frame-trace.ts'
import { VirtualScanner } from './measure/virtual-scanner.ts'

/** Codes that begin to be read. */
const readings = 60
/** Touches that lead to another screen. */
const touches = 100
/** Of these, the frames are looked at for so long (ms), in which the new screen comes and its picture moves. */
const watched = 800
/** One frame of a screen that draws sixty a second (ms). */
const frame = 1000 / 60
/** Longest that a touch may take to the next screen (ms). */
const longestTouch = 100

interface Watch {
  /** When the stage `reading` stood in a frame (ms since 1970); 0 until then. */
  readingAt: number
  /** When the last touch came, and when another screen than the one touched stood in a frame (ms of the page). */
  touchedAt: number
  shownAt: number
}

declare global {
  interface Window {
    readonly screenWatch: Watch
  }
}

/** Runs in the page: notes when touches come, and when what follows them stands in a frame. */
function installWatch(): void {
  const watch: Watch = { readingAt: 0, touchedAt: 0, shownAt: 0 }
  Object.assign(window, { screenWatch: watch })
  let heading = document.querySelector('h1')
  let awaited = false
  addEventListener(
    'pointerup',
    (event) => {
      heading = document.querySelector('h1')
      Object.assign(watch, { touchedAt: event.timeStamp, shownAt: 0 })
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
}

/** To where a code is waited for, the scanner armed. */
async function toPresent(page: Page, timeout = 30_000): Promise<void> {
  await page.evaluate(() => {
    window.passonly.act({ type: 'cancel' })
    window.passonly.act({ type: 'start' })
    window.passonly.act({ type: 'choose-service', service: 'social-security-card' })
    window.passonly.act({ type: 'agree', to: 'notice' })
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
    const { touchedAt, shownAt } = await page.evaluate(() => window.screenWatch)
    times.push(shownAt - touchedAt)
  }
  return [0.5, 0.99].map((share) => ({
    what: `touch to the next screen on the glass, p${share * 100} of ${times.length} (ms)`,
    ours: percentile(times, share).toFixed(1),
    floor: String(longestTouch),
    ratio: percentile(times, share) / longestTouch,
    bar: '≤ 1',
  }))
}

/** Leads to and fro so often between method, which stands still, and present, whose picture moves. */
async function moveToAndFro(page: Page): Promise<void> {
  for (let touch = 0; touch < touches; touch++) {
    await page.evaluate(
      ([onward, watched]) => {
        window.passonly.act(onward ? { type: 'choose-method', method: 'network-identity' } : { type: 'back' })
        return new Promise<void>((resolve) => setTimeout(resolve, watched))
      },
      [touch % 2 === 0, watched] as const,
    )
  }
}

/** The least that can be led to and fro between: a word, and a square that moves as the phone in the picture does. */
async function moveTheLeast(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.innerHTML = '<p>word</p>'
  })
  for (let touch = 0; touch < touches; touch++) {
    await page.evaluate(
      ([onward, watched]) => {
        const square = document.createElement('div')
        square.textContent = 'word'
        square.style.cssText = 'width: 300px; height: 300px; background: teal'
        document.body.replaceChildren(square)
        const way = { transform: ['translate(0, -64px)', 'translate(0, 0)'] }
        if (onward) square.animate(way, { duration: 3200, iterations: 3, easing: 'ease-in-out' })
        return new Promise<void>((resolve) => setTimeout(resolve, watched))
      },
      [touch % 2 === 0, watched] as const,
    )
  }
}

async function measureFrames(
  app: ElectronApplication,
  page: Page,
  least: ElectronApplication,
): Promise<Figure[]> {
  await toPresent(page)
  await page.evaluate(() => window.passonly.act({ type: 'back' }))
  const emptyPage = await least.firstWindow()
  const ours = await framesOf(app, page, () => moveToAndFro(page))
  const floor = await framesOf(least, emptyPage, () => moveTheLeast(emptyPage))
  const per = (frames: Frames) => `${frames.movingDropped} of ${frames.moving}`
  return [
    {
      what: `frames dropped while something moves, in ${touches} transitions between method and present, by act`,
      ours: per(ours),
      floor: per(floor),
      ratio: (ours.movingDropped + 1) / (floor.movingDropped + 1),
      bar: '≤ 1.3',
    },
    {
      what: 'the same, with those of the screen that comes, in which nothing moves yet',
      ours: `${ours.dropped} of ${ours.all}`,
      floor: `${floor.dropped} of ${floor.all}`,
      ratio: (ours.dropped + 1) / (floor.dropped + 1),
      bar: '≤ 1.3',
    },
  ]
}

/** With an Electron program beside it that has one window of the same size with one word in it. */
async function besideEmptyWindow<Result>(
  folder: string,
  machine: Record<string, string>,
  measure: (least: ElectronApplication) => Promise<Result>,
): Promise<Result> {
  const emptyWindow = join(root, 'bench', 'window')
  const least = await _electron.launch({
    executablePath: electronPath(),
    args: [
      ...electronArguments([]).filter((argument) => argument !== root),
      emptyWindow,
      `--user-data-dir=${join(folder, 'empty')}`,
    ],
    env: { ...machine, BENCH_WINDOW: emptyWindow },
  })
  try {
    return await measure(least)
  } finally {
    await least.close()
  }
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
  const machine = { ...Object.fromEntries(given), ...display.environment }
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: electronArguments(terminalArguments(join(folder, 'terminal'))),
    env: {
      ...machine,
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
    for (const measure of [
      () => measureReadings(page, scanner),
      () => measureTouches(page),
      () => besideEmptyWindow(folder, machine, (least) => measureFrames(app, page, least)),
    ]) {
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
