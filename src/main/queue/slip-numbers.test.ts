import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { slipNumbers } from './slip-numbers.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slips-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})
const file = () => join(folder, 'slips.json')
const at = (time: string) => slipNumbers(file(), () => new Date(time))

describe('the numbers that people wait with', () => {
  it('count up from one, each window by itself, also over a restart', () => {
    const slips = at('2026-11-30T09:00:00+08:00')
    expect(['A', 'A', 'B', 'A'].map((letter) => slips.take(letter))).toEqual(['A001', 'A002', 'B001', 'A003'])
    expect(at('2026-11-30T16:59:00+08:00').take('A')).toBe('A004')
  })

  it('begin anew with each day of China', () => {
    expect(at('2026-11-30T23:59:00+08:00').take('A')).toBe('A001')
    expect(at('2026-12-01T00:00:00+08:00').take('A')).toBe('A001')
    expect(at('2026-12-01T00:01:00+08:00').take('A')).toBe('A002')
  })

  it('are not given while the clock stands before a day that was counted', () => {
    expect(at('2026-11-30T09:00:00+08:00').take('A')).toBe('A001')
    expect(at('2026-11-29T09:00:00+08:00').take('A')).toBeNull()
    expect(at('2026-11-30T09:01:00+08:00').take('A')).toBe('A002')
  })

  it('go on beyond three digits', () => {
    writeFileSync(file(), JSON.stringify({ day: '2026-11-30', given: { A: 999 } }))
    expect(at('2026-11-30T09:00:00+08:00').take('A')).toBe('A1000')
  })

  it('are not given where it cannot be told which were, until the day is over', () => {
    for (const damaged of [
      '',
      '{"day":"2026-11-30","given":{"A":12',
      '{"day":"2026-11-30","given":{"A":-1}}',
    ]) {
      writeFileSync(file(), damaged)
      utimesSync(file(), new Date('2026-11-30T08:00:00+08:00'), new Date('2026-11-30T08:00:00+08:00'))
      expect(at('2026-11-30T09:00:00+08:00').take('A')).toBeNull()
      expect(at('2026-12-01T09:00:00+08:00').take('A')).toBe('A001')
    }
  })

  it('are not given where they cannot be kept', () => {
    mkdirSync(`${file()}.new`)
    expect(at('2026-11-30T09:00:00+08:00').take('A')).toBeNull()
  })

  it('say of nobody when they came: how far each window has counted, and no more', () => {
    const slips = at('2026-11-30T09:00:00+08:00')
    for (const letter of ['A', 'B', 'A']) slips.take(letter)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ day: '2026-11-30', given: { A: 2, B: 1 } })
  })

  it('that were given before a kill are not given again', async () => {
    const giver = fileURLToPath(new URL('killed-giver.mjs', import.meta.url))
    for (const count of [2, 25, 60]) {
      const child = spawn(process.execPath, [giver, file()], { stdio: ['ignore', 'pipe', 'inherit'] })
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        text += part
        if (text.split('\n').length > count) child.kill('SIGKILL')
      })
      await once(child, 'close')
      const given = text
        .split('\n')
        .slice(0, -1)
        .map((slip) => Number(slip.slice(1)))
      expect(new Set(given).size).toBe(given.length)
      const next = Number(at('2026-11-30T10:00:00+08:00').take('A')?.slice(1))
      expect(next).toBeGreaterThan(Math.max(...given))
    }
  }, 30_000)
})
