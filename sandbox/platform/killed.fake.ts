import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import Database from 'libsql'
import { z } from 'zod'
import { checkRequest, enrol, type FakeTerminal, post, signed } from './terminal.fake.ts'

/**
 * A platform in a process of its own that is killed (SIGKILL) over and over in the middle of checks, and started again on
 * the same folder. What it acknowledged must stand in its file, and the same request must get the same reply.
 */
export interface KillRun {
  /** The built `bench/platform/server.ts`. */
  readonly program: string
  readonly folder: string
  readonly kills: number
  /** 0 to 1: where each kill falls. */
  readonly random: () => number
}

export interface KillFigures {
  readonly kills: number
  readonly sent: number
  readonly acknowledged: number
  /** Acknowledged, and not in the file after the kill. */
  readonly lost: number
  /** Asked again after the restart and answered otherwise than before. */
  readonly changed: number
  /** Answered after the restart with anything but `pass`: every code was fresh. */
  readonly refused: number
  /** Rows in the file at the end: one for each check, and one receipt number. */
  readonly rows: number
  readonly receipts: number
}

/** Checks under way when a kill falls. */
const atOnce = 16

const answerSchema = z.union([
  z.object({ url: z.string() }),
  z.object({ enrolment: z.string() }),
  z.object({ codes: z.array(z.string()) }),
])
type Answer = z.infer<typeof answerSchema>

interface Running {
  readonly child: ChildProcess
  readonly url: string
}

interface Sent {
  readonly bizSeq: string
  readonly message: Uint8Array
  /** Null when no reply came before the kill. */
  readonly reply: Buffer | null
}

async function nextAnswer(child: ChildProcess): Promise<Answer> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the platform ended by itself'))),
  ])
  return answerSchema.parse(message)
}

async function ask(child: ChildProcess, question: object): Promise<Answer> {
  const answered = nextAnswer(child)
  child.send(question)
  return answered
}

async function start({ program, folder }: KillRun): Promise<Running> {
  const child = fork(program, [folder], { stdio: 'ignore' })
  const answer = await nextAnswer(child)
  if (!('url' in answer)) throw new Error('no address')
  return { child, url: answer.url }
}

async function enrolOn({ child, url }: Running): Promise<FakeTerminal> {
  const answer = await ask(child, { enrolment: true })
  if (!('enrolment' in answer)) throw new Error('no enrolment code')
  return enrol(url, answer.enrolment)
}

/** Sends so many checks at once, and kills when some share of them was answered and a little later. */
async function sendAndKill(
  { child, url }: Running,
  terminal: FakeTerminal,
  random: () => number,
): Promise<Sent[]> {
  const answer = await ask(child, { codes: atOnce })
  if (!('codes' in answer)) throw new Error('no codes')
  const requests = answer.codes.map((code) => checkRequest(terminal, code, Date.now()))
  const messages = requests.map((request) => signed(terminal, request))
  const killAfter = Math.floor(random() * atOnce)
  let answered = 0
  const kill = () => {
    // Anywhere in the work on the next ones, a commit among it.
    const turns = Math.floor(random() * 20)
    const step = (left: number) => (left > 0 ? void setImmediate(step, left - 1) : void child.kill('SIGKILL'))
    step(turns)
  }
  if (killAfter === 0) kill()
  const ended = once(child, 'exit')
  const sending = messages.map(async (message): Promise<Buffer | null> => {
    const reply = await replyTo(url, message)
    answered += 1
    if (answered === killAfter) kill()
    return reply
  })
  const came = await Promise.allSettled(sending)
  await ended
  return requests.map(({ bizSeq }, at) => {
    const one = came[at]
    const message = messages[at] ?? new Uint8Array()
    // A connection that broke off: nothing was acknowledged.
    return { bizSeq, message, reply: one?.status === 'fulfilled' ? one.value : null }
  })
}

async function replyTo(url: string, message: Uint8Array): Promise<Buffer> {
  const response = await post(url, message)
  const reply = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) throw new Error(`answered with ${response.status}`)
  return reply
}

const replyRow = z.object({ reply: z.instanceof(Uint8Array) }).optional()
const countRow = z.object({ count: z.int() })

/** What the file itself has, without the platform. */
function readFile<Result>(folder: string, read: (connection: Database.Database) => Result): Result {
  const connection = new Database(path.join(folder, 'platform.db'))
  try {
    return read(connection)
  } finally {
    connection.close()
  }
}

function lostOf(folder: string, sent: readonly Sent[]): number {
  return readFile(folder, (connection) => {
    const select = connection.prepare('select reply from checks where biz_seq = ?')
    return sent.filter(({ bizSeq, reply }) => {
      if (reply === null) return false
      const kept = replyRow.parse(select.get(bizSeq))
      return !kept || !reply.equals(kept.reply)
    }).length
  })
}

export async function killRun(run: KillRun): Promise<KillFigures> {
  const counts = { sent: 0, acknowledged: 0, lost: 0, changed: 0, refused: 0 }
  let running = await start(run)
  const terminal = await enrolOn(running)
  for (let kill = 0; kill < run.kills; kill++) {
    const sent = await sendAndKill(running, terminal, run.random)
    counts.sent += sent.length
    counts.acknowledged += sent.filter(({ reply }) => reply !== null).length
    counts.lost += lostOf(run.folder, sent)
    running = await start(run)
    for (const { message, reply } of sent) {
      const again = await replyTo(running.url, message)
      if (reply !== null && !reply.equals(again)) counts.changed += 1
      if (!again.includes('"authResult":"pass"')) counts.refused += 1
      if (!again.equals(await replyTo(running.url, message))) counts.changed += 1
    }
  }
  const ended = once(running.child, 'exit')
  running.child.disconnect()
  await ended
  const count = (table: 'checks' | 'receipts') =>
    readFile(
      run.folder,
      (connection) =>
        countRow.parse(connection.prepare(`select count(*) as count from ${table}`).get()).count,
    )
  return { kills: run.kills, ...counts, rows: count('checks'), receipts: count('receipts') }
}
