import { env } from 'node:process'
import { afterEach, describe, expect, test } from 'vitest'
import { momentOf } from '../../relying-party/page/language.ts'
import { clockTime, dayOf, preciseTime } from './china-time.ts'

const machineZone = env['TZ']
afterEach(() => {
  if (machineZone === undefined) delete env['TZ']
  else env['TZ'] = machineZone
})

/** 30 November 2026, half past eleven at night in China: another day east of it and another hour everywhere. */
const late = Date.UTC(2026, 10, 30, 15, 30, 5, 7)

describe.each(['America/New_York', 'Pacific/Auckland', 'Asia/Shanghai'])('on a machine in %s', (zone) => {
  test('pages show China’s time and day', () => {
    env['TZ'] = zone
    expect([clockTime(late), preciseTime(late), dayOf(late)]).toEqual([
      '23:30:05',
      '23:30:05.007',
      '2026-11-30',
    ])
    expect(momentOf(late, 'zh-CN')).toMatch(/11月30日.*23:30/)
  })
})
