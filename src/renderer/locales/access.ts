import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  /** The name of the row of switches. */
  label: '显示和朗读',
  modes: {
    largeText: '大字',
    highContrast: '高对比',
    lowReach: '低位',
    voice: '朗读',
  },
  /** On the button of a screen that does not fit. */
  more: '往下看更多',
  end: '已经看到最后',
}

/** How the screen is made easier to see, reach or hear. */
export type AccessTexts = typeof zhCN

export const access: InEveryLanguage<AccessTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    label: '顯示和朗讀',
    modes: {
      largeText: '大字',
      highContrast: '高對比',
      lowReach: '低位',
      voice: '朗讀',
    },
    more: '往下看更多',
    end: '已到最後',
  },
  en: {
    label: 'Display and voice',
    modes: {
      largeText: 'Large',
      highContrast: 'Contrast',
      lowReach: 'Lower',
      voice: 'Voice',
    },
    more: 'More below',
    end: 'End of this screen',
  },
}
