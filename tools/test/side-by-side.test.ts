import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { endAll, runLimited } from '../lib/limited.mjs'
import { single } from './outcome.mjs'
import { groupsOf, runGroup } from './side-by-side.mjs'
import { stages, type Stage } from './stages.mjs'

const folder = mkdtempSync(join(tmpdir(), 'passonly-side-by-side-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stage = (name: string, script = ''): Stage => ({
  name,
  kind: 'run',
  budget: 1,
  command: ['sh', '-c', script],
})
const result = (name: string, passed = true) => ({
  name,
  seconds: 0,
  budget: 1,
  outcome: single(name, passed),
})
const names = (groups: readonly (readonly Stage[])[]) =>
  groups.map((group) => group.map(({ name }) => name).join(' + '))
const runsOf = (...wanted: string[]) => groupsOf(stages(wanted).filter(({ kind }) => kind === 'run'))

describe('the runs', () => {
  test('follow one by one, the lab beside the unit tests', () => {
    expect(names(runsOf())).toEqual(['unit + lab', 'e2e'])
  })

  test('of which the companion is not wanted run by themselves', () => {
    expect(names(runsOf('lab', 'e2e'))).toEqual(['e2e', 'lab'])
  })
})

describe('a group', () => {
  /** A promise of which the test decides when it comes. */
  const gate = () => {
    let open = (): void => undefined
    const promise = new Promise<void>((resolve) => {
      open = resolve
    })
    return { promise, open: () => open() }
  }

  test('prints the first as it goes, and the other when both have ended', async () => {
    const front = gate()
    const behind = gate()
    const printed: string[] = []
    const running = runGroup(
      [stage('front'), stage('behind')],
      async ({ name }, print) => {
        print(`${name} begins;`)
        await (name === 'front' ? front : behind).promise
        print(`${name} ends;`)
        return result(name)
      },
      (chunk) => void printed.push(String(chunk)),
    )
    expect(printed.join('')).toBe('front begins;')
    behind.open()
    await behind.promise
    await new Promise(setImmediate)
    expect(printed.join('')).toBe('front begins;')
    front.open()
    await running
    expect(printed.join('')).toBe('front begins;front ends;behind begins;behind ends;')
  })

  test.each(['front', 'behind'])('goes to its end when %s fails, and keeps its order', async (failing) => {
    const results = await runGroup(
      [stage('front'), stage('behind')],
      async ({ name }) => result(name, name !== failing),
      () => undefined,
    )
    expect(results.map(({ name, outcome }) => [name, outcome.failed])).toEqual(
      ['front', 'behind'].map((name) => [name, name === failing ? [name] : []]),
    )
  })

  /** A group of two programs, each with a child of its own, that would run for a minute. */
  const longGroup = async (run: (name: string, program: Promise<unknown>) => Promise<void>) => {
    const pidFile = (name: string) => join(folder, name)
    const script = (name: string) =>
      `sleep 60 & echo $! > ${pidFile(name)}.new; mv ${pidFile(name)}.new ${pidFile(name)}; wait`
    const pids = () =>
      ['front', 'behind'].map((name) =>
        existsSync(pidFile(name)) ? Number(readFileSync(pidFile(name), 'utf8')) : 0,
      )
    const ended = runGroup(
      [stage('front'), stage('behind')],
      async ({ name }) => {
        const options = { cwd: folder, env: process.env, milliseconds: 60_000 }
        await run(name, runLimited('sh', ['-c', script(name)], options))
        return result(name)
      },
      () => undefined,
    ).then(
      () => 'ended',
      (error: unknown) => String(error),
    )
    await vi.waitFor(() => expect(pids()).not.toContain(0), { timeout: 10_000, interval: 10 })
    return { ended, pids: pids() }
  }
  const isAlive = (pid: number) => {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z'
    return !stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
  }

  test.runIf(process.platform === 'linux')('that is stopped leaves no process behind', async () => {
    const { ended, pids } = await longGroup(async (_name, program) => void (await program))
    await endAll()
    expect(await ended).toBe('ended')
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 10_000, interval: 10 })
    for (const name of ['front', 'behind']) rmSync(join(folder, name))
  })

  test.runIf(process.platform === 'linux')(
    'one of which cannot be judged ends the other, and leaves no process behind',
    async () => {
      const { promise, open } = gate()
      const { ended, pids } = await longGroup(async (name, program) => {
        if (name === 'front') await program
        await promise
        throw new Error('no such report')
      })
      open()
      expect(await ended).toBe('Error: no such report')
      await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 10_000, interval: 10 })
    },
  )
})
