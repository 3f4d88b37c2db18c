import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { walletCodePrefix, walletCodeRandomOctets } from '../../src/shared/wallet-code.ts'
import { expect, expectListening } from '../support/fixtures.ts'
import { connectedTo, isAlive } from '../support/processes.ts'
import { test } from './canary-terminal.ts'
import { searchTerminal } from './places.ts'
import { searchFor } from './search.ts'

/** Everything that a search must have looked into, or it proves nothing. */
const searchedPlaces = [
  'memory of main',
  'memory of renderer',
  'memory of zygote',
  'memory of service',
  'memory of device-host',
  'disk',
  'messages',
  'network',
]

test('while a code is being read, nobody but the device host holds any of it; after the check, nobody does', async ({
  watched: terminal,
  network,
  sandbox,
}) => {
  const code = await sandbox.newCode()
  const search = searchFor([{ name: 'code', text: code }])
  await terminal.walkTo('present')
  const hosts = terminal.processes().filter(({ kind }) => kind === 'device-host')
  const host = connectedTo(sandbox.ready.virtualDevicesPort, hosts)
  if (!host) throw new Error('no device host has the readers')

  await sandbox.bench.scanPart({ text: code, reports: 1 })
  await terminal.expectStage('reading')
  // Half of a code is given up after a second: the host is held still while everything is searched.
  process.kill(host.pid, 'SIGSTOP')
  const during = searchTerminal(terminal, search, network.recorded())
  process.kill(host.pid, 'SIGCONT')
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

test('a leak planted in each place is found there by the same search', async ({
  watched: terminal,
  network,
}) => {
  const decoy = () => walletCodePrefix + randomBytes(walletCodeRandomOctets).toString('base64url')
  const shared = `/dev/shm/passonly-e2e-${process.pid}`
  const decoys = {
    'memory of main': decoy(),
    'memory of renderer': decoy(),
    'disk state/leak': decoy(),
    'disk state/leak.db': decoy(),
    'disk tmp/leak': decoy(),
    'open file': decoy(),
    [`shared memory ${shared}`]: decoy(),
    log: decoy(),
    'messages between processes': decoy(),
    network: decoy(),
  }
  const of = (place: keyof typeof decoys) => decoys[place] ?? ''

  await terminal.app.evaluate((_electron, text) => {
    Reflect.set(globalThis, 'leak', `${text}通过`)
  }, of('memory of main'))
  await terminal.page.evaluate((text) => Reflect.set(window, 'leak', btoa(text)), of('memory of renderer'))
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
  await write(shared, decoys[`shared memory ${shared}`] ?? '', 'utf16le')
  const database = new Database(join(terminal.stateFolder, 'leak.db'))
  database.exec('CREATE TABLE record (fields TEXT NOT NULL) STRICT')
  database.prepare('INSERT INTO record VALUES (?)').run(JSON.stringify({ code: of('disk state/leak.db') }))
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
      await fetch(url, { method: 'POST', body: Buffer.from(text).toString('hex').toUpperCase() })
    },
    { url: `${network.url}/leak`, text: of('network') },
  )
  await expect.poll(() => terminal.log()).toContain(Buffer.from(of('log')).toString('base64url'))

  const secrets = Object.entries(decoys).map(([place, text]) => ({ name: `[${place}]`, text }))
  const { findings } = searchTerminal(terminal, searchFor(secrets), network.recorded())
  rmSync(shared)
  for (const place of Object.keys(decoys)) {
    const found = Object.entries(findings).flatMap(([where, names]) => (where.startsWith(place) ? names : []))
    expect.soft(found.filter((name) => name.startsWith(`[${place}]`)).length, place).toBeGreaterThan(0)
  }
})
