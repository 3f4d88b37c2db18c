import { describe, expect, it } from 'vitest'
import { defaultCounterDelays, freeAttempts } from '../../shared/counter/counter-config.ts'
import { createLockOut, type LockOutFile } from './lock-out.ts'

function memory(text: string | null = null): LockOutFile & { text: string | null } {
  const file = {
    text,
    read: () => file.text,
    write: (next: string) => {
      file.text = next
      return true
    },
  }
  return file
}

const minute = 60_000

/** A counter's lock at a time that the test moves. */
function lock(file = memory(), start = 1_000_000) {
  const clock = { now: start }
  const open = () => createLockOut(file, defaultCounterDelays, () => clock.now)
  return { clock, file, open }
}

describe('wrong PINs', () => {
  it('cost nothing at first, then 30 s, then twice as long each, and an hour at most', () => {
    const { clock, open } = lock()
    const lockOut = open()
    const waits: number[] = []
    for (let wrong = 1; wrong <= 12; wrong++) {
      expect(lockOut.attempt('07')).toBe('noted')
      const until = lockOut.waitUntil()
      waits.push(until === null ? 0 : (until - clock.now) / 1_000)
      clock.now = until ?? clock.now
    }
    expect(waits).toEqual([0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
  })

  it('are not looked at while it waits', () => {
    const { clock, open } = lock()
    const lockOut = open()
    for (let wrong = 0; wrong < freeAttempts; wrong++) lockOut.attempt('07')
    expect(lockOut.attempt('07')).toBe('waits')
    clock.now += 30_000
    expect(lockOut.waitUntil()).toBeNull()
    expect(lockOut.attempt('07')).toBe('noted')
  })

  it('are remembered when the terminal starts anew, one that was being looked at among them', () => {
    const { clock, open } = lock()
    for (let wrong = 0; wrong < freeAttempts; wrong++) open().attempt('07')
    expect(open().attempt('07')).toBe('waits')
    clock.now += 30_000
    open().attempt('07')
    expect(open().waitUntil()).toBe(clock.now + minute)
  })

  it('are forgotten with a right one', () => {
    const { clock, open } = lock()
    const lockOut = open()
    for (let wrong = 0; wrong < freeAttempts; wrong++) lockOut.attempt('07')
    clock.now += 30_000
    lockOut.attempt('07')
    lockOut.succeed('07')
    expect(open().waitUntil()).toBeNull()
    expect(open().attempt('07')).toBe('noted')
    expect(open().waitUntil()).toBeNull()
  })

  it('under a colleague’s number are not bought back with a right one under one’s own', () => {
    const { clock, open } = lock()
    const waits: number[] = []
    for (let round = 1; round <= 4; round++) {
      for (let guess = 1; guess <= 2; guess++) {
        expect(open().attempt('08')).toBe('noted')
        const until = open().waitUntil() ?? clock.now
        waits.push((until - clock.now) / 1_000)
        clock.now = until
      }
      expect(open().attempt('07')).toBe('noted')
      open().succeed('07')
      expect(open().waitUntil()).toBeNull()
    }
    expect(waits).toEqual([0, 0, 30, 60, 120, 240, 480, 960])
    open().attempt('07')
    expect(open().waitUntil()).toBeNull()
  })

  it('do not keep a counter locked for longer because its clock was put back', () => {
    const { clock, open } = lock()
    for (let wrong = 0; wrong < freeAttempts; wrong++) open().attempt('07')
    clock.now -= 900_000
    expect(open().waitUntil()).toBe(clock.now + 30_000)
  })

  it('are not looked at where they cannot be kept, and go on counting from what was', () => {
    const { clock, file, open } = lock()
    const full = createLockOut({ ...file, write: () => false }, defaultCounterDelays, () => clock.now)
    for (let wrong = 0; wrong <= freeAttempts; wrong++) expect(full.attempt('07')).toBe('not-kept')
    expect(full.waitUntil()).toBeNull()
    expect(open().attempt('07')).toBe('noted')
  })

  it.each(['', '{', '{"wrong":-1,"under":{},"until":0,"wait":0}', '{"wrong":0,"until":0}'])(
    'cannot be made undone by spoiling what is remembered of them: %j',
    (text) => {
      const { clock, open } = lock(memory(text))
      expect(open().waitUntil()).toBe(clock.now + 30_000)
    },
  )
})
