/** Languages that a page of the sandbox can have. */
type Language = 'zh-CN' | 'zh-Hant' | 'en'

/** Those of the pages for whoever tries things out: the bench, and the one with four sides. */
const pageLanguages = ['zh-CN', 'en'] as const
export type PageLanguage = (typeof pageLanguages)[number]

const traditional = /^zh-(hant|tw|hk|mo)\b/i

/** A page without traditional Chinese is read in the simplified kind. */
function matching<Offered extends Language>(offered: readonly Offered[], wish: string): Offered | undefined {
  const inTraditional = traditional.test(wish) ? offered.find((one) => one === 'zh-Hant') : undefined
  if (inTraditional !== undefined) return inTraditional
  const [language] = wish.toLowerCase().split('-')
  return offered.find((one) => one.toLowerCase().split('-')[0] === language)
}

/**
 * Which of its languages a page speaks: the address decides (`?lang=zh-Hant`), then the browser, then it is simplified
 * Chinese.
 * @param offered simplified Chinese first
 * @param search query of the page's address
 * @param preferred the browser's languages, best first
 */
export function chooseLanguage<Offered extends Language>(
  offered: readonly ['zh-CN', ...Offered[]],
  search: string,
  preferred: readonly string[],
): 'zh-CN' | Offered {
  const asked = new URLSearchParams(search).get('lang')
  for (const wish of asked === null ? preferred : [asked, ...preferred]) {
    const found = matching<'zh-CN' | Offered>(offered, wish)
    if (found) return found
  }
  return 'zh-CN'
}

/** The same, for a page for whoever tries things out. */
export function choosePageLanguage(search: string, preferred: readonly string[]): PageLanguage {
  return chooseLanguage(pageLanguages, search, preferred)
}

export function otherLanguage(language: PageLanguage): PageLanguage {
  return language === 'en' ? 'zh-CN' : 'en'
}
