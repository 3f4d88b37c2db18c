/** What a check takes longer for having been asked for by the hall's software: loading this starts a sandbox and a display. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { _electron, type Page } from 'playwright'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { textsOf } from '../src/renderer/locales/texts.ts'
import { terminalConfigSchema } from '../src/shared/config.ts'
import { type HallCheck, hallCheckSchema } from '../src/shared/hall-api/contract.ts'
import { startDisplay } from '../tools/lib/display.mjs'
import { electronArguments, electronPath } from '../tools/lib/electron.mjs'
import { startSandbox } from '../tools/lib/sandbox.mjs'
import { terminalArguments, terminalEnvironment } from '../tools/lib/terminal.mjs'
import { type Figure, percentile } from './measure/figures.ts'
import { VirtualScanner } from './measure/virtual-scanner.ts'
import { watchVerdicts } from './measure/watch-verdicts.ts'

/** Notices brought up by asking and by touching, in turn, ten at a time; and checks to their end. */
const rounds = 16
const noticesARound = 10
const checks = 40
/** As much as it may add at the 99th percentile (ms). */
const most = 5
/** Each client may have so many visits begin at once: together they may have one at any time. */
const tokens = Array.from({ length: 8 }, () => randomBytes(32).toString('hex'))
const service = 'social-security-card'
const titles = { attract: textsOf('zh-CN').attract.title, notice: textsOf('zh-CN').notice.title }

const folder = mkdtempSync(join(tmpdir(), 'passonly-bench-'))
const display = await startDisplay({ always: true })
const sandbox = await startSandbox({ folder: join(folder, 'sandbox'), args: ['--unlimited'] })
const scanner = await VirtualScanner.open()

/** Milliseconds since 1970, as the page counts them as well. */
const now = () => performance.timeOrigin + performance.now()

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('there is no port')
  return address.port
}

/** The sandbox's terminal, with clients, and a notice that can be agreed to soon. */
function writeConfig(port: number): string {
  const config: unknown = JSON.parse(readFileSync(sandbox.ready.terminalConfig, 'utf8'))
  const clients = tokens.map((token, index) => ({
    name: `client-${index}`,
    tokenDigest: `sm3:${createHash('sm3').update(token).digest('hex')}`,
  }))
  const own = { hallApi: { port, clients }, delays: { settle: 100 } }
  const path = join(folder, 'terminal.json')
  writeFileSync(
    path,
    JSON.stringify(terminalConfigSchema.parse({ ...z.looseObject({}).parse(config), ...own })),
  )
  return path
}

async function newCode(): Promise<string> {
  const reply = await fetch(new URL('/api/codes', sandbox.ready.wallet), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ citizen: 'test-1' }),
  })
  return z.object({ code: z.string() }).parse(await reply.json()).code
}

/** The end of a check, and when its client had it. */
async function endOf(
  address: string,
  token: string,
): Promise<{ readonly check: HallCheck; readonly at: number }> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/events`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.on('message', (data: Buffer) => {
      const at = now()
      const check = hallCheckSchema.parse(JSON.parse(data.toString('utf8')))
      if (check.state !== 'in-progress') resolve({ check, at })
    })
  })
}

/** Runs in the page: the moment at which the notice stood on the glass, two frames after it was drawn. */
function watchNotice(title: string): void {
  const slot: { noticeAt: number } = Object.assign(window, { noticeAt: 0 })
  new MutationObserver(() => {
    if (slot.noticeAt !== 0 || document.querySelector('h1')?.textContent !== title) return
    slot.noticeAt = -1
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        slot.noticeAt = performance.timeOrigin + performance.now()
      }),
    )
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

async function momentOf(page: Page, name: 'noticeAt' | 'verdictAt'): Promise<number> {
  const at = await page.waitForFunction((name) => {
    const value: unknown = Reflect.get(window, name)
    return typeof value === 'number' && value > 0 ? value : null
  }, name)
  return z.number().parse(await at.jsonValue())
}

/** Back at the start, with nothing left to do. */
async function toRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.passonly.act({ type: 'cancel' })
  })
  await page.getByRole('heading', { level: 1, name: titles.attract }).waitFor()
  await page.evaluate(async () => {
    await new Promise((resolve) => requestIdleCallback(resolve))
    Object.assign(window, { noticeAt: 0, verdictAt: 0 })
  })
}

/** Has a visit begin at a terminal at rest. @returns the check, and when it was asked for */
async function start(
  page: Page,
  base: string,
  token: string,
): Promise<{ readonly id: string; readonly began: number }> {
  for (;;) {
    await toRest(page)
    const began = now()
    const reply = await fetch(base, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ service, subject: 'self', idempotencyKey: randomUUID() }),
    })
    if (reply.ok) return { id: hallCheckSchema.parse(await reply.json()).id, began }
    const seconds = Number(reply.headers.get('retry-after'))
    if (reply.status !== 429 || !(seconds > 0)) throw new Error(await reply.text())
    await wait(seconds * 1_000)
  }
}

/** Milliseconds until the notice stands on the glass, and the client knows that its check has begun. */
async function byAsking(page: Page, base: string, token: string): Promise<number> {
  const { began } = await start(page, base, token)
  const answered = now()
  return Math.max(answered, await momentOf(page, 'noticeAt')) - began
}

/** Milliseconds until the notice stands on the glass. */
async function byTouching(page: Page): Promise<number> {
  await toRest(page)
  const began = await page.evaluate((service) => {
    const began = performance.timeOrigin + performance.now()
    window.passonly.act({ type: 'choose-service', service })
    return began
  }, service)
  return (await momentOf(page, 'noticeAt')) - began
}

/** A whole check. @returns milliseconds that its client waits once the verdict stands on the glass */
async function afterVerdict(page: Page, base: string, token: string): Promise<number> {
  const { id } = await start(page, base, token)
  const end = endOf(`${base}/${id}`, token)
  await page.waitForFunction(() => {
    window.passonly.act({ type: 'agree', to: 'notice' })
    window.passonly.act({ type: 'choose-method', method: 'network-identity' })
    return document.querySelector('[data-stage=ready]') !== null
  })
  scanner.scan(await newCode())
  const shown = await momentOf(page, 'verdictAt')
  const { check, at } = await end
  if (check.state !== 'completed' || check.verdict !== 'pass')
    throw new Error(`the check ended ${check.state}`)
  return Math.max(0, at - shown)
}

/** The figures; `tell` hears of each that is done. */
export async function hallApiFigures(tell: (figure: Figure) => void): Promise<readonly Figure[]> {
  try {
    const port = await freePort()
    const base = `http://127.0.0.1:${port}/v1/checks`
    const machine = Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    )
    const app = await _electron.launch({
      executablePath: electronPath(),
      args: electronArguments(terminalArguments(join(folder, 'terminal'))),
      env: {
        ...machine,
        ...display.environment,
        ...terminalEnvironment(sandbox.ready),
        PASSONLY_CONFIG: writeConfig(port),
        PASSONLY_VIRTUAL_DEVICES: String(scanner.port),
      },
    })
    const page = await app.firstWindow()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(watchVerdicts)
    await page.evaluate(watchNotice, titles.notice)
    let asked = 0
    const nextToken = () => tokens[(asked += 1) % tokens.length] ?? ''
    const asking: number[] = []
    const touching: number[] = []
    for (let warm = 0; warm < noticesARound; warm++) {
      await byAsking(page, base, nextToken())
      await byTouching(page)
    }
    for (let round = 0; round < rounds; round++) {
      for (let notice = 0; notice < noticesARound; notice++)
        asking.push(await byAsking(page, base, nextToken()))
      for (let notice = 0; notice < noticesARound; notice++) touching.push(await byTouching(page))
    }
    const waited: number[] = []
    for (let check = 0; check < checks; check++) waited.push(await afterVerdict(page, base, nextToken()))
    await app.close()
    const figure = (what: string, added: number): Figure => ({
      what,
      ours: added.toFixed(2),
      floor: String(most),
      ratio: Math.max(0, added) / most,
      bar: '≤ 1',
    })
    const figures = [0.5, 0.99].flatMap((share) => [
      figure(
        `asking to the notice on the glass, longer than a touch, p${share * 100} of ${asking.length} (ms)`,
        percentile(asking, share) - percentile(touching, share),
      ),
      figure(
        `verdict on the glass to the client, p${share * 100} of ${waited.length} (ms)`,
        percentile(waited, share),
      ),
    ])
    figures.forEach(tell)
    return figures
  } finally {
    scanner.close()
    await sandbox.stop()
    await display.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
