import { siteLanguages, type SiteLanguage } from '../api.ts'
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

const traditional = /^zh-(hant|tw|hk|mo)\b/i

function matching(wish: string): SiteLanguage | undefined {
  if (traditional.test(wish)) return 'zh-Hant'
  const [language] = wish.toLowerCase().split('-')
  return siteLanguages.find((known) => known.toLowerCase().split('-')[0] === language)
}

/**
 * The address decides (`?lang=zh-Hant`), then the browser, then it is simplified Chinese.
 * @param search query of the page's address
 * @param preferred the browser's languages, best first
 */
export function chooseSiteLanguage(search: string, preferred: readonly string[]): SiteLanguage {
  const asked = new URLSearchParams(search).get('lang')
  for (const wish of asked === null ? preferred : [asked, ...preferred]) {
    const found = matching(wish)
    if (found) return found
  }
  return 'zh-CN'
}

/** A day, or a day with its time, as the language writes it. */
export function dayOf(time: number, language: SiteLanguage): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(time)
}
export function momentOf(time: number, language: SiteLanguage): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(time)
}
