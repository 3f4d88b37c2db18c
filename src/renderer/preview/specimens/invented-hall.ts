import type { Language, NoticeText, ServiceChoice } from '../../../shared/journey-view.ts'

/** An invented hall's words in one language, for previews and tests. */
interface HallWords {
  readonly hall: string
  readonly handler: string
  readonly contact: string
  readonly services: readonly (readonly [title: string, note: string])[]
}

const words: Readonly<Record<Language, HallWords>> = {
  'zh-CN': {
    hall: '泰和区政务服务中心',
    handler: '泰和区政务服务管理局',
    contact: '一楼咨询台，电话 000-0000 0000',
    services: [
      ['社会保障卡补办', '卡片遗失或损坏，当场补发'],
      ['居住证明打印', '打印带电子印章的居住证明'],
      ['公积金查询', '查询余额、缴存和提取记录'],
      ['不动产登记资料查询', '查询本人名下的登记资料'],
      ['完税证明打印', '打印近三年的完税证明'],
      ['无犯罪记录证明', '申请开具，三个工作日后领取'],
    ],
  },
  'zh-Hant': {
    hall: '泰和區政務服務中心',
    handler: '泰和區政務服務管理局',
    contact: '一樓諮詢台，電話 000-0000 0000',
    services: [
      ['社會保障卡補辦', '卡片遺失或損壞，當場補發'],
      ['居住證明列印', '列印附電子印章的居住證明'],
      ['公積金查詢', '查詢餘額、供款和提取紀錄'],
      ['不動產登記資料查詢', '查詢本人名下的登記資料'],
      ['完稅證明列印', '列印近三年的完稅證明'],
      ['無犯罪紀錄證明', '申請開具，三個工作日後領取'],
    ],
  },
  en: {
    hall: 'Taihe District Service Hall',
    handler: 'Taihe District Government Services Bureau',
    contact: 'information desk, ground floor; telephone 000-0000 0000',
    services: [
      ['Replace a social security card', 'Lost or damaged; a new card on the spot'],
      ['Print proof of residence', 'Printed here with an electronic seal'],
      ['Housing fund balance', 'Balance, deposits and withdrawals'],
      ['Property register search', 'Entries under your own name'],
      ['Print proof of tax paid', 'For the last three years'],
      ['Certificate of no criminal record', 'Apply here, collect after three working days'],
    ],
  },
}

const serviceIds = ['social-security-card', 'residence', 'housing-fund', 'property', 'tax', 'no-record']

/** The invented hall in one language. */
export interface InventedHall {
  readonly name: string
  readonly notice: NoticeText
  readonly services: readonly ServiceChoice[]
  /** Title of the service that somebody chose. */
  readonly service: string
}

export function inventedHall(language: Language): InventedHall {
  const { hall, handler, contact, services } = words[language]
  return {
    name: hall,
    notice: { version: '2026-11-30', handler, contact, points: [] },
    services: services.map(([title, note], index) => ({ id: serviceIds[index] ?? 'other', title, note })),
    service: services[0]?.[0] ?? '',
  }
}
