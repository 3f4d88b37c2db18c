import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  title: '现在不是办理时间',
  today: (time: string): string => `今天 ${time} 开始办理`,
  tomorrow: (time: string): string => `明天 ${time} 开始办理`,
  onDay: (day: string, time: string): string => `${day} ${time} 开始办理`,
  /** Where it is not known when. */
  announced: '办理时间请看大厅公告',
}

/** Outside the opening hours. */
export type ClosedTexts = typeof zhCN

export const closed: InEveryLanguage<ClosedTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    title: '現在不是辦理時間',
    today: (time) => `今天 ${time} 開始辦理`,
    tomorrow: (time) => `明天 ${time} 開始辦理`,
    onDay: (day, time) => `${day} ${time} 開始辦理`,
    announced: '辦理時間請看大廳公告',
  },
  en: {
    title: 'Closed at this time',
    today: (time) => `Opens today at ${time}`,
    tomorrow: (time) => `Opens tomorrow at ${time}`,
    onDay: (day, time) => `Opens ${day} at ${time}`,
    announced: 'Please see the notices in the hall',
  },
}
