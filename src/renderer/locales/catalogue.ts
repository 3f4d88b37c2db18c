import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  more: '更多事项',
}

/** The hall's services, where they do not all stand on one screen. */
export type CatalogueTexts = typeof zhCN

export const catalogue: InEveryLanguage<CatalogueTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': { more: '更多事項' },
  en: { more: 'More services' },
}
