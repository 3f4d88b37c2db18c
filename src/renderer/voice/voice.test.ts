import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { languages } from '../../shared/journey-view.ts'
import { textsOf } from '../locales/texts.ts'
import { clipPath } from './clip.ts'
import { everyClip } from './phrase-book.ts'
import type { Piece, Reading } from './reading.ts'
import { createVoice, type Loudspeaker } from './voice.ts'

const halls = ['公积金查询', '查询余额', '居住证明打印']
const texts = new Map(
  [...languages.flatMap(everyClip), ...halls.map((text) => ({ language: 'zh-CN', text }) as const)].map(
    (clip) => [`/voice/${clipPath(clip)}`, clip.text],
  ),
)

/** A loudspeaker that says what it was given, and when it sounds. */
class FakeLoudspeaker extends EventTarget implements Loudspeaker {
  src = ''
  sounds = false
  readonly said: string[] = []

  async play(): Promise<void> {
    if (this.sounds) throw new Error('two clips at once')
    this.sounds = true
    this.said.push(texts.get(this.src) ?? this.src)
  }

  pause(): void {
    this.sounds = false
  }

  /** The clip is over. */
  end(): void {
    this.sounds = false
    this.dispatchEvent(new Event('ended'))
  }

  /** There is no such clip. */
  fail(): void {
    this.sounds = false
    this.dispatchEvent(new Event('error'))
  }

  endAll(): void {
    while (this.sounds) this.end()
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function speaking() {
  const loudspeaker = new FakeLoudspeaker()
  const voice = createVoice(loudspeaker, () => Date.now())
  const read = (words: readonly string[], after = 0) => {
    voice.read(reading(words), new Set(halls), after)
  }
  return { loudspeaker, voice, read, said: loudspeaker.said }
}

const pieces = (words: readonly string[]): readonly Piece[] =>
  words.map((text) => ({ words: text, language: 'zh-CN' }))
const reading = (words: readonly string[]): Reading => ({ pieces: pieces(words), isDialog: false })

const { dock, verifying, pass, method, notice, present } = textsOf('zh-CN')

describe('the voice', () => {
  it('says one clip after the other, each once the last is over', () => {
    const { loudspeaker, read, said } = speaking()
    read([verifying.title, dock.goToWindow('3'), dock.leave])
    vi.runAllTimers()
    expect(said).toEqual([verifying.title])
    loudspeaker.end()
    expect(said).toEqual([verifying.title, '去 …'])
    loudspeaker.endAll()
    expect(said).toEqual([verifying.title, '去 …', '3', '… 号窗口', dock.leave])
  })

  it('breaks off when another screen comes, and begins with its title', () => {
    const { loudspeaker, read, said } = speaking()
    read([verifying.title, verifying.help])
    vi.runAllTimers()
    read([pass.title, pass.note])
    expect(loudspeaker.sounds).toBe(false)
    vi.runAllTimers()
    loudspeaker.endAll()
    expect(said).toEqual([verifying.title, pass.title, pass.note])
  })

  it('goes on undisturbed when the same screen comes again', () => {
    const { loudspeaker, read, said } = speaking()
    read([verifying.title, verifying.help])
    vi.runAllTimers()
    read([verifying.title, verifying.help])
    expect(loudspeaker.sounds).toBe(true)
    vi.runAllTimers()
    loudspeaker.endAll()
    expect(said).toEqual([verifying.title, verifying.help])
  })

  it('says at once what is new, and no longer what it is in the place of', () => {
    const { loudspeaker, read, said } = speaking()
    const { starting, ready } = present.scanner
    read([present.title, starting, present.steps.show])
    vi.runAllTimers()
    loudspeaker.end()
    expect(said).toEqual([present.title, starting])
    read([present.title, ready, present.steps.show])
    vi.runAllTimers()
    loudspeaker.endAll()
    expect(said).toEqual([present.title, starting, ready, present.steps.show])
  })

  it('waits until another sound is over, however often the screen changes meanwhile', () => {
    const { loudspeaker, read, said } = speaking()
    read([pass.title], 600)
    vi.advanceTimersByTime(300)
    read([pass.title, pass.note])
    vi.advanceTimersByTime(299)
    expect(said).toEqual([])
    vi.advanceTimersByTime(1)
    loudspeaker.endAll()
    expect(said).toEqual([pass.title, pass.note])
  })

  it('falls silent at once, and reads from the title when it is asked again', () => {
    const { loudspeaker, voice, read, said } = speaking()
    read([verifying.title, verifying.help])
    vi.runAllTimers()
    voice.stop()
    expect(loudspeaker.sounds).toBe(false)
    vi.runAllTimers()
    expect(said).toEqual([verifying.title])
    read([verifying.title, verifying.help])
    vi.runAllTimers()
    expect(said).toEqual([verifying.title, verifying.title])
  })

  it('does not begin after it was stopped', () => {
    const { voice, read, said } = speaking()
    read([verifying.title], 600)
    voice.stop()
    vi.runAllTimers()
    expect(said).toEqual([])
  })

  it('names what somebody moves to, and nothing after it', () => {
    const { loudspeaker, voice, read, said } = speaking()
    read([method.title, method.help])
    vi.runAllTimers()
    voice.name(pieces([dock.back]))
    loudspeaker.endAll()
    expect(said).toEqual([method.title, dock.back])
  })
})

describe('a clip that is not there', () => {
  it('is passed over where it is the screen’s own', () => {
    const { loudspeaker, read, said } = speaking()
    read([verifying.title, verifying.help])
    vi.runAllTimers()
    loudspeaker.fail()
    loudspeaker.endAll()
    expect(said).toEqual([verifying.title, verifying.help])
  })

  it('of the hall’s words is made up for by saying where they stand', () => {
    const { loudspeaker, read, said } = speaking()
    read([notice.summary.purpose('公积金查询')])
    vi.runAllTimers()
    loudspeaker.end()
    loudspeaker.fail()
    loudspeaker.endAll()
    expect(said).toEqual(['只用于…', '公积金查询', textsOf('zh-CN').voice.unrecorded])
  })

  it('is made up for once where several follow each other', () => {
    const { loudspeaker, read, said } = speaking()
    read([...halls, dock.back, halls[0] ?? ''])
    vi.runAllTimers()
    const { unrecorded } = textsOf('zh-CN').voice
    while (loudspeaker.sounds) {
      if (halls.includes(said.at(-1) ?? '')) loudspeaker.fail()
      else loudspeaker.end()
    }
    expect(said).toEqual([halls[0], unrecorded, halls[1], halls[2], dock.back, halls[0], unrecorded])
  })
})
