import { useCallback, useEffect, useState } from 'react'
import { type LivenessAct, livenessActs } from '../../../platform/store/liveness.ts'
import { type CameraSees, cameraSees, type Challenge } from '../../api.ts'
import { useTexts } from '../texts/texts.ts'
import type { Answer, Refused } from '../wallet-client.ts'
import { Problem, SandboxNote } from './basics.tsx'
import { DrawnFace } from './drawn-face.tsx'

export interface FaceAnswer {
  readonly challenge: string
  readonly camera: CameraSees
  readonly acts: readonly LivenessAct[]
}

/** So long (ms) the drawn face does what it was told. */
const actLasts = 700

interface FaceCheckProps {
  /** Asks what has to be done. A function of the same identity asks once. */
  readonly ask: () => Promise<Answer<Challenge>>
  /** Three movements were made. The check begins anew when it did not count. */
  readonly done: (answer: FaceAnswer) => Promise<Refused | null>
}

/** The simulated liveness check: a drawn face, three prompts, and buttons that move it. No camera is opened. */
export function FaceCheck({ ask, done }: FaceCheckProps) {
  const texts = useTexts()
  const { prove } = texts
  const [challenge, setChallenge] = useState<Challenge | null>(null)
  const [acts, setActs] = useState<readonly LivenessAct[]>([])
  const [shown, setShown] = useState<{ readonly act: LivenessAct } | null>(null)
  const [camera, setCamera] = useState<CameraSees>('holder')
  const [refused, setRefused] = useState<Refused | null>(null)
  const [checking, setChecking] = useState(false)

  const begin = useCallback(async () => {
    setActs([])
    setChallenge(null)
    const answer = await ask()
    if (answer.ok) setChallenge(answer.value)
    else setRefused(answer.refused)
  }, [ask])
  useEffect(() => {
    const first = setTimeout(() => void begin())
    return () => clearTimeout(first)
  }, [begin])
  useEffect(() => {
    if (shown === null) return undefined
    const timer = setTimeout(() => setShown(null), actLasts)
    return () => clearTimeout(timer)
  }, [shown])

  const play = async (act: LivenessAct) => {
    if (!challenge || checking) return
    const made = [...acts, act]
    setActs(made)
    setShown({ act })
    setRefused(null)
    if (made.length < challenge.acts.length) return
    setChecking(true)
    const fault = await done({ challenge: challenge.challenge, camera, acts: made })
    setChecking(false)
    if (fault === null) return
    setRefused(fault)
    await begin()
  }

  const total = challenge?.acts.length ?? 3
  const wanted = challenge?.acts[acts.length]
  return (
    <div className="face-check">
      <p className="help">{prove.faceHelp}</p>
      <DrawnFace act={shown?.act ?? null} />
      <p className="prompt" role="status">
        {wanted ? prove.prompt(prove.acts[wanted]) : prove.checking}
      </p>
      <p className="note">{prove.progress(Math.min(acts.length + 1, total), total)}</p>
      <Problem refused={refused} />
      <fieldset className="acts">
        <legend>{prove.play}</legend>
        {livenessActs.map((act) => (
          <button key={act} type="button" onClick={() => void play(act)}>
            {prove.acts[act]}
          </button>
        ))}
      </fieldset>
      <SandboxNote>
        <label className="camera">
          {prove.camera}
          <select
            value={camera}
            onChange={({ target }) => setCamera(cameraSees.find((sees) => sees === target.value) ?? 'holder')}
          >
            {cameraSees.map((sees) => (
              <option key={sees} value={sees}>
                {prove.sees[sees]}
              </option>
            ))}
          </select>
        </label>
      </SandboxNote>
    </div>
  )
}
