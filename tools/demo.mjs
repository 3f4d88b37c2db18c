// @ts-check
/**
 * `npm run demo`: a scripted citizen at the real terminal. Touches the screen, shows the phone's code to the scanner of
 * the device bench, and prints each step with what the terminal said. Saves a picture per screen in pictures/.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { build } from './build.mjs'
import { startDisplay } from './lib/display.mjs'
import { electronArguments, electronPath } from './lib/electron.mjs'
import { root } from './lib/paths.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { startSandbox } from './lib/sandbox.mjs'
import { terminalArguments, terminalEnvironment } from './lib/terminal.mjs'
import { setup } from './setup.mjs'

const pictures = join(root, 'pictures')
/** Playwright is connected before the window opens. */
const holdStart = join(root, 'e2e', 'support', 'hold-start.cjs')
/** How long a screen may take to come (ms). */
const patience = 20_000

/** What was started, to be ended in the opposite order. @type {(() => Promise<void>)[]} */
const running = []

/**
 * @typedef {object} Stage
 * @property {import('playwright').Page} page
 * @property {string} bench address of the device bench
 */

/**
 * One step of the citizen: do something, then see the screen that must follow.
 * @typedef {object} Step
 * @property {string} says what is done
 * @property {(stage: Stage) => Promise<unknown>} does
 * @property {string} shows the title of the screen that follows
 * @property {string} [picture] its file, where the screen has not been seen before
 */

/** @param {string} name @returns {Step['does']} */
const touch = (name) => (stage) => stage.page.getByRole('button', { name }).first().click()

/** @param {string} path @param {unknown} body @returns {Step['does']} */
const atBench =
  (path, body) =>
  async ({ bench }) => {
    const reply = await fetch(new URL(path, bench), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Problem(`The device bench refused ${path} with ${reply.status}.`)
  }

/** @type {Step['does']} */
const scannerIsReady = ({ page }) => page.locator('[data-stage=ready]').waitFor({ timeout: patience })

/** @type {readonly Step[]} */
const toThePhone = [
  { says: 'touches 点这里开始', does: touch('点这里开始'), shows: '请选择要办理的事项', picture: 'service' },
  {
    says: 'chooses 社会保障卡补办',
    does: touch('社会保障卡'),
    shows: '核验之前，请您了解',
    picture: 'notice',
  },
  { says: 'agrees to the notice', does: touch('同意，继续'), shows: '请问为谁办理？', picture: 'subject' },
  { says: 'chooses 我本人', does: touch('我本人'), shows: '请选择一种核验方式', picture: 'method' },
  {
    says: 'chooses 国家网络身份认证',
    does: async (stage) => {
      await touch('国家网络身份认证')(stage)
      await scannerIsReady(stage)
      await stage.page.locator('[data-approval=waiting]').waitFor({ timeout: patience })
    },
    shows: '请用手机核验',
    picture: 'present',
  },
]

/** @type {readonly Step[]} */
const script = [
  { says: 'comes to the terminal', does: async () => undefined, shows: '身份核验', picture: 'attract' },
  ...toThePhone,
  {
    says: 'shows a poster’s code by mistake',
    does: async (stage) => {
      await scannerIsReady(stage)
      await atBench('/api/scan', { text: 'https://example.invalid/poster' })(stage)
      await stage.page.locator('[data-stage=not-a-code]').waitFor({ timeout: patience })
    },
    shows: '请用手机核验',
    picture: 'not-a-code',
  },
  {
    says: 'shows the code of the phone',
    does: atBench('/api/scan', { wallet: 'test-1', fresh: true }),
    shows: '核验通过',
    picture: 'pass',
  },
  { says: 'is done', does: touch('完成'), shows: '身份核验', picture: 'attract-again' },
  ...toThePhone.map(({ says, does, shows }) => ({ says, does, shows })),
  {
    says: 'shows the same code again',
    does: async (stage) => {
      await scannerIsReady(stage)
      await atBench('/api/scan', { wallet: 'test-1' })(stage)
    },
    shows: '核验未通过',
    picture: 'fail',
  },
  {
    says: 'tries again, while the platform is down',
    does: touch('再试一次'),
    shows: '请用手机核验',
  },
  {
    says: 'shows a new code',
    does: async (stage) => {
      await scannerIsReady(stage)
      await atBench('/api/platform', { up: false })(stage)
      await atBench('/api/scan', { wallet: 'test-1', fresh: true })(stage)
    },
    // A platform that does not answer is asked for some seconds: long enough for a picture.
    shows: '正在核验',
    picture: 'verifying',
  },
  {
    says: 'waits until the terminal gives up',
    does: async () => undefined,
    shows: '暂时无法核验',
    picture: 'unavailable',
  },
  {
    says: 'goes to the window instead',
    does: touch('3 号窗口'),
    shows: '请到 3 号窗口办理',
    picture: 'window',
  },
]

/** @param {Stage} stage */
async function play(stage) {
  let number = 0
  for (const { says, does, shows, picture } of script) {
    await does(stage)
    await stage.page.getByRole('heading', { level: 1, name: shows }).waitFor({ timeout: patience })
    console.log(`  ${says.padEnd(44)} → ${shows}`)
    if (picture === undefined) continue
    number++
    const file = join(pictures, `${String(number).padStart(2, '0')}-${picture}.png`)
    await stage.page.screenshot({ path: file, animations: 'disabled' })
  }
  return number
}

await runTool(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-demo-'))
  running.push(async () => rmSync(folder, { recursive: true, force: true }))
  try {
    await setup('start')
    await build()
    const display = await startDisplay({ always: true })
    running.push(display.stop)
    const sandbox = await startSandbox({ folder: join(folder, 'sandbox') })
    running.push(sandbox.stop)
    const { _electron } = await import('playwright')
    const terminal = await _electron.launch({
      executablePath: electronPath(),
      args: ['-r', holdStart, ...electronArguments(terminalArguments(join(folder, 'terminal')))],
      cwd: root,
      env: { ...environment(), ...display.environment, ...terminalEnvironment(sandbox.ready) },
    })
    running.push(() => terminal.close())
    rmSync(pictures, { recursive: true, force: true })
    mkdirSync(pictures)
    console.log('\nA citizen at the terminal:')
    const saved = await play({ page: await terminal.firstWindow(), bench: sandbox.ready.bench })
    console.log(`\n${saved} pictures in ${pictures}`)
  } finally {
    for (const stop of running.splice(0).toReversed()) await stop()
  }
})

/** This environment without what is undefined. @returns {Record<string, string>} */
function environment() {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
