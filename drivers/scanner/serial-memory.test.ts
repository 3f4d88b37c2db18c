import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { memoryHolds, needlesOf } from '../process-memory.fake.ts'
import { pseudoTerminals, type Ptys } from '../serial/pty.fake.ts'
import { walletCode } from './reports.fake.ts'

/** The real package in a process of its own, whose whole memory is searched. */

const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache')
let folder: string
let ptys: Ptys
let reader: ChildProcess | null = null

beforeAll(async () => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'serial-memory-'))
  ptys = pseudoTerminals()
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'serial-memory.fake.ts'),
      outDir: folder,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        external: ['serialport', 'node-hid'],
        output: { entryFileNames: 'reader.mjs' },
      },
    },
  })
}, 60_000)

afterAll(async () => {
  if (reader && reader.exitCode === null) {
    const ended = once(reader, 'exit')
    reader.kill('SIGKILL')
    await ended
  }
  await ptys.unplugAll()
  await ptys.end()
  rmSync(folder, { recursive: true })
})

test('a code from a serial scanner is nowhere in the process once it was taken', async () => {
  const port = join(folder, 'scanner')
  const pty = await ptys.plug(port)
  const forked = fork(join(folder, 'reader.mjs'), [port])
  reader = forked
  const said: unknown[] = []
  forked.on('message', (message) => said.push(message))
  const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 5 })
  await until(() => {
    expect(said).toContain('ready')
  })
  const { pid } = forked
  if (pid === undefined) throw new TypeError('no process')

  const code = walletCode(7)
  await pty.send(code)
  await until(() => {
    expect(memoryHolds(pid, needlesOf(code))).toBe(true)
  })
  expect(said).not.toContain('code')
  await pty.send('\r')
  await until(() => {
    expect(said).toContain('code')
  })
  expect(memoryHolds(pid, needlesOf(code))).toBe(false)
})
