import type { Language } from '../../shared/journey-view.ts'

/** One area's texts in each language; the Chinese ones say which there are. */
export type InEveryLanguage<AreaTexts> = Readonly<Record<Language, AreaTexts>>
