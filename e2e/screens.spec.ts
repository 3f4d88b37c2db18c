import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { type Language, languages, type PresentedMethod } from '../src/shared/journey-view.ts'
import { walletCodeLength, walletCodePrefix } from '../src/shared/wallet-code.ts'
import { root } from '../tools/lib/paths.mjs'
import { type EvilPlatform, honest, startEvilPlatform } from './evil-platform/evil-platform.ts'
import { expect, test as base } from './support/fixtures.ts'
import type { Faults } from '../sandbox/bench/api.ts'
import type { CardId } from '../sandbox/bench/card-ids.ts'
import { expectScreen, expectStage, type ScreenName } from './support/screens.ts'
import { longestStart, startTerminal, type Terminal } from './support/terminal.ts'
import type { Sandbox } from './support/sandbox.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = join(root, 'test-results', 'screens')

interface Stage {
  readonly terminal: Terminal
  readonly evil: EvilPlatform
  readonly sandbox: Sandbox
  readonly language: Language
}

interface PictureOf {
  /** Name of the picture. */
  readonly name: string
  readonly screen: ScreenName
  /** What the present screen asks for; a code unless it is said. */
  readonly method?: PresentedMethod
  /** What the large picture of the present screen shows. */
  readonly stage?: string
  /** Brings the terminal there from the start screen. */
  readonly arrange: (stage: Stage) => Promise<void>
}

/** From the start to a check whose platform behaves like this. */
function checked(
  code: (sandbox: Sandbox) => Promise<string>,
  answer?: 'silence' | 'nothing',
): PictureOf['arrange'] {
  return async ({ terminal, evil, sandbox }) => {
    if (answer === 'silence') evil.behave(() => undefined)
    if (answer === 'nothing') evil.behave(({ response }) => void response.writeHead(500).end())
    await present(terminal)
    await sandbox.bench.scan({ text: await code(sandbox) })
  }
}

async function present(terminal: Terminal): Promise<void> {
  const before = await terminal.armings()
  await terminal.act({ type: 'start' })
  await terminal.act({ type: 'choose-service', service: 'social-security-card' })
  await terminal.act({ type: 'agree' })
  await terminal.act({ type: 'choose-method', method: 'network-identity' })
  await terminal.armed(before)
}

/** To the notice that comes before a document is read. */
async function documentNotice(terminal: Terminal): Promise<void> {
  await terminal.act({ type: 'start' })
  await terminal.act({ type: 'choose-service', service: 'social-security-card' })
  await terminal.act({ type: 'agree' })
  await terminal.act({ type: 'choose-method', method: 'identity-card' })
}

async function presentCard({ terminal }: Pick<Stage, 'terminal'>): Promise<void> {
  const before = await terminal.armings()
  await documentNotice(terminal)
  await terminal.act({ type: 'agree' })
  await terminal.armed(before)
}

/** To a card laid on a reader with these faults. */
function cardLaid(card: CardId, faults: Faults = {}): PictureOf['arrange'] {
  return async ({ terminal, sandbox }) => {
    await sandbox.bench.setReaderFaults(faults)
    await presentCard({ terminal })
    await sandbox.bench.layCard(card)
  }
}

const newCode = (sandbox: Sandbox) => sandbox.newCode()
/** Well formed, and issued by nobody. */
const unknownCode = async () => walletCodePrefix.padEnd(walletCodeLength, 'A')

/** Pictures of the screen that asks for a card, each by what its large picture shows. */
function cardPictures(
  stages: readonly (readonly [stage: string, arrange: PictureOf['arrange']])[],
): readonly PictureOf[] {
  return stages.map(([stage, arrange]) => ({
    name: `present-card-${stage}`,
    screen: 'present',
    method: 'identity-card',
    stage,
    arrange,
  }))
}

const all: readonly PictureOf[] = [
  { name: 'attract', screen: 'attract', arrange: async () => undefined },
  { name: 'service', screen: 'service', arrange: ({ terminal }) => terminal.act({ type: 'start' }) },
  {
    name: 'notice',
    screen: 'notice',
    arrange: async ({ terminal }) => {
      await terminal.act({ type: 'start' })
      await terminal.act({ type: 'choose-service', service: 'social-security-card' })
    },
  },
  {
    name: 'method',
    screen: 'method',
    arrange: async ({ terminal }) => {
      await terminal.act({ type: 'start' })
      await terminal.act({ type: 'choose-service', service: 'social-security-card' })
      await terminal.act({ type: 'agree' })
    },
  },
  { name: 'present', screen: 'present', stage: 'ready', arrange: ({ terminal }) => present(terminal) },
  {
    name: 'present-reading',
    screen: 'present',
    stage: 'reading',
    arrange: async ({ terminal, sandbox }) => {
      await present(terminal)
      await sandbox.bench.scanPart({ text: await sandbox.newCode(), reports: 1 })
    },
  },
  {
    name: 'present-not-a-code',
    screen: 'present',
    stage: 'not-a-code',
    arrange: async ({ terminal, sandbox }) => {
      await present(terminal)
      await sandbox.bench.scan({ text: 'https://example.com/' })
    },
  },
  {
    name: 'present-absent',
    screen: 'present',
    stage: 'absent',
    arrange: async ({ terminal, sandbox }) => {
      await present(terminal)
      await sandbox.bench.scanPart({ text: await sandbox.newCode(), reports: 1 })
      await sandbox.bench.unplug()
    },
  },
  {
    name: 'present-read-again',
    screen: 'present',
    stage: 'read-again',
    arrange: async ({ terminal, sandbox }) => {
      await present(terminal)
      await sandbox.bench.scanPart({ text: await sandbox.newCode(), reports: 1 })
      await sandbox.bench.unplug()
      await terminal.expectStage('absent')
      await sandbox.bench.plug()
    },
  },
  {
    name: 'document-notice',
    screen: 'document-notice',
    arrange: ({ terminal }) => documentNotice(terminal),
  },
  ...cardPictures([
    ['ready', presentCard],
    ['reading', cardLaid('test-1', { slowness: 2 })],
    ['read-again', cardLaid('test-1', { liftedWhileRead: true })],
    [
      'card-unusable',
      async (stage) => {
        await cardLaid('corrupted')(stage)
        await stage.terminal.expectStage('card-unusable')
        await stage.sandbox.bench.liftCard()
      },
    ],
    // It stays where it is.
    ['take-away-first', cardLaid('corrupted')],
    [
      'absent',
      async (stage) => {
        await presentCard(stage)
        await stage.sandbox.bench.unplugReader()
      },
    ],
  ]),
  { name: 'verifying', screen: 'verifying', arrange: checked(newCode, 'silence') },
  { name: 'pass', screen: 'pass', arrange: checked(newCode) },
  { name: 'fail', screen: 'fail', arrange: checked(unknownCode) },
  {
    name: 'fail-no-retry',
    screen: 'fail',
    arrange: async (stage) => {
      await checked(unknownCode)(stage)
      for (let retry = 0; retry < 2; retry++) {
        await expectScreen(stage.terminal.page, 'fail', stage)
        const before = await stage.terminal.armings()
        await stage.terminal.act({ type: 'retry' })
        await stage.terminal.armed(before)
        await stage.sandbox.bench.scan({ text: await unknownCode() })
      }
    },
  },
  { name: 'unavailable', screen: 'unavailable', arrange: checked(newCode, 'nothing') },
  { name: 'window', screen: 'window', arrange: ({ terminal }) => terminal.act({ type: 'go-to-window' }) },
]

const axeResultSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.unknown()),
})

const test = base.extend<object, { readonly evil: EvilPlatform; readonly stageTerminal: Terminal }>({
  evil: [
    async ({ sandbox }, use) => {
      const evil = await startEvilPlatform(sandbox.ready)
      await use(evil)
      await evil.close()
    },
    { scope: 'worker' },
  ],
  stageTerminal: [
    async ({ sandbox, evil }, use) => {
      const terminal = await startTerminal({
        sandbox,
        platform: evil.url,
        delays: { hint: 60_000, reading: 60_000 },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

for (const language of languages) {
  test(`every screen in ${language} has a picture of 1080 × 1920 and no violation of WCAG 2.2 AA`, async ({
    stageTerminal: terminal,
    evil,
    sandbox,
  }) => {
    test.setTimeout(120_000)
    const { page } = terminal
    mkdirSync(pictures, { recursive: true })
    await page.evaluate(axeSource)
    for (const { name, screen, method = 'network-identity', stage, arrange } of all) {
      await sandbox.bench.plug('A')
      await sandbox.bench.liftCard()
      await sandbox.bench.setReaderFaults({})
      await sandbox.bench.plugReader()
      evil.behave(honest)
      await terminal.walkTo('attract')
      await terminal.act({ type: 'set-language', language })
      await expectScreen(page, 'attract', { language })
      await arrange({ terminal, evil, sandbox, language })
      await expectScreen(page, screen, { language, method })
      if (stage !== undefined) await expectStage(page, stage)
      await page.evaluate(() => document.fonts.ready)
      const picture = await page.screenshot({
        path: join(pictures, `${name}.${language}.png`),
        animations: 'disabled',
      })
      // Width and height stand in the header of a PNG.
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)], name).toEqual([1080, 1920])
      const { violations, passes } = axeResultSchema.parse(
        await page.evaluate(async () => {
          const axe: unknown = Reflect.get(window, 'axe')
          if (typeof axe !== 'object' || axe === null) throw new Error('axe is not there')
          const run: unknown = Reflect.get(axe, 'run')
          if (typeof run !== 'function') throw new Error('axe does not run')
          const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
          const result: unknown = await Reflect.apply(run, axe, [document, { runOnly }])
          return JSON.parse(JSON.stringify(result))
        }),
      )
      expect(passes.length, name).toBeGreaterThan(0)
      expect.soft(violations, `${name} in ${language}`).toEqual([])
    }
  })
}
