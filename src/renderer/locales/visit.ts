import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  /** Before the visit ends because nobody seems to be there. */
  warning: {
    title: '您还在吗？',
    stay: '继续办理',
    leave: '退出',
  },
  help: '帮助',
  /** The ways into a visit, beside the one that everybody sees. */
  entries: {
    easy: '长者入口',
    easyNote: '大字、慢一些、读给您听',
  },
}

/** The visit around its screens: how it begins, how it asks whether somebody is there, and help. */
export type VisitTexts = typeof zhCN

export const visit: InEveryLanguage<VisitTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    warning: {
      title: '您還在嗎？',
      stay: '繼續辦理',
      leave: '退出',
    },
    help: '協助',
    entries: {
      easy: '長者入口',
      easyNote: '大字、慢一些、讀給您聽',
    },
  },
  en: {
    warning: {
      title: 'Are you still there?',
      stay: 'Continue',
      leave: 'Leave',
    },
    help: 'Help',
    entries: {
      easy: 'Easier to use',
      easyNote: 'Large text, more time, read out to you',
    },
  },
}
