import type { Language } from '../../shared/journey-view.ts'

const form = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant as China's clocks show it, such as `09:05`. @param time milliseconds since 1970-01-01 UTC */
export function clockText(time: number): string {
  return form.format(time)
}

const dateForms: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  'zh-CN': dateForm('zh-CN'),
  'zh-Hant': dateForm('zh-Hant'),
  en: dateForm('en-GB'),
}

function dateForm(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' })
}

/** The same with its day. */
export function momentText(language: Language, time: number): string {
  return `${dateForms[language].format(time)} ${clockText(time)}`
}
