import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { defaultDevices } from '../../src/shared/device-config.ts'
import { isAlive } from '../support/processes.ts'
import { listeningPorts } from '../support/sockets.ts'
import { within } from '../support/within.ts'
import { type Installed, type Home, journalOf, startInstalled, tracedTo } from './installed.ts'
import { eventually, expect, test } from './packaged-terminal.ts'

test.skip(getuid?.() !== 0, 'as root alone: a package is installed in a mount namespace')

/** Exit code of a terminal that refuses how it was started (EX_SOFTWARE of sysexits). */
const refused = 70

/** Longest time (ms) until a terminal has refused. */
const longestRefusal = 20_000

/** The calls of `listen` in what strace wrote, of whatever process and however short. */
const listensIn = (trace: string): readonly string[] =>
  readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes('listen('))

test('a program that listens, if only for a moment, is seen to', ({ home }) => {
  const trace = join(home.folder, 'trace')
  const [program, ...args] = tracedTo(trace, [process.execPath, '--inspect=127.0.0.1:0', '--eval', '0'])
  expect(spawnSync(program, args).status).toBe(0)
  expect(listensIn(trace)).toHaveLength(1)
})

test('a program that listens, and goes on, is seen to', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(listeningPorts([process])).toContain(port)
  } finally {
    server.close()
  }
})

for (const argument of [
  '--inspect',
  '--inspect=127.0.0.1:0',
  '--inspect-brk',
  '--inspect-wait',
  '--inspect-port=0',
  '-inspect',
  '--remote-debugging-port=0',
  '-remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--remote-debugging-address=0.0.0.0',
  '--js-flags=--expose-gc',
  '--no-sandbox',
  '-no-sandbox',
  '--user-data-dir=/tmp',
  '--load-extension=/tmp',
  '--disable-web-security',
  '--host-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1:9',
  '--ignore-certificate-errors',
  '--enable-logging',
  '--log-file=/tmp/passonly.log',
  '--log-net-log=/tmp/passonly.log',
  '--require=/tmp/passonly.cjs',
  '--eval=0',
  '--',
  '/etc/passwd',
  'https://example.invalid/',
]) {
  test(`${argument} ends it with code ${refused} before it listens to anybody or writes anything`, async ({
    home,
    administrators,
    glass,
  }) => {
    const trace = join(home.folder, 'trace')
    const terminal = startInstalled({
      home,
      administrators: await administrators(),
      arguments: [argument],
      environment: glass.environment,
      trace,
    })
    try {
      expect(await within(longestRefusal, 'the refusal', terminal.ended)).toBe(refused)
    } finally {
      await terminal.stop()
    }
    expect(terminal.log()).toContain(`this terminal does not take ${argument}`)
    expect(listensIn(trace)).toEqual([])
    expect(journalOf(home)).toEqual([])
  })
}

/** What would leave a mark if somebody ran it. */
function trap(home: Home): { readonly mark: string; readonly code: string } {
  const mark = join(home.makeFolder('trap'), 'mark')
  return { mark, code: `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x')` }
}

test('the environment does not make it Node', async ({ home, administrators, glass }) => {
  const { mark, code } = trap(home)
  const terminal = startInstalled({
    home,
    administrators: await administrators(),
    arguments: ['--eval', code],
    environment: { ...glass.environment, ELECTRON_RUN_AS_NODE: '1' },
  })
  try {
    expect(await within(longestRefusal, 'the refusal', terminal.ended)).toBe(refused)
  } finally {
    await terminal.stop()
  }
  expect(existsSync(mark)).toBe(false)
})

async function expectNobodyCanConnect(terminal: Installed): Promise<void> {
  const processes = terminal.processes()
  expect(processes.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['main', 'renderer', 'device-host', 'zygote']),
  )
  expect(listeningPorts(processes)).toEqual([])
}

/** All the native code that its drivers can have. */
const nativeCode = [
  '@node-usb/usb-linux-x64-gnu',
  '@pcsc-mini/linux-x86_64-gnu',
  '@serialport/bindings-cpp/prebuilds/linux-x64',
  'node-hid/prebuilds/HID_hidraw-linux-x64',
]

/** The native packages that its device hosts have loaded. */
function nativeCodeOf(terminal: Installed): string[] {
  const hosts = terminal.processes().filter(({ kind }) => kind === 'device-host')
  const maps = hosts.map(({ pid }) => readFileSync(`/proc/${pid}/maps`, 'utf8')).join('\n')
  return [
    ...new Set(maps.match(/(?<=\/app\.asar\.unpacked\/node_modules\/)\S+(?=\/[^/\s]+\.node)/g)),
  ].toSorted()
}

test('without a key ring it starts and says on the glass that it serves nobody, keeps no key, and listens nowhere', async ({
  home,
  administrators,
  glass,
  layout,
}) => {
  const terminal = startInstalled({
    home,
    // A card reader on a serial port, which is not there, so that the drivers load what they need for one.
    administrators: await administrators({
      devices: { ...defaultDevices, cardReaders: [{ kind: 'usb' }, { kind: 'serial', path: '/dev/ttyS99' }] },
    }),
    environment: glass.environment,
  })
  try {
    await eventually(home, 'terminal.start.complete')
    await eventually(home, 'device-host.started')
    const [unusable] = await eventually(home, 'terminal.key.unusable')
    expect(unusable?.fields).toEqual({ fault: 'no-system-seal' })
    await glass.expectDrawn('without-a-key-ring')
    await expectNobodyCanConnect(terminal)
    // The sandbox of every process that draws: seccomp, and no way back to rights.
    for (const { pid } of terminal.processes().filter(({ kind }) => kind === 'renderer')) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      expect(status).toMatch(/^Seccomp:\s+2$/m)
      expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
    }
    // What the drivers have of native code is the package's own, from beside the archive.
    await expect.poll(() => nativeCodeOf(terminal)).toEqual(nativeCode)
    await glass.touch(layout.start)
  } finally {
    await terminal.stop()
  }
  const events = journalOf(home).map(({ event }) => event)
  expect(events).not.toContain('journey.start')
  expect(events).not.toContain('terminal.enrol.complete')
  expect(events).not.toContain('terminal.crash')
  expect(events.at(-1)).toBe('terminal.stop')
  expect(existsSync(join(home.stateFolder, 'terminal-identity.json'))).toBe(false)
})

test('neither the environment nor a signal opens it to a debugger, brings virtual devices or other files', async ({
  home,
  administrators,
  glass,
  sandbox,
}) => {
  const { mark, code } = trap(home)
  const required = join(home.folder, 'required.cjs')
  writeFileSync(required, code)
  const terminal = startInstalled({
    home,
    administrators: await administrators(),
    environment: {
      ...glass.environment,
      NODE_OPTIONS: `--inspect=127.0.0.1:0 --require=${required}`,
      ELECTRON_RUN_AS_NODE: '1',
      ELECTRON_ENABLE_LOGGING: '1',
      PASSONLY_CONFIG: '/nowhere/terminal.json',
      PASSONLY_PLATFORM_ROOT: '/nowhere/platform-root.pem',
      PASSONLY_DOCUMENT_TRUST: '/nowhere',
      PASSONLY_ENROLMENT_CODE: 'X',
      PASSONLY_VIRTUAL_DEVICES: String(sandbox.ready.virtualDevicesPort),
    },
  })
  try {
    await eventually(home, 'terminal.start.complete')
    await eventually(home, 'device-host.started')
    await eventually(home, 'terminal.key.unusable')
    await expectNobodyCanConnect(terminal)
    expect((await sandbox.bench.state()).hosts).toEqual([])
    // By this signal Node opens its inspector in any process that lets it. This one ends, as if it had never heard of it.
    const processes = terminal.processes()
    process.kill(terminal.pid, 'SIGUSR1')
    expect(await within(longestRefusal, 'the end', terminal.ended)).toBe('SIGUSR1')
    await expect.poll(() => processes.filter(({ pid }) => isAlive(pid))).toEqual([])
  } finally {
    await terminal.stop()
  }
  expect(existsSync(mark)).toBe(false)
  const events = journalOf(home).map(({ event }) => event)
  expect(events).not.toContain('terminal.root.unusable')
  expect(events).not.toContain('device.attached')
})
