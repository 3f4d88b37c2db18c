import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  goOn: '继续办理',
}

/** What comes after a pass: back to the hall, a number to wait with, or the hall's own page. */
export type HandOverTexts = typeof zhCN

export const handOver: InEveryLanguage<HandOverTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': { goOn: '繼續辦理' },
  en: { goOn: 'Continue' },
}
