/** The hall's own software asks for checks at the real terminal, and the citizen decides the rest. */
import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { demoConfig } from '../sandbox/demo-config.ts'
import { textsOf } from '../src/renderer/locales/texts.ts'
import { terminalConfigSchema } from '../src/shared/config.ts'
import type { Check, Problem, StartCheck } from '../src/shared/hall-api/client-types.ts'
import { hallCheckSchema, problemSchema } from '../src/shared/hall-api/contract.ts'
import { expect, test as ofTerminal } from './support/fixtures.ts'
import { freePort } from './support/free-port.ts'
import type { Sandbox } from './support/sandbox.ts'
import { briskly, longestStart, startTerminal, type Terminal } from './support/terminal.ts'

const texts = textsOf('zh-CN')
const service = 'social-security-card'
const token = randomBytes(32).toString('hex')

interface Hall {
  readonly terminal: Terminal
  readonly port: number
}

const test = ofTerminal.extend<{ readonly asked: Hall }, { readonly hall: Hall }>({
  hall: [
    async ({ sandbox }, use) => {
      const port = await freePort()
      const tokenDigest = `sm3:${createHash('sm3').update(token).digest('hex')}`
      const hallApi = { port, clients: [{ name: 'queue', tokenDigest }] }
      const config = terminalConfigSchema.parse({ ...demoConfig(sandbox.ready.platform), hallApi })
      const terminal = await startTerminal({ sandbox, config })
      await use({ terminal, port })
      await terminal.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],

  // The second need is for its order alone: the sandbox is restored first.
  asked: async ({ hall, restoredSandbox: _restored }, use) => {
    await hall.terminal.walkTo('attract')
    await use(hall)
  },
})

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

function call(port: number, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/v1${path}`, { headers, ...init })
}

async function start(
  port: number,
  members: Partial<StartCheck> = {},
): Promise<Check | Pick<Problem, 'code'>> {
  const request: StartCheck = { service, subject: 'self', idempotencyKey: randomUUID(), ...members }
  const reply = await call(port, '/checks', { method: 'POST', body: JSON.stringify(request) })
  const body: unknown = await reply.json()
  return reply.ok ? hallCheckSchema.parse(body) : problemSchema.parse(body)
}

async function started(port: number, members: Partial<StartCheck> = {}): Promise<string> {
  const check = await start(port, members)
  if (!('id' in check)) throw new Error(check.code)
  return check.id
}

async function ask(port: number, id: string, method = 'GET'): Promise<Check> {
  return hallCheckSchema.parse(await (await call(port, `/checks/${id}`, { method })).json())
}

/** From the notice to the readers, by touches; the first may come before the notice takes it. */
async function agreeAndPresent({ terminal }: Hall, sandbox: Sandbox): Promise<void> {
  const { page } = terminal
  const before = await terminal.armings()
  await terminal.expectScreen('notice')
  await expect(async () => {
    // A touch that was taken after all leaves no button.
    const agree = page.getByRole('button', { name: texts.notice.agree })
    if (await agree.isVisible()) await agree.click({ timeout: 1_000 })
    await terminal.expectScreen('method', 500)
  }).toPass()
  await page.getByRole('button', { name: texts.method.names['network-identity'] }).click()
  await terminal.armed(before)
  await sandbox.bench.scan({ text: await sandbox.newCode() })
}

test('the sample of docs/hall-api.md starts a check, and learns pass and the receipt number of the journal', async ({
  asked,
  sandbox,
}, testInfo) => {
  const { terminal, port } = asked
  const [, sample = ''] =
    /```js\n([\s\S]*?)```/.exec(
      readFileSync(join(import.meta.dirname, '..', 'docs', 'hall-api.md'), 'utf8'),
    ) ?? []
  const file = testInfo.outputPath('check.mjs')
  writeFileSync(file, sample)
  const journalBefore = terminal.journal().length
  const child = spawn(process.execPath, [file, service], {
    env: { PASSONLY_TOKEN: token, PASSONLY_PORT: String(port) },
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  const ended = once(child, 'close')

  await agreeAndPresent(asked, sandbox)
  await terminal.expectScreen('pass')
  await ended
  const [complete] = terminal.events('check.complete', journalBefore)
  expect(output).toBe(`pass ${String(complete?.fields['receipt'])}\n`)
  const told = terminal.journal().slice(journalBefore)
  expect(told.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['hall-check.init', 'journey.consent', 'check.complete', 'hall-check.complete']),
  )
})

test('its WebSocket tells the end and nothing before it', async ({ asked, sandbox }) => {
  const { terminal, port } = asked
  const id = await started(port)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/checks/${id}/events`, { headers })
  const told: string[] = []
  socket.on('message', (data: Buffer) => told.push(data.toString('utf8')))
  const closed = once(socket, 'close')
  await agreeAndPresent(asked, sandbox)
  await terminal.expectScreen('pass')
  await closed
  expect(told.map((text) => hallCheckSchema.parse(JSON.parse(text)).state)).toEqual([
    'in-progress',
    'completed',
  ])
  expect((await call(port, `/checks/${id}`, { method: 'DELETE' })).status).toBe(409)
  await terminal.expectScreen('pass')
})

test('a client that talks into its WebSocket is hung up on, and the terminal goes on', async ({ asked }) => {
  const { terminal, port } = asked
  const id = await started(port)
  for (const length of [1, 40, 125, 126, 1_000_000]) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/checks/${id}/events`, { headers })
    await once(socket, 'open')
    const closed = once(socket, 'close')
    socket.send('x'.repeat(length))
    await closed
  }
  expect(await ask(port, id)).toEqual({ id, state: 'in-progress' })
  expect(terminal.events('hall-api.fault')).toEqual([])
  await terminal.expectScreen('notice')
})

test('the citizen leaves, and the client hears no more than that', async ({ asked }) => {
  const { terminal, port } = asked
  const id = await started(port)
  await terminal.expectScreen('notice')
  await terminal.page.getByRole('button', { name: texts.dock.leave }).click()
  await terminal.expectScreen('attract')
  expect(await ask(port, id)).toEqual({ id, state: 'left' })
})

test('the client calls off, and the terminal is at its start', async ({ asked }) => {
  const { terminal, port } = asked
  const id = await started(port)
  await terminal.expectScreen('notice')
  expect(await ask(port, id, 'DELETE')).toEqual({ id, state: 'cancelled' })
  await terminal.expectScreen('attract')
})

test('a citizen at the terminal is not disturbed', async ({ asked }) => {
  const { terminal, port } = asked
  await terminal.walkTo('service')
  expect(await start(port)).toMatchObject({ code: 'busy' })
  await terminal.expectScreen('service')
})

test('somebody else than the one awaited fails, and another pseudonym has to wait', async ({
  asked,
  sandbox,
}) => {
  const { terminal, port } = asked
  const id = await started(port, { expected: '0'.repeat(32) })
  await agreeAndPresent(asked, sandbox)
  await terminal.expectScreen('fail')
  expect(await ask(port, id)).toEqual({ id, state: 'in-progress' })
  await terminal.act({ type: 'cancel' })
  await expect
    .poll(async () => (await ask(port, id)).state, { message: 'the visit is over', intervals: briskly })
    .toBe('completed')
  expect(await ask(port, id)).toMatchObject({ verdict: 'fail' })
  expect(await start(port, { expected: '1'.repeat(32) })).toMatchObject({ code: 'expected-limit' })
})
