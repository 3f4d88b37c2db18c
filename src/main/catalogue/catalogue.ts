import type { TerminalConfig } from '../../shared/config.ts'
import { type Language, languages, lookUpFrom } from '../../shared/journey-view.ts'
import { lettersOf } from './letters.ts'

/** What the hall's services are looked up by. */
export interface Catalogue {
  /** Learns it; the dictionary of readings is large, and nobody needs it before the first screen stands. */
  readonly learn: () => Promise<void>
  /** Letters by which a service is found in a language; '' until they are known. */
  readonly lettersOf: (language: Language, service: string) => string
}

export function createCatalogue({ services }: Pick<TerminalConfig, 'services'>): Catalogue {
  const known = new Map<string, string>()
  const name = (language: Language, service: string) => `${language} ${service}`
  return {
    async learn() {
      if (services.length < lookUpFrom) return
      const { pinyin } = await import('pinyin-pro')
      const initials = (text: string) => pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' })
      for (const language of languages) {
        for (const service of services) {
          known.set(name(language, service.id), lettersOf(service, language, initials))
        }
      }
    },
    lettersOf: (language, service) => known.get(name(language, service)) ?? '',
  }
}
