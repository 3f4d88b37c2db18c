/** Languages of the phone, each by its own name. */
export const languages = { 'zh-CN': '简体中文', 'zh-Hant': '繁體中文', en: 'English' } as const
export type WalletLanguage = keyof typeof languages

export const walletLanguages = ['zh-CN', 'zh-Hant', 'en'] as const satisfies readonly WalletLanguage[]
