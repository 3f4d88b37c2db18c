import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  /** The name of the row of switches. */
  label: '显示和朗读',
  modes: {
    largeText: '大字',
    highContrast: '对比',
    lowReach: '低位',
    voice: '朗读',
  },
}

/** How the screen is made easier to see, reach or hear. */
export type AccessTexts = typeof zhCN

export const access: InEveryLanguage<AccessTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    label: '顯示和朗讀',
    modes: {
      largeText: '大字',
      highContrast: '對比',
      lowReach: '低位',
      voice: '朗讀',
    },
  },
  en: {
    label: 'Display and voice',
    modes: {
      largeText: 'Large',
      highContrast: 'Contrast',
      lowReach: 'Low',
      voice: 'Read out',
    },
  },
}
