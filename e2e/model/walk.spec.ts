/**
 * The statechart walked through by the real terminal: by the shortest ways to whatever has not occurred yet, until every
 * state and every transition has. After each step the screen shows what the statechart says. Touches, phones, what is
 * typed, what the hall's software asks for and what the platform answers are real; time passes by the walk's hand, and what a device host reports is said
 * in its place, at the boundary where main parses it (devices have tests of their own).
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type Page, expect } from 'playwright/test'
import { initialTransition } from 'xstate'
import type { HallAsk } from '../../src/main/journey/hall-ask.ts'
import { viewOf } from '../../src/main/journey/view-of.ts'
import { defaultDelays, type TerminalConfig } from '../../src/shared/config.ts'
import { hallCheckSchema } from '../../src/shared/hall-api/contract.ts'
import type { JourneyView } from '../../src/shared/journey-view.ts'
import { startEvilPlatform } from '../evil-platform/evil-platform.ts'
import { test } from '../support/fixtures.ts'
import { freePort } from '../support/free-port.ts'
import { hallForm, hallSite } from '../support/hall-site.ts'
import { phoneOf } from '../support/phone.ts'
import { drawnEntry, entryViews } from '../support/secure-entry.ts'
import { titleOf } from '../support/screens.ts'
import { briskly, longestStart, startTerminal, type Terminal } from '../support/terminal.ts'
import { activeStates, allStates, allTransitions } from './coverage.ts'
import { heldDelays } from './delays.ts'
import { type HeldMain, holdMain } from './held-main.ts'
import { KnownGround } from './nearest.ts'
import { silentInput, silentJourney, type SilentSnapshot } from './silent-journey.ts'
import { afterStep, shownCode, type Step, stepName, stepsFrom } from './steps.ts'
import { exception, type HallSoftware, walkedHall } from './whole-walk.ts'

/** Every length that main's held timers can have: a citizen with large text has twice the time. */
const heldLengths = [
  ...Object.values(heldDelays).flatMap((length) => [length, 2 * length]),
  defaultDelays.verification + heldDelays.verificationGrace,
  heldDelays.reading + heldDelays.hint,
  heldDelays.readingDocument + heldDelays.hint,
]

interface Shown {
  readonly view: JourneyView
  readonly title: string | null
  /** Whether the question stands whether somebody is there. */
  readonly asks: boolean
}

/** What the page was told, and what stands on it. */
function shownOn(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    let view: JourneyView | null = null
    const stop = window.passonly.onView((now) => {
      view = now
    })
    stop()
    if (!view) throw new Error('the screen was told nothing')
    return {
      view,
      title: document.querySelector('h1')?.textContent ?? null,
      asks: document.querySelector('[role=alertdialog]') !== null,
    }
  })
}

/** The view with what the platform gave it taken out: the terminal's number, and the code that phones scan. */
function comparable(view: JourneyView): JourneyView {
  const { screen } = view
  if (screen.name !== 'present') return view
  const { approval } = screen
  const shown = approval?.state === 'waiting' ? { ...approval, code: shownCode } : approval
  return { ...view, screen: { ...screen, terminal: null, approval: shown } }
}

/** What the page has to show by the statechart. */
function expectedOf(snapshot: SilentSnapshot, config: TerminalConfig): Shown {
  const view = viewOf(snapshot, config, { test: true, terminal: null })
  const { screen, language, warning } = view
  const parts = screen.name === 'present' ? { documentKey: screen.documentKey, turn: screen.turn } : {}
  const method = screen.name === 'present' || screen.name === 'document-notice' ? screen.method : undefined
  return { view, title: titleOf(screen.name, language, method, parts), asks: warning !== null }
}

/** The transitions that open the view for typing. */
const opening: ReadonlySet<string> = new Set(
  allTransitions.filter((name) =>
    /^present\.typing\.(closed: (type-in|approval\.approved)|open: approval\.approved)$/.test(name),
  ),
)

test('every state and every transition of the statechart, by its shortest ways', async ({ sandbox }) => {
  test.setTimeout(longestStart + 240_000)
  const evil = await startEvilPlatform(sandbox.ready)
  evil.passApprovals(true)
  const hall = await hallSite(() => ({ body: hallForm }))
  const software = { port: await freePort(), token: randomBytes(32).toString('hex') }
  const config = walkedHall(evil.url, hall.origin, software)
  const terminal = await startTerminal({ sandbox, config, delays: heldDelays })
  try {
    await sandbox.bench.plugDocumentReader()
    const main = await holdMain(terminal.app, heldLengths)
    const walk = new Walk(terminal, main, evil, sandbox, config, software)
    await walk.begin()
    const wanted = new Set(allTransitions.filter((name) => exception(name) === null))
    const states = new Set<string>()
    const ground = new KnownGround()
    let way: readonly string[] | null
    while ((way = ground.wayToNearest(walk.snapshot, wanted))) {
      for (const name of way) {
        for (const occurred of await walk.take(name)) wanted.delete(occurred)
        for (const state of activeStates(walk.snapshot)) states.add(state)
      }
    }
    console.log(`${walk.steps} steps`)
    expect([...wanted], 'transitions that did not occur').toEqual([])
    const missed = allStates.filter((name) => !states.has(name) && exception(name) === null)
    // What an eventless transition leaves at once is active at no moment that could be looked at.
    expect(missed, 'states that were not reached').toEqual(['present.approval.deciding'])
  } finally {
    await terminal.close()
    await evil.close()
    hall.server.close()
  }
})

class Walk {
  snapshot: SilentSnapshot
  steps = 0
  readonly #terminal: Terminal
  readonly #main: HeldMain
  readonly #evil: Awaited<ReturnType<typeof startEvilPlatform>>
  readonly #phone: ReturnType<typeof phoneOf>
  readonly #config: TerminalConfig
  readonly #software: HallSoftware
  /** The visit that the hall's software asked for last, by the terminal's name for it. */
  #asked = ''
  /** The approval that the phone has opened. */
  #anchor = ''
  #answer: (answer: 'pass' | 'fail' | 'nothing') => void = () => undefined

  constructor(
    terminal: Terminal,
    main: HeldMain,
    evil: Awaited<ReturnType<typeof startEvilPlatform>>,
    sandbox: Parameters<typeof phoneOf>[0],
    config: TerminalConfig,
    software: HallSoftware,
  ) {
    this.#terminal = terminal
    this.#software = software
    this.#main = main
    this.#evil = evil
    this.#phone = phoneOf(sandbox)
    this.#config = config
    const [start] = initialTransition(silentJourney, silentInput(config, false))
    this.snapshot = start
  }

  async begin(): Promise<void> {
    const { view } = await shownOn(this.#terminal.page)
    const [start] = initialTransition(silentJourney, silentInput(this.#config, view.voiceOffered))
    this.snapshot = start
    await this.#expectShown('the start')
  }

  /** Takes the step of this name, and gives the transitions that it brought about. */
  async take(name: string): Promise<readonly string[]> {
    const step = stepsFrom(this.snapshot).find((step) => stepName(step) === name)
    if (!step) throw new Error(`${name} does not happen here`)
    const before = expectedOf(this.snapshot, this.#config)
    const reached = afterStep(this.snapshot, step)
    if (reached.snapshot.matches('verifying')) this.#holdAnswer()
    const armings = await this.#terminal.armings()
    const heard = await this.#main.heard()
    await this.#perform(step)
    this.snapshot = reached.snapshot
    this.steps += 1
    const isSilent = JSON.stringify(before) === JSON.stringify(expectedOf(this.snapshot, this.#config))
    if (isSilent && (step.by === 'screen' || step.by === 'entry')) {
      await expect.poll(() => this.#main.heard(), { intervals: briskly }).toBeGreaterThan(heard)
    }
    // The view for typing says by itself, once it is drawn, that somebody is there: what the walk ends must come after.
    const opensTyping = reached.transitions.some((transition) => opening.has(transition))
    if (opensTyping && this.snapshot.matches({ present: { typing: 'open' } })) {
      const own = step.by === 'screen' ? 1 : 0
      await expect
        .poll(() => this.#main.heard(), { intervals: briskly, timeout: 10_000 })
        .toBeGreaterThan(heard + own)
    }
    const isArmedAnew =
      step.by === 'death of the device host' ||
      reached.transitions.some((transition) => transition.includes('presentation.reader'))
    if (isArmedAnew) {
      await expect
        .poll(() => this.#terminal.armings(), { intervals: briskly, timeout: 10_000 })
        .toBeGreaterThan(armings)
    }
    await this.#expectShown(name)
    if (step.by === 'phone' && step.act === 'cut') this.#evil.passApprovals(true)
    return reached.transitions
  }

  async #perform(step: Step): Promise<void> {
    switch (step.by) {
      case 'screen':
        return this.#terminal.act(step.event)
      case 'time':
        return this.#main.end(step.milliseconds)
      case 'device':
        return this.#main.say(step.report)
      case 'death of the device host':
        return this.#main.killHost()
      case 'phone':
        return this.#onPhone(step.act)
      case 'entry': {
        const view = await drawnEntry(this.#terminal)
        return view.evaluate((act) => {
          if (act === 'leave') window.secureEntry.leave()
          else window.secureEntry.activity()
        }, step.act)
      }
      case 'hall page':
        return step.act === 'touch' ? this.#touchPage() : this.#closePage()
      case 'hall':
        return step.act === 'start' ? this.#start(step.ask) : this.#cancel()
      case 'platform':
        this.#answer(step.answer)
    }
  }

  /** Waits until the hall's page has come. */
  #pageStands(): Promise<void> {
    const title = () =>
      this.#terminal.app.evaluate(
        ({ webContents }) =>
          webContents
            .getAllWebContents()
            .find((one) => one.getURL().startsWith('http'))
            ?.getTitle() ?? null,
      )
    return expect
      .poll(title, { message: 'the hall’s page', intervals: briskly, timeout: 10_000 })
      .toBe('表单')
  }

  /** A touch as Electron tells main of it; of several within a second main hears one. */
  async #touchPage(): Promise<void> {
    await this.#pageStands()
    const before = await this.#main.begun()
    await expect
      .poll(
        async () => {
          await this.#terminal.app.evaluate(({ webContents }) => {
            const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'))
            contents?.emit('input-event', {}, { type: 'mouseDown' })
          })
          return this.#main.begun()
        },
        { message: 'a touch of the hall’s page', intervals: briskly, timeout: 10_000 },
      )
      .toBeGreaterThan(before)
  }

  async #closePage(): Promise<void> {
    await this.#pageStands()
    await this.#terminal.app.evaluate(({ webContents }) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'))
      // A page that has closed itself does not answer.
      void contents?.executeJavaScript('window.close()', true).catch(() => undefined)
    })
  }

  /** Over HTTP, as the hall's software does. */
  async #call(method: 'POST' | 'DELETE', path: string, body?: unknown) {
    const { port, token } = this.#software
    const reply = await fetch(`http://127.0.0.1:${port}/v1/checks${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`the hall’s software was refused: ${reply.status} ${text}`)
    return hallCheckSchema.parse(JSON.parse(text))
  }

  async #start({ service, subject }: HallAsk): Promise<void> {
    this.#asked = (await this.#call('POST', '', { service, subject, idempotencyKey: randomUUID() })).id
  }

  async #cancel(): Promise<void> {
    await this.#call('DELETE', `/${this.#asked}`)
  }

  async #onPhone(act: 'open' | 'approve' | 'decline' | 'cut'): Promise<void> {
    if (act === 'cut') this.#evil.passApprovals(false)
    if (act === 'approve') await this.#phone.approve(this.#anchor)
    if (act === 'decline') await this.#phone.decline(this.#anchor)
    if (act !== 'open') return
    const { view } = await shownOn(this.#terminal.page)
    const code =
      view.screen.name === 'present' && view.screen.approval?.state === 'waiting'
        ? view.screen.approval.code
        : ''
    this.#anchor = (await this.#phone.open(code)).anchor
  }

  /** The platform answers the next check when, and what, the walk says. */
  #holdAnswer(): void {
    const said = new Promise<'pass' | 'fail' | 'nothing'>((resolve) => {
      this.#answer = resolve
    })
    this.#evil.behave(async (exchange) => {
      const answer = await said
      if (answer === 'nothing') exchange.response.writeHead(500).end()
      else exchange.answer(exchange.sign(exchange.members({ authResult: answer })))
    })
  }

  /** The page was told, and shows, what the statechart says; where something is typed, its view is there. */
  async #expectShown(after: string): Promise<void> {
    const expected = expectedOf(this.snapshot, this.#config)
    const isTyping = this.snapshot.matches({ present: { typing: 'open' } })
    await expect
      .poll(
        async () => {
          const { view, title, asks } = await shownOn(this.#terminal.page)
          const typingViews = entryViews(this.#terminal).length
          // The view for typing has a title of its own.
          return { view: comparable(view), title: isTyping ? expected.title : title, asks, typingViews }
        },
        { message: `after ${after}`, intervals: briskly, timeout: 10_000 },
      )
      .toEqual({ ...expected, typingViews: isTyping ? 1 : 0 })
  }
}
