import type { Language } from '../../shared/journey-view.ts'
import { areaTextsOf, type AreaTexts } from './area-texts.ts'
import { en } from './en.ts'
import { zhCN, type ScreenTexts } from './zh-CN.ts'
import { zhHant } from './zh-Hant.ts'

/** Every text of one language. */
export type Texts = ScreenTexts & AreaTexts

const texts: Readonly<Record<Language, Texts>> = {
  'zh-CN': { ...zhCN, ...areaTextsOf('zh-CN') },
  'zh-Hant': { ...zhHant, ...areaTextsOf('zh-Hant') },
  en: { ...en, ...areaTextsOf('en') },
}

/** A language's own name, as it stands on the button that chooses it. */
export const languageNames: Readonly<Record<Language, string>> = {
  'zh-CN': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
}

export function textsOf(language: Language): Texts {
  return texts[language]
}
