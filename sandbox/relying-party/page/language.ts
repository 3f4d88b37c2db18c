import { chinaTimeZone as timeZone } from '../../web/page/china-time.ts'
import type { SiteLanguage } from '../api.ts'
import { en } from './texts/en.ts'
import { zhCN, type SiteTexts } from './texts/zh-cn.ts'
import { zhHant } from './texts/zh-hant.ts'

export const siteTexts: Readonly<Record<SiteLanguage, SiteTexts>> = { 'zh-CN': zhCN, 'zh-Hant': zhHant, en }

/** Each language by its own name, as short as a phone's width asks for. */
export const languageNames: Readonly<Record<SiteLanguage, string>> = {
  'zh-CN': '简体',
  'zh-Hant': '繁體',
  en: 'English',
}

/** A day, or a day with its time, in China, as the language writes it. */
export function dayOf(time: number, language: SiteLanguage): string {
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long' }).format(time)
}
export function momentOf(time: number, language: SiteLanguage): string {
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(time)
}
