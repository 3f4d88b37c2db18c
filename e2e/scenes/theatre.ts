/**
 * One machine on which every scene is played: a sandbox, the terminal of the present scene in Electron, and the phones,
 * the relying parties' sites and the four-sided page in Chromium.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import type { Browser, Locator, Page } from 'playwright'
import { test } from 'playwright/test'
import type { z } from 'zod'
import { checksSchema, type Outcome, type Sides, sidesSchema } from '../../sandbox/four-sides/api.ts'
import type { SceneId } from '../../sandbox/scenes/scene-ids.ts'
import { terminalConfigSchema } from '../../src/shared/config.ts'
import { expectAccessible } from '../support/axe.ts'
import { expect, restore } from '../support/fixtures.ts'
import { type Bench, type Sandbox, startSandbox } from '../support/sandbox.ts'
import { briskly, startTerminal, type Terminal } from '../support/terminal.ts'
import { decodeQr, startBrowser } from '../support/wallet-page.ts'
import { narrow, WalletPhone } from '../support/wallet-phone.ts'
import { entryViews } from '../support/secure-entry.ts'
import { Kiosk } from './kiosk.ts'

/** A folder for pictures of all sides after every step, in a folder per scene; none unless it is named. */
const pictures = env['PASSONLY_PICTURES']

/** A phone that people like to look at. */
const usual = { width: 390, height: 844 }
const desktop = { width: 1440, height: 900 }

/** What a scene's play has in its hands. */
export interface Stage {
  readonly kiosk: Kiosk
  readonly bench: Bench
  readonly sandbox: Sandbox
  /** Somebody's phone, picked up; `new` one without a network number. */
  readonly phone: (whose: string) => Promise<WalletPhone>
  /** The site of a relying party, opened. */
  readonly site: (customNumber: string) => Promise<Page>
  /** One step, told in a line; then pictures are taken of what stands on the kiosk and on each page that is open. */
  readonly step: (says: string, does: () => Promise<unknown>) => Promise<void>
  /** Holds a phone's code before the kiosk's scanner. */
  readonly showToScanner: (phone: WalletPhone) => Promise<void>
  /** The text of the code that stands on the kiosk's screen, as a camera would read it. */
  readonly readScreen: () => Promise<string>
  /**
   * The last check as its four sides keep it, once it has ended like this and its device host is gone.
   * @param keptBy a relying party that is told of it, which is waited for
   */
  readonly sides: (outcome: Outcome, keptBy?: string) => Promise<Sides>
}

export class Theatre {
  readonly sandbox: Sandbox
  readonly #folder: string
  readonly #browser: Browser
  /** What the four-sided page has been looked at with: how a check ended, who was told, and in which tables it stands. */
  readonly #shapes = new Set<string>()
  /** Pages of earlier scenes, emptied: to open one costs more than most steps. */
  readonly #spare: Page[] = []
  #terminal: { readonly config: string; readonly running: Terminal } | undefined

  private constructor(folder: string, sandbox: Sandbox, browser: Browser) {
    this.#folder = folder
    this.sandbox = sandbox
    this.#browser = browser
  }

  static async open(): Promise<Theatre> {
    const folder = mkdtempSync(join(tmpdir(), 'passonly-e2e-theatre-'))
    const terminals = join(folder, 'terminals')
    const [sandbox, browser] = await Promise.all([
      startSandbox(join(folder, 'sandbox'), ['--terminal-folder', terminals]),
      startBrowser(),
    ])
    return new Theatre(folder, sandbox, browser)
  }

  async close(): Promise<void> {
    await this.#terminal?.running.close()
    await this.#browser.close()
    await this.sandbox.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Sets a scene up, with the terminal that belongs to it, and plays it. */
  async play(scene: SceneId, act: (stage: Stage) => Promise<void>): Promise<void> {
    await restore(this.sandbox)
    await this.sandbox.bench.plugDocumentReader()
    await this.sandbox.setStage(scene)
    const terminal = await this.#terminalOfStage()
    await terminal.walkTo('attract')
    const open = new Map<string, Page>()
    try {
      await act(this.#stage(scene, terminal, open))
    } finally {
      for (const page of open.values()) await this.#putAside(page)
    }
  }

  /** Leaves nothing of a scene in a page that the next one may have. */
  async #putAside(page: Page): Promise<void> {
    await page.evaluate(() => {
      localStorage.clear()
      sessionStorage.clear()
    })
    await page.goto('about:blank')
    await page.context().clearCookies()
    this.#spare.push(page)
  }

  /** A terminal belongs to one relying party: that of another scene gives way, and its own keeps its journal. */
  async #terminalOfStage(): Promise<Terminal> {
    const config = readFileSync(this.sandbox.ready.terminalConfig, 'utf8')
    if (this.#terminal?.config === config) return this.#terminal.running
    await this.#terminal?.running.close()
    this.#terminal = undefined
    const parsed = terminalConfigSchema.parse(JSON.parse(config))
    const running = await startTerminal({
      sandbox: this.sandbox,
      config: parsed,
      stateFolder: join(this.#folder, 'terminals', parsed.platform.customNumber),
      pictures: pictures !== undefined,
    })
    this.#terminal = { config, running }
    return running
  }

  /** @param open the pages that are open, by side */
  #stage(scene: SceneId, terminal: Terminal, open: Map<string, Page>): Stage {
    const { sandbox } = this
    // Fingers are slow: beside the demo the first person of the one scene that everybody begins with has them.
    const hand = scene === 'hall' ? 'finger at first' : 'screen-reader'
    const kiosk = new Kiosk(terminal, pictures === undefined ? hand : 'finger')
    let steps = 0
    const picture = async () => {
      if (pictures === undefined) return
      const folder = join(pictures, scene)
      mkdirSync(folder, { recursive: true })
      const keys = entryViews(terminal).map((view): [string, Page] => ['kiosk-keys', view])
      for (const [side, page] of [['kiosk', terminal.page] as const, ...keys, ...open]) {
        const path = join(folder, `${String(steps).padStart(2, '0')}-${side}.png`)
        await page.screenshot({ path, animations: 'disabled', fullPage: side === 'four-sides' })
      }
    }
    const kept = async (side: string, viewport: typeof usual): Promise<Page> => {
      // Each is a browser of its own: a page behind another one would be drawn more slowly.
      const opened = open.get(side)
      if (opened) return opened
      const page = this.#spare.pop() ?? (await this.#browser.newPage({ locale: 'zh-CN' }))
      await page.setViewportSize(viewport)
      open.set(side, page)
      return page
    }
    return {
      kiosk,
      sandbox,
      bench: sandbox.bench,
      phone: async (whose) => {
        const page = await kept(`phone-${whose}`, pictures === undefined ? narrow : usual)
        const phone = new WalletPhone(page, sandbox)
        await phone.pickUp(whose)
        return phone
      },
      site: async (customNumber) => {
        const found = sandbox.ready.relyingParties.find((one) => one.customNumber === customNumber)
        if (!found) throw new Error(`${customNumber} has no site`)
        const page = await kept('site', desktop)
        await page.goto(`${found.site}?lang=zh-CN`)
        return page
      },
      step: (says, does) =>
        test.step(says, async () => {
          await does()
          steps++
          await picture()
        }),
      showToScanner: async (phone) => {
        await sandbox.bench.scan({ text: await this.#read(await phone.goodCode()) })
      },
      readScreen: async () => {
        await kiosk.showsCode()
        return this.#read(terminal.page.locator('.qr-code'))
      },
      sides: async (outcome, keptBy) => {
        const party = sandbox.ready.relyingParties.find((one) => one.customNumber === keptBy)?.name
        const sides = await lastSides(sandbox, outcome, party)
        const shape = [outcome, party, ...sides.platform.map(({ table }) => table)].join()
        if (pictures === undefined && this.#shapes.has(shape)) return sides
        this.#shapes.add(shape)
        const page = await kept('four-sides', desktop)
        await page.goto(`${sandbox.ready.fourSides}?lang=zh-CN`)
        await expect(page.locator('.sides')).toBeVisible()
        await expectAccessible(page)
        steps++
        await picture()
        open.delete('four-sides')
        await this.#putAside(page)
        return sides
      },
    }
  }

  /** What a reader of codes makes of what stands there. */
  async #read(code: Locator): Promise<string> {
    const file = join(this.#folder, 'code.png')
    await code.screenshot({ path: file })
    return decodeQr(file)
  }
}

async function getJson<Schema extends z.ZodType>(url: URL, schema: Schema): Promise<z.infer<Schema>> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(20_000) })
  if (!reply.ok) throw new Error(`${url.pathname}: ${reply.status}`)
  return schema.parse(await reply.json())
}

/**
 * The last check, once it has ended like this and the process that read it has, too.
 * @param party name of the only relying party that is told of it; undefined: none is
 */
async function lastSides({ ready }: Sandbox, outcome: Outcome, party: string | undefined): Promise<Sides> {
  const keptBy = ({ relyingParties }: Sides) =>
    relyingParties.filter(({ rows }) => rows.length > 0).map(({ name }) => name)
  const read = async () => {
    const { checks } = await getJson(new URL('/api/checks', ready.fourSides), checksSchema)
    const [last] = checks
    if (!last) return undefined
    return getJson(new URL(`/api/sides?bizSeq=${last.bizSeq}`, ready.fourSides), sidesSchema)
  }
  const isWhole = async () => {
    const sides = await read()
    return sides && [sides.outcome, sides.terminal.goneAt !== null, keptBy(sides)]
  }
  await expect
    .poll(isWhole, { message: 'the last check', intervals: briskly, timeout: 20_000 })
    .toEqual([outcome, true, party === undefined ? [] : [party]])
  const sides = await read()
  if (!sides) throw new Error('the check is gone')
  return sides
}
