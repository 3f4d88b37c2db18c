import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  title: '现在不是办理时间',
}

/** Outside the opening hours. */
export type ClosedTexts = typeof zhCN

export const closed: InEveryLanguage<ClosedTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': { title: '現在不是辦理時間' },
  en: { title: 'Closed at this time' },
}
