import type { Language } from '../../shared/journey-view.ts'
import { en } from './en.ts'
import { zhCN, type Texts } from './zh-CN.ts'
import { zhHant } from './zh-Hant.ts'

export type { Texts }

const texts: Readonly<Record<Language, Texts>> = { 'zh-CN': zhCN, 'zh-Hant': zhHant, en }

/** A language's own name, as it stands on the button that chooses it. */
export const languageNames: Readonly<Record<Language, string>> = {
  'zh-CN': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
}

export function textsOf(language: Language): Texts {
  return texts[language]
}
