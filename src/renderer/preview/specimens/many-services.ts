import type { CatalogueEntry, Language } from '../../../shared/journey-view.ts'

/** An invented hall's catalogue; the last ones are as long as a title may be. */
const services: readonly (readonly [zhCN: string, zhHant: string, en: string, initials: string])[] = [
  ['社会保障卡补办', '社會保障卡補辦', 'Replace a social security card', 'shbzkbb'],
  ['居住证明打印', '居住證明列印', 'Print proof of residence', 'jzzmdy'],
  ['公积金查询', '公積金查詢', 'Housing fund balance', 'gjjcx'],
  ['不动产登记资料查询', '不動產登記資料查詢', 'Property register search', 'bdcdjzlcx'],
  [
    '企业职工基本养老保险关系转移接续申请办理',
    '企業職工基本養老保險關係轉移接續申請辦理',
    'Transfer an employee’s basic pension here',
    'qyzgjbylbxgxzyjxsqbl',
  ],
  ['长者津贴申请', '長者津貼申請', 'Apply for senior allowance', 'zzjtsq'],
  ['重庆银行开户', '重慶銀行開戶', 'Open an account, Bank of Chongqing', 'cqyhkh'],
  ['完税证明打印', '完稅證明列印', 'Print proof of tax paid', 'wszmdy'],
  ['无犯罪记录证明', '無犯罪紀錄證明', 'Certificate of no criminal record', 'wfzjlzm'],
  ['机动车驾驶证期满换领', '機動車駕駛證期滿換領', 'Renew a driving licence', 'jdcjszqmhl'],
  ['出入境证件办理进度查询', '出入境證件辦理進度查詢', 'Progress of an exit-entry document', 'crjzjbljdcx'],
  ['生育登记', '生育登記', 'Register a birth', 'sydj'],
  ['老年优待证申领', '老年優待證申領', 'Senior citizen’s card', 'lnydzsl'],
]

const notes: Readonly<Record<Language, string>> = {
  'zh-CN': '当场办理，约五分钟',
  'zh-Hant': '當場辦理，約五分鐘',
  en: 'Done here, in about five minutes',
}

export function manyServices(language: Language): readonly CatalogueEntry[] {
  return services.map(([zhCN, zhHant, en, initials], index) => ({
    id: `service-${index + 1}`,
    title: { 'zh-CN': zhCN, 'zh-Hant': zhHant, en }[language],
    note: notes[language],
    letters: language === 'en' ? en.toLowerCase().replaceAll(/[^a-z ]/g, '') : initials,
  }))
}
