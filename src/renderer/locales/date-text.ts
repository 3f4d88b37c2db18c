import type { Language } from '../../shared/journey-view.ts'

type Parts = (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat

const locales: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN', 'zh-Hant': 'zh-Hant-HK', en: 'en-GB' }

/**
 * Date and time as the top band shows them, such as `11月22日 星期日 09:41` and `Sun 22 Nov 09:41`.
 * @param timeZone the machine's own unless given
 */
export function dateText(language: Language, at: Date, timeZone?: string): string {
  const format: Parts = (options) =>
    new Intl.DateTimeFormat(locales[language], {
      ...options,
      ...(timeZone === undefined ? {} : { timeZone }),
    })
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  if (language === 'en') {
    const weekday = format({ weekday: 'short' }).format(at)
    return `${weekday} ${format({ day: 'numeric', month: 'short' }).format(at)} ${time}`
  }
  const weekday = format({ weekday: 'long' }).format(at)
  return `${format({ month: 'long', day: 'numeric' }).format(at)} ${weekday} ${time}`
}
