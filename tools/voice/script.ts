/** What is to be spoken: the screens' own sentences, and the words of a hall. */
import { demoConfig } from '../../sandbox/demo-config.ts'
import { languages } from '../../src/shared/journey-view.ts'
import { clipPath, type Clip } from '../../src/renderer/voice/clip.ts'
import { everyClip } from '../../src/renderer/voice/phrase-book.ts'
import { plainWords } from '../../src/renderer/voice/sentences.ts'

export { clipPath }

/** Every clip that the screens' texts need, in all languages. */
export function clipsOfScreens(): readonly Clip[] {
  return languages.flatMap(everyClip)
}

/** The hall's own words in a configuration: every text that stands there in the screens' languages. */
export function clipsOfHall(config: unknown): readonly Clip[] {
  const found = new Map<string, Clip>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const language = languages.find((name) => name === key)
      if (language === undefined || typeof inner !== 'string') look(inner)
      else {
        const clip = { language, text: plainWords(inner) }
        found.set(clipPath(clip), clip)
      }
    }
  }
  look(config)
  return [...found.values()]
}

/** The invented hall of development. */
export function clipsOfDemo(): readonly Clip[] {
  return clipsOfHall(demoConfig('http://127.0.0.1:1'))
}
