import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { z } from 'zod'
import { checkRequest, enrol, type FakeTerminal, signed } from '../../sandbox/platform/terminal.fake.ts'
import { root } from '../../tools/lib/paths.mjs'
import { type Figure, percentile } from '../measure/figures.ts'

/**
 * How many checks the platform sustains. Fifty terminals, one connection each, ask at a given rate together, whatever
 * becomes of the answers: a slow answer delays no question, so that waiting is counted as waiting. Messages are made
 * beforehand, for terminals have processors of their own.
 */
const terminals = 50
const checksPerSecond = 200
const seconds = 12
/** Not counted: tables of keys are made, code is compiled. */
const warmUpSeconds = 4
/** The bar (ms). */
const longestP99 = 100

const answerSchema = z.union([
  z.object({ url: z.string() }),
  z.object({ enrolment: z.string() }),
  z.object({ codes: z.array(z.string()) }),
])

/** The platform in a process of its own. */
interface PlatformProcess {
  readonly child: ChildProcess
  /** What it says next. */
  answer(): Promise<z.infer<typeof answerSchema>>
  ask(question: { codes: number } | { enrolment: true }): Promise<z.infer<typeof answerSchema>>
}

function startPlatform(folder: string): PlatformProcess {
  const child = fork(join(root, 'out', 'bench', 'platform-server.js'), [folder])
  const answer = async () => {
    const [message] = await once(child, 'message')
    return answerSchema.parse(message)
  }
  return {
    child,
    answer,
    ask: (question) => {
      const answered = answer()
      child.send(question)
      return answered
    },
  }
}

async function enrolOne(platform: PlatformProcess, url: string): Promise<FakeTerminal> {
  const answered = await platform.ask({ enrolment: true })
  if (!('enrolment' in answered)) throw new Error('no enrolment code')
  return enrol(url, answered.enrolment)
}

interface Outcome {
  /** Whether the platform said `pass`: every code is fresh, so that anything else is no answer to what was asked. */
  readonly passed: boolean
  readonly milliseconds: number
}

async function send(agent: Agent, url: URL, message: Uint8Array): Promise<Outcome> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/cms', 'content-length': message.length },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('end', () => {
          const milliseconds = performance.now() - began
          const says = Buffer.concat(parts).includes('"authResult":"pass"')
          resolve({ passed: response.statusCode === 200 && says, milliseconds })
        })
      },
    )
    sending.once('error', reject)
    sending.end(message)
  })
}

/** Signed requests of all terminals in turn, each with a fresh code. */
async function prepare(
  platform: PlatformProcess,
  fleet: readonly FakeTerminal[],
  count: number,
): Promise<Uint8Array[]> {
  const answered = await platform.ask({ codes: count })
  if (!('codes' in answered)) throw new Error('no codes')
  return answered.codes.flatMap((code, index) => {
    const terminal = fleet[index % fleet.length]
    return terminal ? [signed(terminal, checkRequest(terminal, code, Date.now()))] : []
  })
}

interface Run {
  readonly all: readonly Outcome[]
  /** Seconds from the first question to the last answer. */
  readonly took: number
}

/** Sends the messages at an even rate and gives what became of each. */
async function drive(
  url: URL,
  agents: readonly Agent[],
  messages: readonly Uint8Array[],
  rate: number,
): Promise<Run> {
  const began = performance.now()
  const outcomes: Promise<Outcome>[] = []
  for (const [index, message] of messages.entries()) {
    const due = began + (index * 1000) / rate
    const early = due - performance.now()
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early))
    const agent = agents[index % agents.length]
    if (agent) outcomes.push(send(agent, url, message))
  }
  const all = await Promise.all(outcomes)
  return { all, took: (performance.now() - began) / 1000 }
}

/** Figures of the platform under load; the floor is the bar itself. */
export async function platformFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(root, 'out', 'bench-platform-'))
  const platform = startPlatform(folder)
  try {
    const started = await platform.answer()
    if (!('url' in started)) throw new Error('the platform did not start')
    const url = new URL('/v1/checks', started.url)
    const fleet: FakeTerminal[] = []
    for (let number = 0; number < terminals; number++) fleet.push(await enrolOne(platform, started.url))
    const agents = fleet.map(() => new Agent({ keepAlive: true, maxSockets: 1 }))
    const first = await prepare(platform, fleet, warmUpSeconds * checksPerSecond)
    await drive(url, agents, first, checksPerSecond)
    const messages = await prepare(platform, fleet, seconds * checksPerSecond)
    const run = await drive(url, agents, messages, checksPerSecond)
    for (const agent of agents) agent.destroy()
    return figuresOf(run)
  } finally {
    const ended = once(platform.child, 'exit')
    platform.child.disconnect()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

function figuresOf({ all, took }: Run): Figure[] {
  const times = all.map(({ milliseconds }) => milliseconds)
  const passed = all.filter((outcome) => outcome.passed).length
  const rate = passed / took
  const time = (share: number) => percentile(times, share)
  return [
    {
      what: 'replies that say pass',
      ours: String(passed),
      floor: String(all.length),
      ratio: passed / all.length,
      bar: '1',
    },
    {
      what: `checks answered a second, ${terminals} terminals, ${checksPerSecond} asked`,
      ours: rate.toFixed(1),
      floor: String(checksPerSecond),
      ratio: rate / checksPerSecond,
      bar: '≥ 0.99',
    },
    {
      what: `message to reply, p50 of ${all.length} (ms)`,
      ours: time(0.5).toFixed(1),
      floor: String(longestP99),
      ratio: time(0.5) / longestP99,
      bar: '< 1',
    },
    {
      what: `message to reply, p99 of ${all.length} (ms)`,
      ours: time(0.99).toFixed(1),
      floor: String(longestP99),
      ratio: time(0.99) / longestP99,
      bar: '< 1',
    },
  ]
}
