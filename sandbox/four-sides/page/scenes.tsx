import { useState } from 'react'
import { z } from 'zod'
import { AskError, postJson } from '../../web/page/ask.ts'
import { type SceneId, sceneIds } from '../../scenes/scene-ids.ts'
import type { StageFault } from '../../scenes/stage-faults.ts'
import { stageRefusalSchema } from '../api.ts'
import type { FourSidesTexts } from './locale-zh-cn.ts'

interface ScenesProps {
  /** What everything is set up for. */
  readonly present: SceneId
  /** Whether it stands open until somebody closes it: there is nothing else to see yet. */
  readonly isOpen: boolean
  readonly texts: FourSidesTexts
}

const anything = z.unknown()

/** The list of scenes; one of them opened, with how it is played by hand, to be set up with a touch. */
export function Scenes({ present, isOpen, texts }: ScenesProps) {
  const [chosen, setChosen] = useState<SceneId | null>(null)
  const [fault, setFault] = useState<StageFault | null>(null)
  const scene = chosen ?? present
  const { shows, steps } = texts.scene[scene]
  const choose = (id: SceneId) => {
    setChosen(id)
    setFault(null)
  }
  const play = async () => {
    setFault(null)
    try {
      await postJson('/api/stage', { scene }, anything)
    } catch (error) {
      // What is set up now is read again in a moment, and shown.
      if (!(error instanceof AskError)) throw error
      const refusal = stageRefusalSchema.safeParse(error.said)
      setFault(refusal.success ? refusal.data.fault : null)
    }
  }
  return (
    <details className="scenes" open={isOpen}>
      <summary>
        <span className="muted">{texts.scenes}</span> <strong>{texts.scene[present].title}</strong>{' '}
        <span className="change">{texts.change}</span>
      </summary>
      <ul>
        {sceneIds.map((id) => (
          <li key={id}>
            <button type="button" className="scene" aria-pressed={id === scene} onClick={() => choose(id)}>
              {texts.scene[id].title}
              {id === present && <span className="set">{texts.set}</span>}
            </button>
          </li>
        ))}
      </ul>
      <div className="scene-text">
        <p>{shows}</p>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <button type="button" className="main" disabled={scene === present} onClick={() => void play()}>
          {texts.play}
        </button>
        <p className="status" role="status">
          {fault === null ? '' : texts.notSet[fault]}
        </p>
      </div>
    </details>
  )
}
