/** 同等服务, measured: what each method asks of a citizen in touches, screens, sizes and seconds, on the real terminal. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { demoConfig } from '../sandbox/demo-config.ts'
import { textsOf } from '../src/renderer/locales/texts.ts'
import type { JourneyAction } from '../src/shared/ipc.ts'
import { type MethodId, methodIds } from '../src/shared/journey-view.ts'
import { root } from '../tools/lib/paths.mjs'
import { type Measures, unlawful } from './model/equal-service.ts'
import { shortestWay } from './model/silent-journey.ts'
import { expect, test } from './support/fixtures.ts'
import { expectScreen, titleOf } from './support/screens.ts'
import { expectNoEntry } from './support/secure-entry.ts'
import type { Terminal } from './support/terminal.ts'

const texts = textsOf('zh-CN')
const config = demoConfig('http://127.0.0.1:9')
const [service] = config.services
if (!service) throw new Error('the hall has no service')

/** Characters that somebody reads in a minute. */
const readingRate = 400
/** For each touch: to find the button again and to reach it (s). */
const reach = 0.8
/** To lift a phone whose code is open, and to hold it before the scanner (s). */
const lift = 2

/** What buttons send, as far as somebody goes on and chooses one thing. */
const onward: readonly JourneyAction[] = [
  { type: 'start' },
  { type: 'choose-service', service: service.id },
  { type: 'agree' },
  { type: 'choose-subject', subject: 'self' },
  ...methodIds.map((method) => ({ type: 'choose-method', method }) as const),
]

function wayTo(method: MethodId): readonly JourneyAction[] {
  return shortestWay(config, onward, (snapshot) =>
    method === 'window'
      ? snapshot.matches('window')
      : snapshot.matches('present') && snapshot.context.method === method,
  )
}

/** The button that sends this action from the screen that stands. */
function buttonFor(page: Page, action: JourneyAction): Locator {
  const row = (title: string) => page.locator('button.row', { hasText: title })
  if (action.type === 'choose-service') return row(service?.title['zh-CN'] ?? '')
  if (action.type === 'choose-subject') return row(texts.subject.names[action.subject])
  if (action.type === 'choose-method') return row(texts.method.names[action.method])
  if (action.type === 'agree') return page.locator('.acts button.main')
  throw new Error(`no button is known for ${action.type}`)
}

/**
 * Characters that somebody reads before touching a button: the question, the gist of a notice, the choices down to the
 * one that is taken, and the button itself. Lines of help and notes below a choice are for whoever is in doubt.
 */
function charactersBefore(button: Locator): Promise<number> {
  return button.evaluate((chosen) => {
    const question = [...document.querySelectorAll('h1, .gist')]
    const rows = [...document.querySelectorAll('.row')]
    const above = chosen.matches('.row') ? rows.slice(0, rows.indexOf(chosen)) : []
    const titles = [...above, chosen].map((row) => row.querySelector('.row-title') ?? row)
    return [...question, ...titles].map((part) => part.textContent.replaceAll(/\s/g, '')).join('').length
  })
}

interface Walk {
  readonly taps: number
  readonly screens: number
  readonly characters: number
  /** How long the terminal took from touches to screens (s). */
  readonly machine: number
}

/** From the start screen to where the method is used, by touches. */
async function walk(terminal: Terminal, method: MethodId): Promise<Walk> {
  const { page } = terminal
  await terminal.walkTo('attract')
  let characters = 0
  let machine = 0
  const heading = page.getByRole('heading', { level: 1 })
  const screens = new Set([await heading.textContent()])
  const way = wayTo(method)
  for (const action of way) {
    const button = buttonFor(page, action)
    characters += await charactersBefore(button)
    const before = await heading.textContent()
    await button.click()
    const touched = performance.now()
    await expect(heading).not.toHaveText(before ?? '', { timeout: 10_000 })
    machine += (performance.now() - touched) / 1000
    screens.add(await heading.textContent())
  }
  await expectScreen(page, method === 'window' ? 'window' : 'present', method === 'window' ? {} : { method })
  characters += ((await heading.textContent()) ?? '').length
  return { taps: way.length, screens: screens.size, characters, machine }
}

const boxOf = (part: Locator) =>
  part.evaluate((element) => {
    const { width, height } = element.getBoundingClientRect()
    return `${Math.round(width)} × ${Math.round(height)}`
  })
const typeOf = (part: Locator) =>
  part.evaluate((element) => {
    const { fontSize, fontWeight, color } = getComputedStyle(element)
    return `${fontSize} ${fontWeight} ${color}`
  })

async function drawn(terminal: Terminal, method: MethodId): Promise<Omit<Measures, 'taps' | 'screens'>> {
  await terminal.walkTo('method')
  const row = buttonFor(terminal.page, { type: 'choose-method', method })
  return {
    row: `${await boxOf(row)} ${await row.evaluate((element) => getComputedStyle(element).backgroundColor)}`,
    title: await typeOf(row.locator('.row-title')),
    note: await typeOf(row.locator('.row-note')),
    picture: await boxOf(row.locator('.row-picture svg')),
  }
}

async function measured(terminal: Terminal, walks: Readonly<Record<MethodId, Walk>>) {
  const of = async (method: MethodId): Promise<Measures> => {
    const { taps, screens } = walks[method]
    return { taps, screens, ...(await drawn(terminal, method)) }
  }
  return {
    'network-identity': await of('network-identity'),
    'identity-card': await of('identity-card'),
    'travel-document': await of('travel-document'),
    window: await of('window'),
  } satisfies Record<MethodId, Measures>
}

function secondsOf({ taps, characters, machine }: Walk): number {
  return (characters / readingRate) * 60 + taps * reach + machine
}

test('no method is favoured: the same touches, screens and sizes, but for what the law wants', async ({
  terminal,
}) => {
  const walks = {
    'network-identity': await walk(terminal, 'network-identity'),
    'identity-card': await walk(terminal, 'identity-card'),
    'travel-document': await walk(terminal, 'travel-document'),
    window: await walk(terminal, 'window'),
  } satisfies Record<MethodId, Walk>
  const figures = Object.entries(walks).map(
    ([method, one]) =>
      `${method}: ${one.taps} touches, ${one.screens} screens, ${one.characters} characters, ${secondsOf(one).toFixed(1)} s`,
  )
  const stated = [
    ...figures,
    `Reading ${readingRate} characters a minute (questions, gists of notices, choices), ${reach} s to reach for each touch, and what the terminal took.`,
  ]
  const folder = join(root, 'test-results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'equal-service.txt'), `${stated.join('\n')}\n`)
  console.log(stated.join('\n'))

  const measures = await measured(terminal, walks)
  expect(unlawful(measures)).toEqual([])
  await expectNoEntry(terminal)

  // The measure can tell.
  const { 'network-identity': first, window } = measures
  const favoured = { ...measures, 'network-identity': { ...first, row: '952 × 260' } }
  expect(unlawful(favoured)).toHaveLength(3)
  const hidden = { ...measures, window: { ...window, taps: window.taps + 1 } }
  expect(unlawful(hidden)).toEqual([expect.stringContaining('taps of window')])
})

test('with a code in hand a check takes no more than 5 touches and 30 seconds, reading included', async ({
  terminal,
  sandbox,
}) => {
  const before = await terminal.armings()
  const way = await walk(terminal, 'network-identity')
  await terminal.armed(before)
  const code = await sandbox.newCode()
  const shown = performance.now()
  await sandbox.bench.scan({ text: code })
  await terminal.expectScreen('pass')
  const answered = (performance.now() - shown) / 1000
  const seconds = secondsOf(way) + lift + answered + (titleOf('pass').length / readingRate) * 60
  console.log(
    `A check by a code: ${way.taps} touches, ${seconds.toFixed(1)} s, reading ${readingRate} characters a minute`,
  )
  expect(way.taps).toBeLessThanOrEqual(5)
  expect(seconds).toBeLessThanOrEqual(30)
})
