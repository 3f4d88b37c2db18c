/** The screen read aloud in the real application. No sound device is needed: without one, clips take as long and are not heard. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright'
import { demoConfig } from '../sandbox/demo-config.ts'
import { textsOf } from '../src/renderer/locales/texts.ts'
import { type Clip, clipPath } from '../src/renderer/voice/clip.ts'
import { everyClip, unrecorded } from '../src/renderer/voice/phrase-book.ts'
import { sentencesOf } from '../src/renderer/voice/sentences.ts'
import { typingInstructions } from '../src/renderer/voice/typing-instructions.ts'
import { terminalConfigSchema } from '../src/shared/config.ts'
import { type Language, languages } from '../src/shared/journey-view.ts'
import { expect, test } from './support/fixtures.ts'
import { openEntry, tapControl, tapKeys } from './support/secure-entry.ts'
import { startTerminal, type Terminal } from './support/terminal.ts'

const built = join(import.meta.dirname, '../out/renderer/voice')
const texts = textsOf('zh-CN')

const pathOf = (text: string, language: Language = 'zh-CN') => `/voice/${clipPath({ language, text })}`
const fileOf = (clip: Clip) => join(built, clipPath(clip))

/** What the page's audio elements did since they are listened to. */
interface Heard {
  readonly element: number
  readonly event: string
  readonly path: string
}

declare global {
  interface Window {
    heard?: Heard[]
  }
}

/** Writes down from now on what every audio element of the page does; it runs in the page. */
function listen(): void {
  if (window.heard) return
  const heard: Heard[] = []
  window.heard = heard
  const elements: HTMLMediaElement[] = []
  const proto = HTMLMediaElement.prototype
  const play = Object.getOwnPropertyDescriptor(proto, 'play')?.value
  const note = (element: HTMLMediaElement, event: string) => {
    heard.push({ element: elements.indexOf(element), event, path: new URL(element.src).pathname })
  }
  proto.play = function playAndTell() {
    if (!elements.includes(this)) {
      elements.push(this)
      for (const event of ['pause', 'ended', 'error']) {
        // Before the voice hears of it and goes on to the next clip.
        this.addEventListener(event, () => note(this, event), { capture: true })
      }
    }
    note(this, 'play')
    return play.call(this)
  }
}

async function heardIn(page: Page): Promise<readonly Heard[]> {
  return page.evaluate(() => window.heard ?? [])
}

const played = (heard: readonly Heard[]) =>
  heard.filter(({ event }) => event === 'play').map(({ path }) => path)

/** Listens to the screen and switches the voice on. */
async function hear(terminal: Terminal): Promise<void> {
  await terminal.page.evaluate(listen)
  await terminal.act({ type: 'set-access', mode: 'voice', on: true })
}

test('the build has a clip for every sentence of every language', () => {
  for (const language of languages) {
    const clips = everyClip(language)
    expect(clips.length).toBeGreaterThan(200)
    for (const clip of clips) {
      const ogg = readFileSync(fileOf(clip))
      expect(ogg.subarray(0, 4).toString('latin1'), clip.text).toBe('OggS')
      expect(ogg.length, clip.text).toBeGreaterThan(300)
    }
  }
})

test('a screen is read sentence by sentence, each to its end; the next one stops it', async ({
  terminal,
}) => {
  const { page } = terminal
  await hear(terminal)
  await expect.poll(async () => played(await heardIn(page))).toContain(pathOf(texts.attract.title))
  const before = (await heardIn(page)).length
  await terminal.act({ type: 'start' })
  const { title, help } = texts.service
  const since = async (from: number) => (await heardIn(page)).slice(from)
  await expect
    .poll(async () => played(await since(before)).slice(0, 2), { timeout: 20_000 })
    .toEqual([pathOf(title), expect.any(String)])
  const [, second] = played(await since(before))
  expect(second).toBe(pathOf(sentencesOf(help)[0] ?? ''))
  expect((await since(before)).some(({ event, path }) => event === 'ended' && path === pathOf(title))).toBe(
    true,
  )

  const atNotice = (await heardIn(page)).length
  await terminal.act({ type: 'choose-service', service: 'social-security-card' })
  await expect.poll(async () => played(await since(atNotice)).at(0)).toBe(pathOf(texts.notice.title))

  const all = await heardIn(page)
  expect(new Set(all.map(({ element }) => element))).toEqual(new Set([0]))
  // Nothing begins while something sounds.
  const sounding = all.filter(({ event }, index) => event === 'play' && all[index - 1]?.event === 'play')
  expect(sounding).toEqual([])
  await terminal.act({ type: 'cancel' })
})

test('whoever switched it on is forgotten with the visit; who did not hears nothing', async ({
  terminal,
}) => {
  const { page } = terminal
  await hear(terminal)
  await terminal.act({ type: 'start' })
  await expect.poll(async () => played(await heardIn(page))).toContain(pathOf(texts.service.title))
  await terminal.act({ type: 'cancel' })
  await terminal.expectScreen('attract')
  await expect.poll(async () => (await heardIn(page)).at(-1)?.event).not.toBe('play')
  const before = played(await heardIn(page)).length
  await terminal.walkTo('present')
  expect(played(await heardIn(page))).toHaveLength(before)
})

test('the view in which is typed can play nothing', async ({ terminal }) => {
  await terminal.walkTo('present')
  await terminal.act({ type: 'set-access', mode: 'voice', on: true })
  const view = await openEntry(terminal)
  const play = (page: Page) =>
    page.evaluate(async (path) => {
      const audio = new Audio()
      const came = new Promise<string>((resolve) => {
        for (const event of ['canplay', 'error']) audio.addEventListener(event, () => resolve(event))
      })
      audio.src = path
      return came
    }, pathOf('7'))
  expect(await play(terminal.page)).toBe('canplay')
  expect(await play(view)).toBe('error')
  await terminal.walkTo('attract')
})

/** Clips take a sixteenth of their time; it runs in the page. */
function hurry(): void {
  const proto = HTMLMediaElement.prototype
  const play = Object.getOwnPropertyDescriptor(proto, 'play')?.value
  proto.play = function playFast() {
    this.defaultPlaybackRate = 16
    this.playbackRate = 16
    return play.call(this)
  }
}

test('how to type is said once from the screen above, and nothing of what is typed', async ({ terminal }) => {
  const { page } = terminal
  await terminal.walkTo('present')
  await page.evaluate(hurry)
  await hear(terminal)
  const { title } = texts.typing['dynamic-code']
  await expect.poll(async () => played(await heardIn(page)), { timeout: 20_000 }).not.toEqual([])
  const view = await openEntry(terminal)
  const since = async () => {
    const all = played(await heardIn(page))
    return all.slice(all.lastIndexOf(pathOf(title)))
  }
  const number = (await page.locator('.terminal-number strong').innerText()).replaceAll(/\D/g, '')
  const sentences = [
    title,
    ...sentencesOf(texts.typing['dynamic-code'].help),
    texts.typing['dynamic-code'].terminal,
    ...Array.from(number),
    ...typingInstructions(texts, 'dynamic-code').flatMap(sentencesOf),
  ].map((text) => pathOf(text))
  await tapKeys(view, '7351946')
  await expect.poll(since, { timeout: 20_000 }).toEqual(sentences)
  await tapControl(view, 'erase')
  await tapKeys(view, '28')
  await expect(view.getByRole('status')).toHaveText(texts.secureEntry.enteredOf(8, 8))
  expect(await since()).toEqual(sentences)
  await terminal.walkTo('attract')
})

test('a hall’s recordings go before the build’s; of its words without one is said where they stand', async ({
  sandbox,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-recordings-'))
  const { title, help } = texts.service
  const short = fileOf({ language: 'zh-CN', text: 'A' })
  for (const text of [title, help]) {
    const to = join(folder, clipPath({ language: 'zh-CN', text }))
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(short, to)
  }
  const config = demoConfig(sandbox.ready.platform)
  const name = { 'zh-CN': '没有录音的事项', 'zh-Hant': '沒有錄音的事項', en: 'Nobody recorded this' }
  const terminal = await startTerminal({
    sandbox,
    environment: { PASSONLY_VOICE: folder },
    config: terminalConfigSchema.parse({
      ...config,
      services: config.services.map(({ id, subjects }) => ({ id, subjects, title: name, note: name })),
    }),
  })
  try {
    const served = (path: string) =>
      terminal.app.evaluate(async ({ session }, path) => {
        const reply = await session.defaultSession.fetch(`passonly://citizen${path}`)
        return { status: reply.status, size: (await reply.arrayBuffer()).byteLength }
      }, path)
    const sizeOf = (text: string) => readFileSync(fileOf({ language: 'zh-CN', text })).length
    expect(await served(pathOf(title))).toEqual({ status: 200, size: sizeOf('A') })
    expect(await served(pathOf(texts.notice.title))).toEqual({
      status: 200,
      size: sizeOf(texts.notice.title),
    })
    expect(await served(pathOf(name['zh-CN']))).toEqual({ status: 404, size: 0 })

    const { page } = terminal
    await hear(terminal)
    await terminal.act({ type: 'start' })
    const standIn = `/voice/${clipPath(unrecorded('zh-CN'))}`
    await expect.poll(async () => played(await heardIn(page)), { timeout: 20_000 }).toContain(standIn)
    const heard = played(await heardIn(page))
    expect(heard[heard.indexOf(standIn) - 1]).toBe(pathOf(name['zh-CN']))
  } finally {
    await terminal.close()
    rmSync(folder, { recursive: true })
  }
})
