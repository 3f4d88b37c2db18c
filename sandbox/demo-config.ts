import { type TerminalConfig, terminalConfigSchema } from '../src/shared/config.ts'
import {
  demoCardPolicy,
  demoDocumentPolicy,
  demoCustomNumber,
  demoPolicy,
} from './platform/relying-parties.ts'

/**
 * The terminal's configuration for development: an invented hall that does not exist.
 * @param platform the sandbox platform's base address
 */
export function demoConfig(platform: string): TerminalConfig {
  return terminalConfigSchema.parse({
    hall: {
      name: {
        'zh-CN': '泰和区政务服务中心',
        'zh-Hant': '泰和區政務服務中心',
        en: 'Taihe District Service Hall',
      },
      window: '3',
    },
    platform: {
      url: platform,
      customNumber: demoCustomNumber,
      policy: demoPolicy,
      authMode: 'R01',
      cardPolicy: demoCardPolicy,
      documentPolicy: demoDocumentPolicy,
    },
    notice: {
      version: '2026-11-30',
      handler: {
        'zh-CN': '泰和区政务服务中心（测试）',
        'zh-Hant': '泰和區政務服務中心（測試）',
        en: 'Taihe District Service Hall (test)',
      },
      contact: {
        'zh-CN': '一楼咨询台，电话 000-0000 0000（测试号码）',
        'zh-Hant': '一樓諮詢台，電話 000-0000 0000（測試號碼）',
        en: 'Information desk, ground floor; telephone 000-0000 0000 (test number)',
      },
    },
    languages: ['zh-CN', 'zh-Hant', 'en'],
    methods: ['network-identity', 'identity-card', 'travel-document', 'window'],
    services: [
      {
        id: 'social-security-card',
        title: {
          'zh-CN': '社会保障卡补办',
          'zh-Hant': '社會保障卡補辦',
          en: 'Replace a social security card',
        },
        note: {
          'zh-CN': '当场补发',
          'zh-Hant': '當場補發',
          en: 'A new card on the spot',
        },
      },
      {
        id: 'residence-certificate',
        title: { 'zh-CN': '居住证明打印', 'zh-Hant': '居住證明列印', en: 'Print proof of residence' },
        note: {
          'zh-CN': '带电子印章',
          'zh-Hant': '附電子印章',
          en: 'Printed here with an electronic seal',
        },
      },
      {
        id: 'housing-fund',
        title: { 'zh-CN': '公积金查询', 'zh-Hant': '公積金查詢', en: 'Housing fund balance' },
        note: {
          'zh-CN': '余额、缴存和提取',
          'zh-Hant': '餘額、供款和提取',
          en: 'Balance, deposits and withdrawals',
        },
      },
    ],
  })
}
