/** The terminal as a whole beside programs that do the least: loading this starts its sandbox and its display. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { _electron } from 'playwright'
import { z } from 'zod'
import { startDisplay } from '../tools/lib/display.mjs'
import { electronArguments, electronPath } from '../tools/lib/electron.mjs'
import { root } from '../tools/lib/paths.mjs'
import { startSandbox } from '../tools/lib/sandbox.mjs'
import { terminalArguments, terminalEnvironment } from '../tools/lib/terminal.mjs'
import { type Figure, median, percentile } from './measure/figures.ts'
import { memoryAtRest } from './measure/memory.ts'
import { VirtualScanner } from './measure/virtual-scanner.ts'
import { watchVerdicts } from './measure/watch-verdicts.ts'

/** Starts of each program, in turn. */
const starts = 7
/** Looks at the memory of each program, in turn. */
const rests = 3
/** Checks by each program, in turn, ten at a time. */
const rounds = 10
const checksARound = 10

const folder = mkdtempSync(join(tmpdir(), 'passonly-bench-'))
const emptyWindow = join(root, 'bench', 'window')
const display = await startDisplay({ always: true })
const sandbox = await startSandbox({ folder: join(folder, 'sandbox'), args: ['--unlimited'] })
const scanner = await VirtualScanner.open()

const machine: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  ...display.environment,
}
const terminalMachine = {
  ...machine,
  ...terminalEnvironment(sandbox.ready),
  PASSONLY_VIRTUAL_DEVICES: String(scanner.port),
}
const terminalState = terminalArguments(join(folder, 'terminal'))
const windowMachine = { ...machine, BENCH_WINDOW: emptyWindow }
const withoutSandbox = electronArguments([]).filter((argument) => argument !== root)

interface Program {
  readonly args: readonly string[]
  readonly env: Record<string, string>
}

/** Says `painted` for the terminal, as the empty window does by itself. */
const observer = join(root, 'bench', 'measure', 'say-painted.cjs')
const terminal: Program = {
  args: ['-r', observer, ...electronArguments(terminalState)],
  env: terminalMachine,
}
const empty: Program = {
  args: [...withoutSandbox, emptyWindow, `--user-data-dir=${join(folder, 'empty')}`],
  env: windowMachine,
}

const lineSchema = z.object({
  painted: z.number().optional(),
  ready: z.literal(true).optional(),
  began: z.number().optional(),
  verdict: z.string().optional(),
})

interface Running {
  readonly child: ChildProcess
  /** The next line that has this member. */
  next(name: keyof z.infer<typeof lineSchema>): Promise<z.infer<typeof lineSchema>>
  end(): Promise<void>
}

function run({ args, env }: Program): Running {
  const child = spawn(electronPath(), [...args], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  const lines: z.infer<typeof lineSchema>[] = []
  const waiting: (() => void)[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return
    lines.push(lineSchema.parse(JSON.parse(line)))
    for (const wake of waiting.splice(0)) wake()
  })
  return {
    child,
    async next(name) {
      for (;;) {
        const index = lines.findIndex((line) => line[name] !== undefined)
        const [line] = index === -1 ? [] : lines.splice(index, 1)
        if (line) return line
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    async end() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Milliseconds from starting the process to its first picture on the glass. */
async function startTime(program: Program): Promise<number> {
  const began = performance.timeOrigin + performance.now()
  const running = run(program)
  const { painted = 0 } = await running.next('painted')
  await running.end()
  return painted - began
}

async function restingMemory(program: Program): Promise<number> {
  const running = run(program)
  await running.next('painted')
  const memory = await memoryAtRest(running.child.pid ?? 0)
  await running.end()
  return memory
}

const codeSchema = z.object({ code: z.string() })

/** Each program has a citizen of its own: a new code makes the one before void. */
async function newCode(citizen: 'test-1' | 'test-2'): Promise<string> {
  const address = new URL('/api/codes', sandbox.ready.wallet)
  const reply = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ citizen }),
  })
  return codeSchema.parse(await reply.json()).code
}

/** The first start enrols, which the others must not have to do. */
async function enrolTerminal(): Promise<void> {
  const running = run(terminal)
  await running.next('painted')
  while (!existsSync(join(folder, 'terminal', 'terminal-identity.json')))
    await new Promise((resolve) => setTimeout(resolve, 50))
  await running.end()
}

async function compareStarts(): Promise<Figure[]> {
  const ours: number[] = []
  const floor: number[] = []
  await enrolTerminal()
  await startTime(empty)
  for (let round = 0; round < starts; round++) {
    ours.push(await startTime(terminal))
    floor.push(await startTime(empty))
  }
  return [
    {
      what: `start to first picture, median of ${starts} (ms)`,
      ours: median(ours).toFixed(0),
      floor: median(floor).toFixed(0),
      ratio: median(ours) / median(floor),
      bar: '≤ 1.3',
    },
  ]
}

async function compareMemory(): Promise<Figure[]> {
  const ours: number[] = []
  const floor: number[] = []
  for (let rest = 0; rest < rests; rest++) {
    ours.push(await restingMemory(terminal))
    floor.push(await restingMemory(empty))
  }
  return [
    {
      what: `memory at rest, all processes, median of ${rests} (PSS, MiB)`,
      ours: median(ours).toFixed(0),
      floor: median(floor).toFixed(0),
      ratio: median(ours) / median(floor),
      bar: '≤ 1.4',
    },
  ]
}

async function compareChecks(): Promise<Figure[]> {
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: electronArguments(terminalState),
    env: terminalMachine,
  })
  const page = await app.firstWindow()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(watchVerdicts)
  const enrolmentCode = readFileSync(join(sandbox.ready.folder, 'enrolment-code'), 'utf8').trim()
  const floor = run({
    args: empty.args,
    env: {
      ...windowMachine,
      FLOOR_PLATFORM: sandbox.ready.platform,
      FLOOR_ENROLMENT_CODE: enrolmentCode,
      FLOOR_ROOT: sandbox.ready.platformRoot,
    },
  })
  await floor.next('painted')
  await floor.next('ready')

  const byTerminal = async (): Promise<number> => {
    await page.evaluate(() => {
      Object.assign(window, { verdictAt: 0 })
      window.passonly.act({ type: 'cancel' })
      window.passonly.act({ type: 'start' })
      window.passonly.act({ type: 'choose-service', service: 'social-security-card' })
      window.passonly.act({ type: 'agree', to: 'notice' })
      window.passonly.act({ type: 'choose-subject', subject: 'self' })
      window.passonly.act({ type: 'choose-method', method: 'network-identity' })
    })
    await page.locator('[data-stage=ready]').waitFor()
    const sent = scanner.scan(await newCode('test-1'))
    await page.locator('[data-shape=circle]').waitFor()
    const at = await page.waitForFunction(() => {
      const value: unknown = Reflect.get(window, 'verdictAt')
      return typeof value === 'number' && value > 0 ? value : null
    })
    return z.number().parse(await at.jsonValue()) - sent
  }
  const byFloor = async (): Promise<number> => {
    const code = await newCode('test-2')
    floor.child.stdin?.write(`${code}\n`)
    const { began = 0 } = await floor.next('began')
    const { painted = 0 } = await floor.next('painted')
    return painted - began
  }

  const ours: number[] = []
  const least: number[] = []
  for (let warm = 0; warm < checksARound; warm++) await Promise.all([byTerminal(), byFloor()])
  for (let round = 0; round < rounds; round++) {
    for (let check = 0; check < checksARound; check++) ours.push(await byTerminal())
    for (let check = 0; check < checksARound; check++) least.push(await byFloor())
  }
  await app.close()
  await floor.end()
  return [0.5, 0.99].map((share) => ({
    what: `last report of a scan to verdict on the glass, p${share * 100} of ${ours.length} (ms)`,
    ours: percentile(ours, share).toFixed(1),
    floor: percentile(least, share).toFixed(1),
    ratio: percentile(ours, share) / percentile(least, share),
    bar: '≤ 2',
  }))
}

/** Each figure of the terminal beside what the least program needs; `tell` hears of each that is done. */
export async function terminalFigures(tell: (figure: Figure) => void): Promise<readonly Figure[]> {
  try {
    const figures: Figure[] = []
    for (const compare of [compareStarts, compareMemory, compareChecks]) {
      figures.push(...(await compare()))
      const last = figures.at(-1)
      if (last) tell(last)
    }
    return figures
  } finally {
    scanner.close()
    await sandbox.stop()
    await display.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
