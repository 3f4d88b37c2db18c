import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BizSeq, newBizSeq, terminalNumberSchema } from '../src/shared/check.ts'
import { defaultDevices } from '../src/shared/device-config.ts'
import { type HostCommand, type HostReport, hostReportSchema } from '../src/shared/device-contract.ts'
import { toPem } from '../src/shared/gm/index.ts'
import { faultExitCode } from './end-on-fault.ts'
import { memoryHolds, needlesOf } from './process-memory.fake.ts'
import { honeywell, newland, walletCode, writeReports } from './scanner/reports.fake.ts'
import { testPlatform } from './seal/test-platform.fake.ts'
import { fakeBench, type FakeBench } from './virtual/bench.fake.ts'

/** The real entry, built as for a package but for development, under plain Node, with scanners over real TCP. */

const cache = join(import.meta.dirname, '..', 'node_modules', '.cache')
const terminal = terminalNumberSchema.parse('99000001')
const platform = testPlatform()
let folder: string
let entry: string
let root: string

async function buildEntry(mode: 'development' | 'production'): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    define: { __DEVELOPMENT__: String(mode === 'development') },
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'host.ts'),
      outDir: join(folder, mode),
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        external: ['node-hid', 'serialport', 'usb'],
        output: { entryFileNames: 'host.mjs' },
      },
    },
  })
  return join(folder, mode, 'host.mjs')
}

beforeAll(async () => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'device-host-'))
  entry = await buildEntry('development')
  root = join(folder, 'root.pem')
  writeFileSync(root, toPem('CERTIFICATE', platform.root.der))
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true })
})

const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 5 })

interface Host {
  readonly reports: HostReport[]
  readonly types: () => string[]
  readonly send: (command: HostCommand | { readonly type: string }) => void
}

function isReady({ type, ...report }: HostReport, count: number): boolean {
  return (
    type === 'devices' &&
    'devices' in report &&
    report.devices.filter(({ state }) => state === 'ready').length === count
  )
}

let child: ChildProcess | null = null

function forkHost({
  file = entry,
  platformRoot = root,
}: { file?: string; platformRoot?: string } = {}): Host & {
  readonly child: ChildProcess
  readonly printed: () => string
} {
  const forked = fork(file, {
    serialization: 'advanced',
    env: { PASSONLY_PLATFORM_ROOT: platformRoot },
    silent: true,
  })
  child = forked
  const reports: HostReport[] = []
  let printed = ''
  const print = (text: string) => {
    printed += text
  }
  forked.stdout?.setEncoding('utf8').on('data', print)
  forked.stderr?.setEncoding('utf8').on('data', print)
  forked.on('message', (message) => reports.push(hostReportSchema.parse(message)))
  return {
    child: forked,
    reports,
    printed: () => printed,
    types: () => reports.map(({ type }) => type),
    send: (command) => forked.send(command),
  }
}

function arm(host: Host, platformChain = platform.chain): BizSeq {
  const bizSeq = newBizSeq()
  host.send({ type: 'arm', bizSeq, terminal, accepts: ['wallet-code'], platformChain })
  return bizSeq
}

afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  child = null
})

describe('the device host as a process', () => {
  let bench: FakeBench

  beforeEach(async () => {
    bench = await fakeBench()
  })

  afterEach(async () => {
    await bench.close()
  })

  async function activeHost(count: number): Promise<ReturnType<typeof forkHost>> {
    const host = forkHost()
    await until(() => {
      expect(host.types()).toEqual(['started'])
    })
    host.send({ type: 'activate', devices: defaultDevices, virtualDevicesPort: bench.port })
    await until(() => {
      expect(host.reports.some((report) => isReady(report, count))).toBe(true)
    })
    host.reports.length = 0
    return host
  }

  test('opens no device before it is activated', async () => {
    bench.plug(1)
    const host = forkHost()
    arm(host)
    await until(() => {
      expect(host.types()).toEqual(['started', 'armed'])
    })
    expect(bench.connections).toBe(0)
  })

  test('seals one code of the virtual scanner for the check it was armed for', async () => {
    bench.plug(1, newland)
    const host = await activeHost(1)
    const bizSeq = arm(host)
    await until(() => {
      expect(host.types()).toEqual(['armed'])
    })
    bench.report(1, ...writeReports('b', walletCode()))
    await until(() => {
      expect(host.types()).toEqual(['armed', 'reading', 'sealed'])
    })
    const sealed = host.reports.at(-1)
    if (sealed?.type !== 'sealed') throw new TypeError('not sealed')
    const content = platform.open(sealed.data)
    expect(content).toMatchObject({ kind: 'wallet-code', bizSeq, terminal })
    expect(Buffer.from(content.presented).toString('latin1')).toBe(walletCode())
    bench.report(1, ...writeReports('b', walletCode()))
    await until(() => {
      expect(host.types()).toEqual(['armed', 'reading', 'sealed', 'repeated'])
    })
    expect(host.printed()).toBe('')
  })

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'holds a code in its memory while it reads it, and nowhere once it was given up or sealed',
    async () => {
      bench.plug(1)
      const host = await activeHost(1)
      const { pid } = host.child
      if (pid === undefined) throw new TypeError('no process')
      arm(host)
      await until(() => {
        expect(host.types()).toEqual(['armed'])
      })
      const code = walletCode(7)
      bench.report(1, ...writeReports('a', code).slice(0, 1))
      await until(() => {
        expect(host.types()).toEqual(['armed', 'reading'])
      })
      host.child.kill('SIGSTOP')
      expect(memoryHolds(pid, needlesOf(code))).toBe(true)
      host.child.kill('SIGCONT')
      bench.unplug(1)
      await until(() => {
        expect(host.types().at(-1)).toBe('devices')
      })
      bench.plug(2)
      await until(() => {
        expect(host.reports.some((report) => isReady(report, 1))).toBe(true)
      })
      expect(memoryHolds(pid, needlesOf(code))).toBe(false)
      bench.report(2, ...writeReports('a', code))
      await until(() => {
        expect(host.types().at(-1)).toBe('sealed')
      })
      expect(memoryHolds(pid, needlesOf(code))).toBe(false)
    },
  )

  test('enables a Honeywell scanner when it opens it', async () => {
    bench.plug(1, honeywell)
    await activeHost(1)
    await until(() => {
      expect(bench.received).toEqual([{ type: 'feature', deviceId: 1, bytes: Uint8Array.of(0xfe, 0x01) }])
    })
  })

  test('gives up a code when the plug is pulled, and reads it when the scanner is back', async () => {
    bench.plug(1)
    const host = await activeHost(1)
    arm(host)
    const reports = writeReports('a', walletCode())
    await until(() => {
      expect(host.types()).toEqual(['armed'])
    })
    bench.report(1, ...reports.slice(0, 1))
    bench.unplug(1)
    await until(() => {
      expect(host.types()).toEqual(['armed', 'reading', 'rejected', 'devices'])
    })
    expect(host.reports[2]).toMatchObject({ reason: 'device-gone' })
    bench.plug(2)
    await until(() => {
      expect(host.reports.some((report) => isReady(report, 1))).toBe(true)
    })
    bench.report(2, ...reports)
    await until(() => {
      expect(host.types().at(-1)).toBe('sealed')
    })
  })

  test('loses its virtual devices with the bench, and finds them again', async () => {
    bench.plug(1)
    const host = await activeHost(1)
    bench.cut()
    await until(() => {
      expect(host.reports[0]).toEqual({ type: 'devices', devices: [] })
      expect(host.reports.some((report) => isReady(report, 1))).toBe(true)
    })
  })

  test('drops what is read while no check waits', async () => {
    bench.plug(1)
    const host = await activeHost(1)
    bench.report(1, ...writeReports('a', walletCode()))
    await until(() => {
      expect(host.reports).toEqual([{ type: 'dropped', kind: 'qr-scanner', count: 1 }])
    })
  })
})

describe('the device host refuses to seal', () => {
  async function refusalOf(host: Host, chain?: Uint8Array[]): Promise<HostReport | undefined> {
    const bizSeq = arm(host, chain)
    await until(() => {
      expect(host.reports).toHaveLength(2)
    })
    expect(host.reports[1]).toMatchObject({ bizSeq })
    return host.reports[1]
  }

  test('without a root', async () => {
    const host = forkHost({ platformRoot: join(folder, 'none.pem') })
    expect(await refusalOf(host)).toMatchObject({ type: 'refused', reason: 'root-unreadable' })
  })

  test('for a platform of another root', async () => {
    expect(await refusalOf(forkHost(), testPlatform().chain)).toMatchObject({
      type: 'refused',
      reason: 'platform-untrusted',
    })
  })

  test('in a development build, under a root that is not a sandbox', async () => {
    const genuine = testPlatform({ sandbox: false })
    const platformRoot = join(folder, 'genuine.pem')
    writeFileSync(platformRoot, toPem('CERTIFICATE', genuine.root.der))
    expect(await refusalOf(forkHost({ platformRoot }), genuine.chain)).toMatchObject({
      type: 'refused',
      reason: 'root-unreadable',
    })
  })

  test('in a shipping build, under a root that the environment names, and opens no virtual device', async () => {
    const host = forkHost({ file: await buildEntry('production') })
    const bench = await fakeBench()
    bench.plug(1)
    await until(() => {
      expect(host.types()).toEqual(['started'])
    })
    expect(await refusalOf(host)).toMatchObject({ type: 'refused', reason: 'root-unreadable' })
    host.send({ type: 'activate', devices: defaultDevices, virtualDevicesPort: bench.port })
    await until(() => {
      expect(host.types()).toContain('devices')
    })
    expect(bench.connections).toBe(0)
    await bench.close()
  })
})

describe('the device host ends', () => {
  test('at a command that is none, with a code of its own and without printing what it got', async () => {
    const host = forkHost()
    const ended = once(host.child, 'close')
    host.send({ type: 'secret 990000' })
    expect(await ended).toEqual([faultExitCode, null])
    expect(host.printed()).toMatch(/^(\s+at .*\n)+$/)
    expect(host.printed()).not.toContain('990000')
  })

  test('in good order when main lets go of it', async () => {
    const host = forkHost()
    await until(() => {
      expect(host.types()).toEqual(['started'])
    })
    const ended = once(host.child, 'exit')
    host.child.disconnect()
    expect(await ended).toEqual([0, null])
  })
})

test('the device host runs as a worker thread', async () => {
  const worker = new Worker(entry, { env: { PASSONLY_PLATFORM_ROOT: root } })
  try {
    const reports: HostReport[] = []
    worker.on('message', (message) => reports.push(hostReportSchema.parse(message)))
    const host: Host = {
      reports,
      types: () => reports.map(({ type }) => type),
      send: (command) => {
        worker.postMessage(command)
      },
    }
    const bizSeq = arm(host)
    await until(() => {
      expect(reports).toEqual([{ type: 'started' }, { type: 'armed', bizSeq }])
    })
  } finally {
    await worker.terminate()
  }
})
