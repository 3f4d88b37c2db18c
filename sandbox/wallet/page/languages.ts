/** Languages of the phone, each by its own name. */
export const languages = { 'zh-CN': '简体中文', 'zh-Hant': '繁體中文', en: 'English' } as const
export type WalletLanguage = keyof typeof languages

export const walletLanguages = ['zh-CN', 'zh-Hant', 'en'] as const satisfies readonly WalletLanguage[]

const traditional = /^zh-(hant|tw|hk|mo)\b/i

function matching(wish: string): WalletLanguage | undefined {
  if (traditional.test(wish)) return 'zh-Hant'
  const [language] = wish.toLowerCase().split('-')
  if (language === 'zh') return 'zh-CN'
  return language === 'en' ? 'en' : undefined
}

/**
 * The address decides (`?lang=zh-Hant`), then the browser, then it is simplified Chinese.
 * @param search query of the page's address
 * @param preferred the browser's languages, best first
 */
export function chooseWalletLanguage(search: string, preferred: readonly string[]): WalletLanguage {
  const asked = new URLSearchParams(search).get('lang')
  for (const wish of asked === null ? preferred : [asked, ...preferred]) {
    const found = matching(wish)
    if (found) return found
  }
  return 'zh-CN'
}
