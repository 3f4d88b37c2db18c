import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { z } from 'zod'
import {
  type DocumentMethod,
  type Language,
  languages,
  type PresentedMethod,
} from '../src/shared/journey-view.ts'
import { walletCodeLength, walletCodePrefix } from '../src/shared/wallet-code.ts'
import { root } from '../tools/lib/paths.mjs'
import { type EvilPlatform, honest, startEvilPlatform } from './evil-platform/evil-platform.ts'
import { loadAxe } from './support/axe.ts'
import { expect, restore, test as base } from './support/fixtures.ts'
import type { DocumentFaultsGiven, Faults } from '../sandbox/bench/api.ts'
import type { CardId } from '../sandbox/bench/card-ids.ts'
import type { ChipProfileId } from '../sandbox/bench/chips/profile-ids.ts'
import { expectScreen, expectStage, type PresentParts, type ScreenName } from './support/screens.ts'
import { longestStart, startTerminal, type Terminal, type TerminalOptions } from './support/terminal.ts'
import type { Sandbox } from './support/sandbox.ts'

/** Each screen stands (ms) until it has been looked at. */
const stands = 120_000

const pictures = join(root, 'test-results', 'screens')

interface Stage {
  readonly terminal: Terminal
  readonly evil: EvilPlatform
  readonly sandbox: Sandbox
  readonly language: Language
}

interface PictureOf extends PresentParts {
  /** Name of the picture. */
  readonly name: string
  readonly screen: ScreenName
  /** What the present screen asks for; a code unless it is said. */
  readonly method?: PresentedMethod
  /** What the large picture of the present screen shows. */
  readonly stage?: string
  /** It may be over by the time it has been looked at. */
  readonly isShort?: boolean
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

/** To the question whom the check is for. */
async function whomItIsFor(terminal: Terminal): Promise<void> {
  await terminal.act({ type: 'start' })
  await terminal.act({ type: 'choose-service', service: 'social-security-card' })
  await terminal.act({ type: 'agree', to: 'notice' })
}

async function present(terminal: Terminal): Promise<void> {
  const before = await terminal.armings()
  await whomItIsFor(terminal)
  await terminal.act({ type: 'choose-subject', subject: 'self' })
  await terminal.act({ type: 'choose-method', method: 'network-identity' })
  await terminal.armed(before)
}

/** To the notice that comes before a document is read. */
async function documentNotice(terminal: Terminal, method: DocumentMethod): Promise<void> {
  await whomItIsFor(terminal)
  await terminal.act({ type: 'choose-subject', subject: 'self' })
  await terminal.act({ type: 'choose-method', method })
}

async function presentDocument(terminal: Terminal, method: DocumentMethod): Promise<void> {
  const before = await terminal.armings()
  await documentNotice(terminal, method)
  await terminal.act({ type: 'agree', to: 'document' })
  await terminal.armed(before)
  await expectStage(terminal.page, 'ready')
}

const presentCard = ({ terminal }: Stage) => presentDocument(terminal, 'identity-card')
const presentTravelDocument = ({ terminal }: Stage) => presentDocument(terminal, 'travel-document')

/** To where this travel document is waited for, its key scanned. */
function keyScanned(document: ChipProfileId): PictureOf['arrange'] {
  return async (stage) => {
    await presentTravelDocument(stage)
    await stage.sandbox.bench.scan({ mrz: document })
    await expectScreen(stage.terminal.page, 'present', {
      language: stage.language,
      method: 'travel-document',
      documentKey: true,
    })
  }
}

/** To a travel document laid on its reader, opened with the key of this one. */
function documentLaid(
  document: ChipProfileId,
  { key = document, ...faults }: DocumentFaultsGiven & { readonly key?: ChipProfileId } = {},
): PictureOf['arrange'] {
  return async (stage) => {
    await keyScanned(key)(stage)
    await stage.sandbox.bench.setDocumentFaults(faults)
    await stage.sandbox.bench.layDocument(document)
  }
}

/** To where something is typed. */
function typed(arrange: PictureOf['arrange']): PictureOf['arrange'] {
  return async (stage) => {
    await arrange(stage)
    await stage.terminal.act({ type: 'type-in' })
  }
}

/** To a card laid on a reader with these faults. */
function cardLaid(card: CardId, faults: Faults = {}): PictureOf['arrange'] {
  return async ({ terminal, sandbox }) => {
    await sandbox.bench.setReaderFaults(faults)
    await presentDocument(terminal, 'identity-card')
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
    isShort: stage === 'reading' || stage === 'card-unusable',
    name: `present-card-${stage}`,
    screen: 'present',
    method: 'identity-card',
    stage,
    arrange,
  }))
}

/** The same for a travel document; `documentKey`: once its key was scanned. */
function travelDocumentPictures(
  stages: readonly (readonly [stage: string, arrange: PictureOf['arrange']])[],
  documentKey = false,
): readonly PictureOf[] {
  return stages.map(([stage, arrange]) => ({
    name: `present-document${documentKey ? '' : '-key'}-${stage}`,
    screen: 'present',
    method: 'travel-document',
    documentKey,
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
    name: 'subject',
    screen: 'subject',
    arrange: ({ terminal }) => whomItIsFor(terminal),
  },
  {
    name: 'guardian-consent',
    screen: 'guardian-consent',
    arrange: async ({ terminal }) => {
      await whomItIsFor(terminal)
      await terminal.act({ type: 'choose-subject', subject: 'child' })
    },
  },
  {
    name: 'method',
    screen: 'method',
    arrange: async ({ terminal }) => {
      await whomItIsFor(terminal)
      await terminal.act({ type: 'choose-subject', subject: 'self' })
    },
  },
  { name: 'present', screen: 'present', stage: 'ready', arrange: ({ terminal }) => present(terminal) },
  {
    name: 'present-reading',
    screen: 'present',
    stage: 'reading',
    isShort: true,
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
    name: 'present-typing',
    screen: 'present',
    typing: true,
    isShort: true,
    arrange: typed(({ terminal }) => present(terminal)),
  },
  {
    name: 'document-notice',
    screen: 'document-notice',
    arrange: ({ terminal }) => documentNotice(terminal, 'identity-card'),
  },
  {
    name: 'travel-document-notice',
    screen: 'document-notice',
    method: 'travel-document',
    arrange: ({ terminal }) => documentNotice(terminal, 'travel-document'),
  },
  ...cardPictures([
    ['ready', presentCard],
    ['reading', cardLaid('test-1', { slowness: 2 })],
    ['read-again', cardLaid('test-1', { liftedWhileRead: true })],
    [
      'card-unusable',
      async (stage) => {
        // After a moment it has to be taken away first: then nobody looked in time, and it is all done again.
        await expect(async () => {
          await stage.sandbox.bench.liftCard()
          await stage.terminal.walkTo('attract')
          await stage.terminal.act({ type: 'set-language', language: stage.language })
          await cardLaid('corrupted')(stage)
          await expectStage(stage.terminal.page, 'card-unusable', 5_000)
          await stage.sandbox.bench.liftCard()
        }).toPass({ timeout: 45_000 })
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
  ...travelDocumentPictures([
    ['ready', presentTravelDocument],
    [
      'not-a-document-key',
      async (stage) => {
        await presentTravelDocument(stage)
        await stage.sandbox.bench.scan({ text: 'https://example.com/' })
      },
    ],
    ['document-key-wrong', documentLaid('chinese-passport', { key: 'pace-brainpool' })],
    ['document-unusable', documentLaid('forged-sod')],
    [
      'absent',
      async (stage) => {
        await presentTravelDocument(stage)
        await stage.sandbox.bench.unplugDocumentReader()
      },
    ],
  ]),
  {
    name: 'present-document-key-typing',
    screen: 'present',
    method: 'travel-document',
    typing: true,
    isShort: true,
    arrange: typed(presentTravelDocument),
  },
  ...travelDocumentPictures(
    [
      ['ready', keyScanned('chinese-passport')],
      ['reading', documentLaid('chinese-passport', { slowness: 3_000 })],
      ['lay-back', documentLaid('chinese-passport', { liftedAt: 8 })],
    ],
    true,
  ),
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
        pictures: true,
        delays: {
          idle: stands,
          present: stands,
          presentDocument: stands,
          verdict: stands,
          notPassed: stands,
          hint: stands,
          reading: stands,
          readingDocument: stands,
          verification: stands,
        },
      })
      await use(terminal)
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

async function violationsOn(page: Page): Promise<unknown[]> {
  const { violations, passes } = axeResultSchema.parse(
    await page.evaluate(async () => {
      const axe: unknown = Reflect.get(window, 'axe')
      if (typeof axe !== 'object' || axe === null) throw new Error('axe is not there')
      const run: unknown = Reflect.get(axe, 'run')
      if (typeof run !== 'function') throw new Error('axe does not run')
      const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
      const options = { runOnly, resultTypes: ['violations'] }
      const { violations, passes }: Record<string, unknown> = await Reflect.apply(run, axe, [
        document,
        options,
      ])
      return { violations, passes }
    }),
  )
  expect(passes.length).toBeGreaterThan(0)
  return violations
}

/** Looks at the screen that stands: its size, and what keeps people from using it. */
async function lookAt(page: Page, name: string, language: Language): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  const picture = await page.screenshot({
    path: join(pictures, `${name}.${language}.png`),
    animations: 'disabled',
  })
  // Width and height stand in the header of a PNG.
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1080, 1920])
  expect.soft(await violationsOn(page), language).toEqual([])
}

test.beforeAll(async ({ stageTerminal: { page } }) => {
  mkdirSync(pictures, { recursive: true })
  await loadAxe(page)
})

for (const [index, picture] of all.entries()) {
  const { name, screen, method = 'network-identity', stage, isShort = false, arrange, ...parts } = picture
  // Each in one of them: e2e/pages draws every screen in every language.
  const language = languages[index % languages.length] ?? 'zh-CN'
  test(`${name} in ${language}: 1080 × 1920, and no violation of WCAG 2.2 AA`, async ({
    stageTerminal: terminal,
    evil,
    sandbox,
  }) => {
    const { page } = terminal
    evil.behave(honest)
    await restore(sandbox)
    await sandbox.bench.plugDocumentReader()
    await terminal.walkTo('attract')
    await terminal.act({ type: 'set-language', language })
    await arrange({ terminal, evil, sandbox, language })
    const expectIt = async () => {
      await expectScreen(page, screen, { language, method, ...parts })
      if (stage !== undefined) await expectStage(page, stage)
    }
    await expectIt()
    await lookAt(page, name, language)
    // What was looked at is still what it is called.
    if (!isShort) await expectIt()
  })
}

/** What makes a terminal one that serves nobody, and how it says so in its journal. */
const causes: readonly {
  readonly name: string
  readonly broken: (folder: string) => Pick<TerminalOptions, 'identity' | 'environment'>
  readonly event: string
  readonly fault: string
}[] = [
  {
    name: 'a damaged root',
    broken: (folder) => {
      const root = join(folder, 'platform-root.pem')
      writeFileSync(root, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')
      return { environment: { PASSONLY_PLATFORM_ROOT: root } }
    },
    event: 'terminal.root.unusable',
    fault: 'malformed',
  },
  {
    name: 'a damaged key',
    broken: () => ({ identity: '{"version":1' }),
    event: 'terminal.key.unusable',
    fault: 'damaged',
  },
]

for (const { name, broken, event, fault } of causes) {
  test(`out-of-service for ${name}, in every language: 1080 × 1920, no violation of WCAG 2.2 AA, and nothing begins`, async ({
    sandbox,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'passonly-broken-'))
    const terminal = await startTerminal({ sandbox, pictures: true, outOfService: true, ...broken(folder) })
    try {
      await loadAxe(terminal.page)
      for (const language of languages) {
        await terminal.act({ type: 'set-language', language })
        await expectScreen(terminal.page, 'out-of-service', { language })
        await lookAt(terminal.page, `out-of-service-${name.replaceAll(' ', '-')}`, language)
      }
      await terminal.act({ type: 'start' })
      await terminal.act({ type: 'set-language', language: 'en' })
      await expectScreen(terminal.page, 'out-of-service', { language: 'en' })
      expect(terminal.events(event)[0]?.fields).toEqual({ fault })
      expect(terminal.events('journey.start')).toEqual([])
      expect(terminal.events('terminal.enrol.complete')).toEqual([])
    } finally {
      await terminal.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}
