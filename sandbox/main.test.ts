import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SandboxReady, sandboxReadySchema } from '../src/shared/sandbox-ready.ts'
import { benchStateSchema } from './bench/api.ts'
import { emptyPages } from './pages.fake.ts'
import { checkRequest, enrol, post, postJson, signed } from './platform/terminal.fake.ts'
import { codeReplySchema, phoneSchema } from './wallet/api.ts'

/** The built program in a process of its own, as `npm start` runs it. Built below the project, where it finds libsql. */
const project = fileURLToPath(new URL('..', import.meta.url))
let program: string
let folder: string
let cleanUp: string[]
const children: ChildProcess[] = []

beforeAll(async () => {
  await mkdir(path.join(project, 'out'), { recursive: true })
  const outDir = await mkdtemp(path.join(project, 'out', 'sandbox-test-'))
  const empty = await emptyPages(path.join(outDir, 'web'))
  folder = empty.folder
  cleanUp = [outDir, empty.root]
  await build({
    configFile: path.join(project, 'vite.sandbox.config.ts'),
    logLevel: 'error',
    build: { outDir },
  })
  program = path.join(outDir, 'main.js')
}, 60_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(cleanUp.map((entry) => rm(entry, { recursive: true, force: true })))
})

interface Running {
  readonly ready: SandboxReady
  readonly child: ChildProcess
  readonly output: string[]
}

async function start(...more: string[]): Promise<Running> {
  const child = spawn(process.execPath, [program, '--folder', folder, '--unlimited', ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const output: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => output.push(line))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  await Promise.race([once(lines, 'line'), once(child, 'exit')])
  return { ready: sandboxReadySchema.parse(JSON.parse(output[0] ?? '')), child, output }
}

async function enrolmentCode({ ready }: Running): Promise<string> {
  return benchStateSchema.parse(await (await fetch(`${ready.bench}/api/state`)).json()).enrolmentCode
}

async function end({ child }: Running, signal: NodeJS.Signals): Promise<readonly unknown[]> {
  const ended = once(child, 'exit')
  child.kill(signal)
  return ended
}

test('killed after a reply and started again: the same reply, and the code stays used', async () => {
  const before = await start()
  const terminal = await enrol(before.ready.platform, await enrolmentCode(before))
  const issued = await postJson(`${before.ready.wallet}/api/codes`, { citizen: 'test-1' })
  const { code } = codeReplySchema.parse(await issued.json())
  const message = signed(terminal, checkRequest(terminal, code, Date.now()))
  const reply = Buffer.from(await (await post(before.ready.platform, message)).arrayBuffer())
  await end(before, 'SIGKILL')

  const after = await start()
  const again = Buffer.from(await (await post(after.ready.platform, message)).arrayBuffer())
  expect(again.equals(reply)).toBe(true)
  const second = await post(after.ready.platform, signed(terminal, checkRequest(terminal, code, Date.now())))
  expect(Buffer.from(await second.arrayBuffer()).includes('"authResult":"fail"')).toBe(true)
  await end(after, 'SIGTERM')
})

test('killed while checks are answered: none that was acknowledged is lost, none counts twice', async () => {
  const before = await start('--threads', '2')
  const terminal = await enrol(before.ready.platform, await enrolmentCode(before))
  const messages: Uint8Array[] = []
  for (let check = 0; check < 24; check++) {
    const issued = await postJson(`${before.ready.wallet}/api/codes`, { citizen: 'test-2' })
    const { code } = codeReplySchema.parse(await issued.json())
    messages.push(signed(terminal, checkRequest(terminal, code, Date.now())))
  }
  const acknowledged = new Map<number, Buffer>()
  const sent = messages.map(async (message, index) => {
    const response = await post(before.ready.platform, message)
    const reply = Buffer.from(await response.arrayBuffer())
    expect(response.status).toBe(200)
    acknowledged.set(index, reply)
    // In the middle of the others.
    if (acknowledged.size === 7) before.child.kill('SIGKILL')
  })
  const ended = once(before.child, 'exit')
  await Promise.allSettled(sent)
  await ended
  expect(acknowledged.size).toBeGreaterThanOrEqual(7)

  const after = await start('--threads', '2')
  for (const [index, message] of messages.entries()) {
    const again = await post(after.ready.platform, message)
    const reply = Buffer.from(await again.arrayBuffer())
    expect(reply.equals(acknowledged.get(index) ?? reply)).toBe(true)
    expect(reply.includes('"authResult":"pass"')).toBe(true)
  }
  const phone = await (await fetch(`${after.ready.wallet}/api/phone?citizen=test-2`)).json()
  expect(phoneSchema.parse(phone).history.every(({ verdict }) => verdict === 'pass')).toBe(true)
  await end(after, 'SIGTERM')
})

test('on threads refuses what is wrong as it does without', async () => {
  const running = await start('--threads', '1')
  const terminal = await enrol(running.ready.platform, await enrolmentCode(running))
  const request = checkRequest(terminal, `WZ1:${'A'.repeat(56)}`, Date.now())
  const answerTo = async (message: Uint8Array) => {
    const response = await post(running.ready.platform, message)
    return [response.status, await response.text()]
  }
  const refused = [400, JSON.stringify({ code: 'refused' })]
  expect(await answerTo(Uint8Array.of(1, 2, 3))).toEqual(refused)
  expect(await answerTo(signed(terminal, request).map((byte, at) => (at === 900 ? byte ^ 1 : byte)))).toEqual(
    refused,
  )
  const evidence = [{ kind: 'wallet-code', data: 'AAAA' }] as const
  expect(await answerTo(signed(terminal, { ...request, evidence: [...evidence] }))).toEqual(refused)
  expect((await answerTo(signed(terminal, request)))[0]).toBe(200)
  await end(running, 'SIGTERM')
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  'ends in good order on %s, having said one line',
  async (signal) => {
    const running = await start()
    await postJson(`${running.ready.wallet}/api/codes`, { citizen: 'test-1' })
    expect(await end(running, signal)).toEqual([0, null])
    expect(running.output).toHaveLength(1)
  },
)

test('takes the ports it is given', async () => {
  const first = await start()
  const port = new URL(first.ready.bench).port
  await end(first, 'SIGTERM')
  const second = await start('--bench-port', port)
  expect(new URL(second.ready.bench).port).toBe(port)
  await end(second, 'SIGTERM')
})

test.each([
  ['no folder', []],
  ['an unknown option', ['--folder', '/nonexistent/x', '--verbose']],
  ['a port that is none', ['--folder', '/nonexistent/x', '--bench-port', '70000']],
])('%s: says what is wrong and ends with 1', async (_what, args) => {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  expect(await once(child, 'close')).toEqual([1, null])
  expect(errors).toMatch(/^sandbox: /)
})
