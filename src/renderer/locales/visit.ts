import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  /** Before the visit ends because nobody seems to be there. */
  warning: {
    title: '您还在吗？',
    text: '没有人操作，本机就回到首页，\n这次办理的内容随即清除。',
    seconds: '秒',
    /** When it cannot be put off any more. */
    lastTitle: '即将回到首页',
    last: '本机等待的时间有限。\n请重新开始，或者去窗口办理。',
    stay: '继续办理',
    leave: '退出',
    /** Beside the keys. */
    typing: '您还在吗？点一下屏幕继续',
  },
  help: '帮助',
  helpScreen: {
    title: '需要帮助吗？',
    where: (window: string): string => `请到 ${window} 号窗口，工作人员帮您办理`,
    /** Nobody has been called, and nothing goes on without the citizen. */
    note: '本机不会自动呼叫工作人员。您离开以后，本机会先问一声，再回到首页。',
    /** The same over a screen that clears itself without a question. */
    noteBrief: '本机不会自动呼叫工作人员。这一页很快会自动清除，点一下屏幕可以多看一会儿。',
    same: '在窗口办理，结果完全相同',
    over: '回到刚才的页面',
  },
  /** The ways into a visit, beside the one that everybody sees. */
  entries: {
    easy: '长者入口',
    easyNote: '大字、慢一些、读给您听',
    /** Where there is nothing to be read out. */
    easySilentNote: '大字、慢一些',
    /** In English whatever the screen's language is: whom it is for reads no other. */
    foreign: 'Foreign nationals',
    foreignNote: 'Passport or resident card',
  },
}

/** The visit around its screens: how it begins, how it asks whether somebody is there, and help. */
export type VisitTexts = typeof zhCN

export const visit: InEveryLanguage<VisitTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    warning: {
      title: '您還在嗎？',
      text: '如無人操作，本機將返回首頁，\n今次辦理的內容隨即清除。',
      seconds: '秒',
      lastTitle: '即將返回首頁',
      last: '本機等候的時間有限。\n請重新開始，或前往窗口辦理。',
      stay: '繼續辦理',
      leave: '離開',
      typing: '您還在嗎？輕觸屏幕繼續',
    },
    help: '協助',
    helpScreen: {
      title: '需要協助嗎？',
      where: (window) => `請前往 ${window} 號窗口，職員會協助您辦理`,
      note: '本機不會自動呼叫職員。您離開後，本機會先詢問一次，再返回首頁。',
      noteBrief: '本機不會自動呼叫職員。此頁稍後會自動清除，輕觸屏幕可以多看一會。',
      same: '在窗口辦理，結果完全相同',
      over: '返回剛才的頁面',
    },
    entries: {
      easy: '長者入口',
      easyNote: '大字、慢一些、讀給您聽',
      easySilentNote: '大字、慢一些',
      foreign: 'Foreign nationals',
      foreignNote: 'Passport or resident card',
    },
  },
  en: {
    warning: {
      title: 'Are you still there?',
      text: 'If nobody touches the screen, it goes back to the start\nand clears what was done so far.',
      seconds: 'seconds',
      lastTitle: 'Going back to the start',
      last: 'This machine can wait no longer.\nPlease begin again, or go to the window.',
      stay: 'Continue',
      leave: 'Leave',
      typing: 'Still there? Touch the screen to go on',
    },
    help: 'Help',
    helpScreen: {
      title: 'Do you need help?',
      where: (window) => `Please go to window ${window}; the staff there will help you`,
      note: 'This machine does not call anybody. When you have left, it asks once more and then goes back to the start.',
      noteBrief:
        'This machine does not call anybody. This page soon clears itself; touch the screen to keep it longer.',
      same: 'The result at the window is exactly the same',
      over: 'Carry on here',
    },
    entries: {
      easy: 'Easier to use',
      easyNote: 'Large text, more time, read out to you',
      easySilentNote: 'Large text, more time',
      foreign: 'Foreign nationals',
      foreignNote: 'Passport or resident card',
    },
  },
}
