// @ts-check
/**
 * `npm start`: set-up, build, a sandbox, and the kiosk on the desktop or, where there is none, on a virtual display. All
 * of it ends when the kiosk is closed, or with Ctrl-C. `npm start -- counter exam` and `npm start -- counter hotel` open a
 * counter with staff instead, with the citizen's display beside it.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { argv, env } from 'node:process'
import { build } from './build.mjs'
import { chromiumNoise } from './lib/chromium-noise.mjs'
import { startDisplay } from './lib/display.mjs'
import { electronArguments, electronPath } from './lib/electron.mjs'
import { end } from './lib/limited.mjs'
import { root } from './lib/paths.mjs'
import { Problem, runTool } from './lib/problem.mjs'
import { startSandbox } from './lib/sandbox.mjs'
import { terminalArguments, terminalEnvironment } from './lib/terminal.mjs'
import { setup } from './setup.mjs'

/** Where sandbox and terminal keep what they remember from one start to the next. */
const state = join(root, '.cache', 'start')

const counters = ['exam', 'hotel']
/** The counter that was asked for; null for a kiosk. */
const counter = argv[2] === 'counter' ? (argv[3] ?? 'exam') : null
/** What is handed on to Electron. */
const handedOn = argv.slice(counter === null ? 2 : 4)

/** What was started, to be ended in the opposite order. @type {(() => Promise<void>)[]} */
const running = []

async function endAll() {
  for (const stop of running.splice(0).toReversed()) await stop()
}

/** Resolves when somebody at the terminal, or the system, wants us to end. */
const asked = new Promise((resolve) => {
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(name, resolve)
})

await runTool(async () => {
  if (counter !== null && !counters.includes(counter)) {
    throw new Problem(`There is no counter called ${counter}. The counters: ${counters.join(', ')}`)
  }
  try {
    await setup('start')
    await build()
    const display = await startDisplay()
    running.push(display.stop)
    const sandbox = await startSandbox({
      folder: join(state, 'sandbox'),
      args: [
        '--terminal-folder',
        join(state, 'terminals'),
        ...(counter === null ? [] : ['--counter', '--scene', counter]),
      ],
    })
    running.push(sandbox.stop)

    const closed = new Promise((resolve) => {
      keepKiosk(sandbox, display, resolve)
    })
    tell(sandbox.ready, display)

    const code = await Promise.race([closed, asked.then(() => 0), sandbox.ended.then(() => 1)])
    if (code !== 0) process.exitCode = 1
  } finally {
    await endAll()
  }
})

/**
 * Starts the terminal of the present scene, and that of another one when somebody sets it up on the four-sided page.
 * @param {import('./lib/sandbox.mjs').RunningSandbox} sandbox
 * @param {import('./lib/display.mjs').Display} display
 * @param {(code: number) => void} onClosed when somebody closes the kiosk, or it fails
 */
function keepKiosk(sandbox, display, onClosed) {
  /** Those that gave way to another scene's; that they ended is nothing to end for. */
  const gaveWay = new WeakSet()
  const start = (/** @type {import('./lib/sandbox.mjs').SandboxReady} */ ready) => {
    const kiosk = startKiosk(ready, display)
    const close = (/** @type {number} */ code) => void (gaveWay.has(kiosk) || onClosed(code))
    kiosk.once('exit', (code) => close(code ?? 1))
    kiosk.once('error', () => close(1))
    return kiosk
  }
  let kiosk = start(sandbox.ready)
  let chosen = sandbox.ready
  let over = false
  running.push(() => {
    over = true
    return end(kiosk)
  })
  const giveWay = async () => {
    const before = kiosk
    gaveWay.add(before)
    await end(before)
    // Somebody who chose twice meanwhile gets the last choice, and one kiosk.
    if (kiosk === before && !over) kiosk = start(chosen)
  }
  sandbox.onStage(({ terminalFolder }) => {
    chosen = { ...sandbox.ready, terminalFolder }
    void giveWay()
  })
}

/**
 * @param {import('./lib/sandbox.mjs').SandboxReady} sandbox
 * @param {import('./lib/display.mjs').Display} display
 */
function startKiosk(sandbox, display) {
  const folder = sandbox.terminalFolder ?? join(state, 'terminal')
  const kiosk = spawn(electronPath(), electronArguments([...terminalArguments(folder), ...handedOn]), {
    cwd: root,
    env: {
      ...env,
      ...display.environment,
      ...terminalEnvironment(sandbox),
      ...(counter !== null && { PASSONLY_COUNTER_DISPLAY: 'window' }),
    },
    // A group of its own: Ctrl-C reaches us alone, and we end things in order.
    detached: true,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  kiosk.stderr.pipe(chromiumNoise()).pipe(process.stderr)
  return kiosk
}

/**
 * @param {import('./lib/sandbox.mjs').SandboxReady} sandbox
 * @param {import('./lib/display.mjs').Display} display
 */
function tell(sandbox, display) {
  const lines = [
    '',
    'PassOnly 只验 is running, with invented people and virtual devices. Ctrl-C ends it.',
    '只验已启动，人物均为虚构，设备均为虚拟。按 Ctrl-C 结束。',
    '',
    `  Phone wallet 手机钱包   ${sandbox.wallet}`,
    `  Device bench 设备台     ${sandbox.bench}`,
    `  Four sides 四方所见     ${sandbox.fourSides}`,
    ...sandbox.relyingParties.map(({ name, site }) => `  Site 办事单位网站       ${site}  ${name}`),
    '',
  ]
  if (counter !== null) {
    lines.push(
      'The counter: staff number 07, PIN 246810. Exam: ticket 0042. Hotel: booking B1001.',
      '柜台：工号 07，PIN 246810。考试：准考证号 0042。旅馆：预订号 B1001。',
      '',
    )
  }
  if (display.virtual) {
    lines.push(
      `There is no display here: the kiosk is drawn on a virtual one (DISPLAY=${display.environment.DISPLAY}).`,
      `这里没有显示器，终端画面在虚拟显示器上（DISPLAY=${display.environment.DISPLAY}）。`,
      'npm run demo plays every scene and saves pictures. npm run demo 会演完每个场景，并保存图片。',
      '',
    )
  }
  console.log(lines.join('\n'))
}
