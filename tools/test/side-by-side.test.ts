import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { endAll, runLimited } from '../lib/limited.mjs'
import { single } from './outcome.mjs'
import { lanesOf, runLanes } from './side-by-side.mjs'
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
const names = (lanes: readonly (readonly Stage[])[]) =>
  lanes.map((lane) => lane.map(({ name }) => name).join(', '))
const runsOf = (...wanted: string[]) => lanesOf(stages(wanted).filter(({ kind }) => kind === 'run'))

describe('the runs', () => {
  test('follow one by one, the lab beside the unit tests and what comes after', () => {
    expect(names(runsOf())).toEqual(['unit, e2e', 'lab'])
  })

  test('of which the companion is not wanted wait for their turn', () => {
    expect(names(runsOf('lab', 'e2e'))).toEqual(['e2e, lab'])
  })

  test('can be none', async () => {
    expect(await runLanes(lanesOf([]), () => Promise.reject(new Error('nothing to run')), vi.fn())).toEqual(
      [],
    )
  })
})

describe('lanes', () => {
  /** A promise of which the test decides when it comes. */
  const gate = () => {
    let open = (): void => undefined
    const promise = new Promise<void>((resolve) => {
      open = resolve
    })
    return { promise, open: () => open() }
  }

  test('follow one by one within, and begin at once beside each other', async () => {
    const begun: string[] = []
    const first = gate()
    const running = runLanes(
      [[stage('one'), stage('two')], [stage('beside')]],
      async ({ name }) => {
        begun.push(name)
        if (name === 'one') await first.promise
        return result(name)
      },
      () => undefined,
    )
    await new Promise(setImmediate)
    expect(begun).toEqual(['one', 'beside'])
    first.open()
    expect((await running).map(({ name }) => name)).toEqual(['one', 'two', 'beside'])
  })

  test('print the first as it goes, and the other when both have ended', async () => {
    const front = gate()
    const behind = gate()
    const printed: string[] = []
    const running = runLanes(
      [[stage('front')], [stage('behind')]],
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

  test.each(['front', 'behind'])('go to their ends when %s fails, and keep their order', async (failing) => {
    const results = await runLanes(
      [[stage('front')], [stage('behind')]],
      async ({ name }) => result(name, name !== failing),
      () => undefined,
    )
    expect(results.map(({ name, outcome }) => [name, outcome.failed])).toEqual(
      ['front', 'behind'].map((name) => [name, name === failing ? [name] : []]),
    )
  })

  /** Two programs, each with a child of its own, that would run for a minute. */
  const longLanes = async (run: (name: string, program: Promise<unknown>) => Promise<void>) => {
    const pidFile = (name: string) => join(folder, name)
    const script = (name: string) =>
      `sleep 60 & echo $! > ${pidFile(name)}.new; mv ${pidFile(name)}.new ${pidFile(name)}; wait`
    const pids = () =>
      ['front', 'behind'].map((name) =>
        existsSync(pidFile(name)) ? Number(readFileSync(pidFile(name), 'utf8')) : 0,
      )
    const ended = runLanes(
      [[stage('front')], [stage('behind')]],
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

  test.runIf(process.platform === 'linux')('that are stopped leave no process behind', async () => {
    const { ended, pids } = await longLanes(async (_name, program) => void (await program))
    await endAll()
    expect(await ended).toBe('ended')
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 10_000, interval: 10 })
    for (const name of ['front', 'behind']) rmSync(join(folder, name))
  })

  test.runIf(process.platform === 'linux')(
    'one of which cannot be judged ends the other, and leaves no process behind',
    async () => {
      const { promise, open } = gate()
      const { ended, pids } = await longLanes(async (name, program) => {
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
