import type { SiteLanguage } from '../api.ts'
import type { CheckPurpose } from '../relying-party-sites.ts'

/** What the phone shows a check is for: words that the page's visitor would use. */
export const checkWords: Readonly<Record<SiteLanguage, Readonly<Record<CheckPurpose, string>>>> = {
  'zh-CN': { register: '注册网站账号', 'sign-in': '登录网站', confirm: '确认账号是本人在用' },
  'zh-Hant': { register: '註冊網站帳號', 'sign-in': '登入網站', confirm: '確認帳號是本人在用' },
  en: { register: 'Open an account', 'sign-in': 'Sign in', confirm: 'Confirm that the account is yours' },
}
