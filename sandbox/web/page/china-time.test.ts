import { afterEach, describe, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
})

/** 30 November 2026, half past eleven at night in China: another day east of it and another hour everywhere. */
const late = Date.UTC(2026, 10, 30, 15, 30, 5, 7)

describe.each(['America/New_York', 'Pacific/Auckland', 'Asia/Shanghai'])('on a machine in %s', (zone) => {
  test('pages show China’s time and day', async () => {
    vi.stubEnv('TZ', zone)
    // A page is loaded where it stands: what is made once, at its start, is made in this zone.
    vi.resetModules()
    const { clockTime, dayOf, preciseTime } = await import('./china-time.ts')
    const { momentOf } = await import('../../relying-party/page/language.ts')
    expect([clockTime(late), preciseTime(late), dayOf(late)]).toEqual([
      '23:30:05',
      '23:30:05.007',
      '2026-11-30',
    ])
    expect(momentOf(late, 'zh-CN')).toMatch(/11月30日.*23:30/)
  })
})
