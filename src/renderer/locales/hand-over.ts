import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  goOn: '继续办理',
  /** A number to wait with. */
  slip: '您的号码',
  keepSlip: '请记住号码，等候叫号',
  /** While the hall's own page comes, and when it has gone. */
  opening: '正在打开办理页面…',
  ownPage: '下面的页面由大厅提供，核验已经结束',
}

/** What comes after a pass: back to the hall, a number to wait with, or the hall's own page. */
export type HandOverTexts = typeof zhCN

export const handOver: InEveryLanguage<HandOverTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    goOn: '繼續辦理',
    slip: '您的號碼',
    keepSlip: '請記住號碼，等候叫號',
    opening: '正在開啟辦理頁面…',
    ownPage: '下面的頁面由大廳提供，核驗已經結束',
  },
  en: {
    goOn: 'Continue',
    slip: 'Your number',
    keepSlip: 'Please remember it and wait to be called',
    opening: 'Opening the hall’s page…',
    ownPage: 'This page is the hall’s own. Your check is over.',
  },
}
