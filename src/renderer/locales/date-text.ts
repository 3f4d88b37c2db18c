import type { Language } from '../../shared/journey-view.ts'

type Parts = (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat

const locales: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN', 'zh-Hant': 'zh-Hant-HK', en: 'en-GB' }

/**
 * Date and time in China as the top band shows them, such as `11月22日 星期日 09:41` and `Sun 22 Nov 09:41`: there is one
 * time for all of it, and a terminal may have been set up with another zone.
 */
export function dateText(language: Language, at: Date): string {
  const time = inChina(language)({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  return `${dayText(language, at)} ${time}`
}

/** A day in China, such as `11月22日 星期日` and `Sun 22 Nov`. */
export function dayText(language: Language, at: Date): string {
  const format = inChina(language)
  if (language === 'en') {
    const weekday = format({ weekday: 'short' }).format(at)
    return `${weekday} ${format({ day: 'numeric', month: 'short' }).format(at)}`
  }
  const weekday = format({ weekday: 'long' }).format(at)
  return `${format({ month: 'long', day: 'numeric' }).format(at)} ${weekday}`
}

function inChina(language: Language): Parts {
  return (options) => new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'Asia/Shanghai' })
}
