/** Languages of the sandbox's pages, and how one is chosen: by the address (`?lang=en`), else the browser, else Chinese. */
export const pageLanguages = ['zh-CN', 'en'] as const
export type PageLanguage = (typeof pageLanguages)[number]

/**
 * @param search query of the page's address
 * @param preferred the browser's languages, best first
 */
export function chooseLanguage(search: string, preferred: readonly string[]): PageLanguage {
  const asked = new URLSearchParams(search).get('lang')
  for (const wish of [asked, ...preferred]) {
    if (wish === null) continue
    const found = pageLanguages.find((language) => wish.split('-')[0] === language.split('-')[0])
    if (found) return found
  }
  return 'zh-CN'
}

export function otherLanguage(language: PageLanguage): PageLanguage {
  return language === 'en' ? 'zh-CN' : 'en'
}
