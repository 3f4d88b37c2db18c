import { describe, expect, it } from 'vitest'
import { closed } from './closed.ts'
import { openingText } from './opening-text.ts'

const night = new Date('2026-11-30T23:30:00+08:00')
const said = (language: 'zh-CN' | 'zh-Hant' | 'en', date: string, now = night) =>
  openingText(language, closed[language], { date, time: '09:00' }, now)

describe('when a hall opens', () => {
  it('is said as of today, tomorrow, or a day with its name', () => {
    expect(said('zh-CN', '2026-11-30')).toBe('今天 09:00 开始办理')
    expect(said('zh-CN', '2026-12-01')).toBe('明天 09:00 开始办理')
    expect(said('zh-CN', '2026-12-02')).toBe('12月2日 星期三 09:00 开始办理')
    expect(said('zh-Hant', '2026-12-02')).toBe('12月2日 星期三 09:00 開始辦理')
    expect(said('en', '2026-12-02')).toBe('Opens Wed 2 Dec at 09:00')
  })

  it('changes with midnight in China', () => {
    expect(said('en', '2026-12-01')).toBe('Opens tomorrow at 09:00')
    expect(said('en', '2026-12-01', new Date('2026-12-01T00:00:00+08:00'))).toBe('Opens today at 09:00')
  })

  it('is left to the hall where it is not known', () => {
    expect(openingText('zh-CN', closed['zh-CN'], null, night)).toBe('办理时间请看大厅公告')
  })
})
