import type { Language } from '../../shared/journey-view.ts'
import { access, type AccessTexts } from './access.ts'
import { catalogue, type CatalogueTexts } from './catalogue.ts'
import { closed, type ClosedTexts } from './closed.ts'
import { handOver, type HandOverTexts } from './hand-over.ts'
import { visit, type VisitTexts } from './visit.ts'
import { voice, type VoiceTexts } from './voice.ts'

/** The texts that stand by area, one file for the three languages of each. */
export interface AreaTexts {
  readonly access: AccessTexts
  readonly visit: VisitTexts
  readonly catalogue: CatalogueTexts
  readonly handOver: HandOverTexts
  readonly closed: ClosedTexts
  readonly voice: VoiceTexts
}

export function areaTextsOf(language: Language): AreaTexts {
  return {
    access: access[language],
    visit: visit[language],
    catalogue: catalogue[language],
    handOver: handOver[language],
    closed: closed[language],
    voice: voice[language],
  }
}
