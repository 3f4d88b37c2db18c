import { type CatalogueEntry, type Language, methodIds } from '../../../shared/journey-view.ts'
import type { AreaSpecimens } from './area-specimens.ts'
import type { InventedHall } from './invented-hall.ts'
import { manyServices } from './many-services.ts'

/** As long as a hall's name may be. */
const longestName: Readonly<Record<Language, string>> = {
  'zh-CN': '新疆维吾尔自治区伊犁哈萨克自治州政务中心',
  'zh-Hant': '新疆維吾爾自治區伊犁哈薩克自治州政務中心',
  en: 'Ili Kazakh Autonomous Prefecture Service',
}

/** A hall's own look; its colour is about as pale as it may be. */
export const ownLooks = { accent: '#a8471d', mark: '泰和' } as const

/** What a hall sets: its services, where they lead, and when it serves nobody. */
export function hallSpecimens({ services, service }: InventedHall, language: Language): AreaSpecimens {
  const entries: readonly CatalogueEntry[] = services.map((choice) => ({ ...choice, letters: '' }))
  const pass = { name: 'pass', service, handsOver: false } as const
  const closed = { cause: 'hours', opens: { date: '2026-11-23', time: '09:00' } } as const
  return {
    screens: {
      service: { name: 'service', services: entries.slice(0, 3) },
      'service-six': { name: 'service', services: entries },
      'service-many': { name: 'service', services: manyServices(language) },
      pass,
      'pass-hands-over': { ...pass, handsOver: true },
      'hand-over': { name: 'hand-over', service },
      window: { name: 'window' },
      'out-of-service': { name: 'out-of-service', rest: { cause: 'fault' } },
      closed: { name: 'out-of-service', rest: closed },
      'closed-unknown': { name: 'out-of-service', rest: { cause: 'hours', opens: null } },
    },
    views: {
      'pass-slip': { screen: pass, slip: 'A012' },
      'window-slip': { screen: { name: 'window' }, window: 'B12', slip: 'A1012' },
      'attract-own-looks': {
        screen: { name: 'attract', services: services.slice(0, 4), hasMore: true },
        looks: ownLooks,
      },
      'method-own-looks': {
        screen: { name: 'method', service, methods: methodIds, subject: 'self' },
        looks: ownLooks,
        hall: longestName[language],
      },
      'fail-own-looks': { screen: { name: 'fail', canRetry: true }, looks: ownLooks },
      'service-long-name': { screen: { name: 'service', services: entries }, hall: longestName[language] },
    },
  }
}
