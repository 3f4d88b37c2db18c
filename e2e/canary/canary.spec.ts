import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { walletCodePrefix, walletCodeRandomOctets } from '../../src/shared/wallet-code.ts'
import { expect, expectListening } from '../support/fixtures.ts'
import { type AppProcess, isAlive } from '../support/processes.ts'
import type { RecordingProxy } from '../support/recording-proxy.ts'
import type { Sandbox } from '../support/sandbox.ts'
import { connectedTo } from '../support/sockets.ts'
import type { Terminal } from '../support/terminal.ts'
import { test } from './canary-terminal.ts'
import { whileHostsHave } from './held-host.ts'
import { searchMachine, searchTerminal } from './places.ts'
import { type Search, searchFor } from './search.ts'
import { otherSockets } from './sockets.ts'

/** Everything that a search must have looked into, or it proves nothing. */
const searchedPlaces = [
  'memory of main',
  'memory of renderer',
  'memory of zygote',
  'memory of gpu',
  'memory of service',
  'memory of device-host',
  'disk',
  'messages',
  'network',
]

/** Files changed anywhere since the terminal started, but for those of its stand-ins and those searched already. */
function searchElsewhere(terminal: Terminal, search: Search, sandbox: Sandbox) {
  return searchMachine(terminal, search, [sandbox.ready.folder, dirname(terminal.ipcRecord)])
}

/** Sockets beside those to platform and bench, and those by which the application is driven. */
function unknownSockets(terminal: Terminal, network: RecordingProxy, sandbox: Sandbox) {
  return otherSockets(
    terminal.processes(),
    new Set([Number(new URL(network.url).port), sandbox.ready.virtualDevicesPort]),
  )
}

test('while a code is being read, nobody but the device host holds any of it; after the check, nobody does', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const code = await sandbox.newCode()
  const secrets = [{ name: 'code', text: code }]
  const search = searchFor(secrets)
  await terminal.walkTo('present')
  const hosts = terminal.processes().filter(({ kind }) => kind === 'device-host')
  const host = connectedTo(sandbox.ready.virtualDevicesPort, hosts)
  if (!host) throw new Error('no device host has the readers')

  await sandbox.bench.scanPart({ text: code, reports: 1 })
  await terminal.expectStage('reading')
  const during = await whileHostsHave({ terminal }, secrets, () =>
    searchTerminal(terminal, search, network.recorded()),
  )
  expect(Object.keys(during.findings)).toEqual(['memory of device-host'])

  await expect.poll(() => terminal.events('check.rejected').length).toBe(1)
  await sandbox.bench.scan({ text: code })
  await terminal.expectScreen('pass')
  expect(isAlive(host.pid)).toBe(false)
  const after = searchTerminal(terminal, search, network.recorded())
  expect(after.findings).toEqual({})
  for (const place of searchedPlaces) expect.soft(after.amounts.get(place), place).toBeGreaterThan(0)

  await terminal.walkTo('attract')
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
  expect(searchElsewhere(terminal, search, sandbox)).toEqual({})
  expect(unknownSockets(terminal, network, sandbox)).toEqual([])
})

test('a code that failed, one that was cancelled and one that nobody waited for leave nothing either', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const [failed, cancelled, early] = [
    await sandbox.newCode('test-1'),
    await sandbox.newCode('test-2'),
    await sandbox.newCode('test-3'),
  ]
  const search = searchFor([
    { name: 'failed', text: failed },
    { name: 'cancelled', text: cancelled },
    { name: 'early', text: early },
  ])
  const before = terminal.journal().length
  await terminal.walkTo('attract')
  // The host that takes the readers over after the test before has to open them first.
  await expectListening(terminal, sandbox)
  await sandbox.bench.scan({ text: early })
  await expect.poll(() => terminal.events('device.dropped', before).length, { timeout: 10_000 }).toBe(1)

  await terminal.walkTo('present')
  await sandbox.bench.scanPart({ text: cancelled, reports: 1 })
  await terminal.expectStage('reading')
  await terminal.act({ type: 'cancel' })
  await terminal.expectScreen('attract')

  await terminal.walkTo('present')
  await sandbox.bench.setClock(61_000)
  await sandbox.bench.scan({ text: failed })
  await terminal.expectScreen('fail')
  await sandbox.bench.setClock(0)
  expect(searchTerminal(terminal, search, network.recorded()).findings).toEqual({})
})

/** Writes over the environment of a process, which it has read already: memory that its owner does not miss. */
function plantInMemory({ pid }: AppProcess, text: string): void {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  // Field 50 of proc(5), counted from the state behind the name.
  const environment = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[47])
  const memory = openSync(`/proc/${pid}/mem`, 'r+')
  try {
    writeSync(memory, Buffer.from(text), 0, Buffer.byteLength(text), environment)
  } finally {
    closeSync(memory)
  }
}

/** One of a kind: what a phone shows, a name, and the zone of a travel document. */
interface Decoy {
  readonly code: string
  readonly name: string
  readonly zone: string
}

function letters(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (octet) => alphabet[octet % alphabet.length] ?? '').join('')
}

function decoy(): Decoy {
  const latin = (length: number) => letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ', length)
  const digits = (length: number) => letters('0123456789', length)
  return {
    code: walletCodePrefix + randomBytes(walletCodeRandomOctets).toString('base64url'),
    name: letters('测试名字很长字段正好写满的人一二三四五六七八九甲乙丙丁', 12),
    zone: `P<UTO${latin(9)}<<${latin(11)}`.padEnd(44, '<') + `${latin(1)}${digits(8)}<${digits(1)}UTO`,
  }
}

/** All that would be known of somebody, in one text. */
const written = ({ code, name, zone }: Decoy) => JSON.stringify({ code, name, zone })

test('a code, a name and a zone planted in each place are found there by the same search', async ({
  watched: terminal,
  network,
}) => {
  const shared = `/dev/shm/passonly-e2e-${process.pid}`
  const decoys = {
    'memory of main': decoy(),
    'memory of renderer': decoy(),
    'memory of zygote': decoy(),
    'memory of gpu': decoy(),
    'memory of service': decoy(),
    'memory of device-host': decoy(),
    'disk state/leak': decoy(),
    'disk state/leak.db': decoy(),
    'disk tmp/leak': decoy(),
    'open file': decoy(),
    [`shared memory ${shared}`]: decoy(),
    log: decoy(),
    'messages between processes': decoy(),
    network: decoy(),
  }
  const messages = { 'from a device host': decoy().code, 'to a screen': decoy().code }
  const of = (place: keyof typeof decoys) => written(decoys[place] ?? decoy())

  await terminal.app.evaluate((_electron, text) => {
    Reflect.set(globalThis, 'leak', `${text}通过`)
  }, of('memory of main'))
  await terminal.page.evaluate(
    (text) => Reflect.set(window, 'leak', btoa(String.fromCharCode(...new TextEncoder().encode(text)))),
    of('memory of renderer'),
  )
  for (const kind of ['zygote', 'gpu', 'service', 'device-host'] as const) {
    const process = terminal.processes().find((process) => process.kind === kind)
    if (!process) throw new Error(`there is no ${kind}`)
    plantInMemory(process, of(`memory of ${kind}`))
  }
  const write = (path: string, text: string, encoding: 'hex' | 'base64' | 'utf16le') =>
    terminal.app.evaluate(
      (_electron, { path, text, encoding }) => {
        const written =
          encoding === 'utf16le' ? Buffer.from(text, encoding) : Buffer.from(text).toString(encoding)
        process.getBuiltinModule('node:fs').writeFileSync(path, written)
      },
      { path, text, encoding },
    )
  await write(join(terminal.stateFolder, 'leak'), of('disk state/leak'), 'hex')
  await write(join(terminal.folder, 'tmp', 'leak'), of('disk tmp/leak'), 'base64')
  await write(shared, of(`shared memory ${shared}`), 'utf16le')
  const database = new Database(join(terminal.stateFolder, 'leak.db'))
  database.exec('CREATE TABLE record (fields TEXT NOT NULL) STRICT')
  database.prepare('INSERT INTO record VALUES (?)').run(of('disk state/leak.db'))
  database.close()
  await terminal.app.evaluate(
    (_electron, { path, text }) => {
      const fs = process.getBuiltinModule('node:fs')
      fs.writeSync(fs.openSync(path, 'w'), text)
      fs.unlinkSync(path)
    },
    { path: join(terminal.folder, 'tmp', 'unlinked'), text: of('open file') },
  )
  await terminal.app.evaluate(
    (_electron, text) => console.log(Buffer.from(text).toString('base64url')),
    of('log'),
  )
  await terminal.page.evaluate(
    (service) => window.passonly.act({ type: 'choose-service', service }),
    of('messages between processes'),
  )
  await terminal.app.evaluate(
    async (_electron, { url, text }) => {
      const body = Buffer.from(text).toString('hex').toUpperCase()
      await fetch(`${url}?${encodeURIComponent(text)}`, { method: 'POST', body })
    },
    { url: `${network.url}/leak`, text: of('network') },
  )
  await terminal.app.evaluate(
    async ({ utilityProcess, webContents }, { script, texts }) => {
      process
        .getBuiltinModule('node:fs')
        .writeFileSync(script, 'process.parentPort.postMessage(process.argv[2])')
      const host = utilityProcess.fork(script, [texts['from a device host']])
      await new Promise((resolve) => host.once('message', resolve))
      host.kill()
      for (const contents of webContents.getAllWebContents()) contents.send('leak', texts['to a screen'])
    },
    { script: join(terminal.folder, 'tmp', 'host.cjs'), texts: messages },
  )
  await expect.poll(() => terminal.log()).toContain(Buffer.from(of('log')).toString('base64url'))

  const secrets = Object.entries(decoys).flatMap(([place, leaked]) =>
    Object.entries(leaked).map(([what, text]) => ({ name: `[${place}] ${what}`, text })),
  )
  const { findings } = searchTerminal(terminal, searchFor(secrets), network.recorded())
  for (const [way, text] of Object.entries(messages)) {
    const found = searchTerminal(terminal, searchFor([{ name: way, text }]), network.recorded()).findings
    expect.soft(found['messages between processes'], way).toBeDefined()
  }
  rmSync(shared)
  for (const { name } of secrets) {
    const place = name.slice(1, name.indexOf(']'))
    const found = Object.entries(findings).flatMap(([where, names]) => (where.startsWith(place) ? names : []))
    expect.soft(found.filter((needle) => needle.startsWith(`${name} `)).length, name).toBeGreaterThan(0)
  }
})

test('a file written elsewhere and a connection to somebody else are found too', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const text = walletCodePrefix + randomBytes(walletCodeRandomOctets).toString('base64url')
  const elsewhere = `/var/tmp/passonly-e2e-${process.pid}`
  // A server of this machine that the terminal has no business with.
  const port = Number(new URL(sandbox.ready.wallet).port)
  try {
    await terminal.app.evaluate(
      async (_electron, { path, text, port }) => {
        process.getBuiltinModule('node:fs').writeFileSync(path, Buffer.from(text).toString('hex'))
        const socket = process.getBuiltinModule('node:net').connect(port, '127.0.0.1')
        Reflect.set(globalThis, 'secondWay', socket)
        await new Promise((resolve) => socket.once('connect', resolve))
      },
      { path: elsewhere, text, port },
    )
    const search = searchFor([{ name: 'code', text }])
    expect(Object.keys(searchElsewhere(terminal, search, sandbox))).toEqual([`file ${elsewhere}`])
    expect(unknownSockets(terminal, network, sandbox)).toEqual([
      expect.stringMatching(new RegExp(`^tcp \\d+ → ${port}$`)),
    ])
  } finally {
    await terminal.app.evaluate(() => {
      const socket: unknown = Reflect.get(globalThis, 'secondWay')
      if (socket instanceof process.getBuiltinModule('node:net').Socket) socket.destroy()
    })
    rmSync(elsewhere, { force: true })
  }
})
