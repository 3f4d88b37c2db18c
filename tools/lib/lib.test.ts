import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { alone } from './alone.mjs'
import { chromiumNoise } from './chromium-noise.mjs'
import { hasDisplay, startDisplay } from './display.mjs'
import { fingerprint } from './fingerprint.mjs'
import { endAll, playwrightEnding, runLimited } from './limited.mjs'

const folder = mkdtempSync(join(tmpdir(), 'passonly-lib-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the fingerprint of a tree', () => {
  const state = () => fingerprint(folder, ['tree', 'absent'])

  test('changes with a new, a changed and a removed file, and not with a test', () => {
    mkdirSync(join(folder, 'tree', 'inner'), { recursive: true })
    const empty = state()
    const file = join(folder, 'tree', 'inner', 'a.ts')
    writeFileSync(file, 'one')
    const one = state()
    expect(one).not.toBe(empty)
    expect(state()).toBe(one)
    utimesSync(file, 1, 1)
    expect(state()).not.toBe(one)
    const touched = state()
    writeFileSync(join(folder, 'tree', 'inner', 'a.test.ts'), 'a test')
    expect(state()).toBe(touched)
    rmSync(file)
    expect(state()).toBe(empty)
  })
})

describe('alone', () => {
  const lock = join(folder, 'lock')

  test('two pieces of work under one lock follow each other', async () => {
    const story: string[] = []
    const piece = (name: string) =>
      alone(lock, async () => {
        story.push(`${name} begins`)
        await new Promise(setImmediate)
        story.push(`${name} ends`)
      })
    await Promise.all([piece('a'), piece('b')])
    expect(story).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(existsSync(lock)).toBe(false)
  })

  test('the lock of a process that is gone holds nobody up', async () => {
    const gone = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => {
      gone.once('exit', resolve)
    })
    writeFileSync(lock, String(gone.pid))
    await expect(alone(lock, async () => 'done')).resolves.toBe('done')
  })

  test('work that throws lets go of the lock', async () => {
    const failing = alone(lock, async () => {
      throw new Error('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(existsSync(lock)).toBe(false)
  })
})

describe('a program with a limit', () => {
  const options = { cwd: folder, env: process.env, milliseconds: 10_000 }

  test('gives its code and all it printed', async () => {
    const result = await runLimited('sh', ['-c', 'echo out; echo error >&2; exit 3'], options)
    expect(result.code).toBe(3)
    expect(result.output).toContain('out\n')
    expect(result.output).toContain('error\n')
  })

  test('is stopped with its children when its time is over, and does not count as passed', async () => {
    const pidFile = join(folder, 'child.pid')
    const script = `sleep 60 & echo $! > ${pidFile}; wait`
    const result = await runLimited('sh', ['-c', script], { ...options, milliseconds: 300 })
    expect(result.code).toBe(124)
    expect(result.output).toContain('its time was over')
  })

  test.each([
    ['as usual', {}, 'terminated\n'],
    ['as Playwright wants it', { ending: playwrightEnding }, 'interrupted\n'],
  ])('is asked to end %s, and may put its things away', async (_how, ending, said) => {
    const script =
      "trap 'echo interrupted; exit' INT; trap 'echo terminated; exit' TERM; echo ready; sleep 60 & wait"
    let output = ''
    await runLimited('sh', ['-c', script], {
      ...options,
      ...ending,
      onOutput: (chunk) => {
        output += String(chunk)
        if (output === 'ready\n') void endAll()
      },
    })
    expect(output).toBe(`ready\n${said}`)
  })

  test('one that does not exist is code 127', async () => {
    expect((await runLimited('no-such-program', [], options)).code).toBe(127)
  })
})

test("Chromium's log lines are left out, wherever they are cut; all else passes", async () => {
  const stream = chromiumNoise()
  const collected = text(stream)
  for (const chunk of [
    '[12:1122/0722',
    '44.362009:ERROR:bus.cc(407)] no bus\nours\n[12:',
    '1122/1.2:FATAL:x] y\nend',
  ]) {
    stream.write(chunk)
  }
  stream.end()
  expect(await collected).toBe('ours\n[12:1122/1.2:FATAL:x] y\nend')
})

describe('a display', () => {
  test('is there with X11 and with Wayland, and missing without either', () => {
    const onLinux = process.platform === 'linux'
    expect(hasDisplay({ DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay({ DISPLAY: '' })).toBe(!onLinux)
  })

  test.runIf(process.platform === 'linux')(
    'a virtual one listens, apart from others, until it is stopped',
    async () => {
      const displays = await Promise.all([startDisplay({ always: true }), startDisplay({ always: true })])
      const sockets = displays.map(({ environment }) => `/tmp/.X11-unix/X${environment['DISPLAY']?.slice(1)}`)
      expect(new Set(sockets).size).toBe(2)
      expect(sockets.map((socket) => existsSync(socket))).toEqual([true, true])
      await Promise.all(displays.map((display) => display.stop()))
      expect(sockets.map((socket) => existsSync(socket))).toEqual([false, false])
    },
  )
})
