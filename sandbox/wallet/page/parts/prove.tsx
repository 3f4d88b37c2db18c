import { useCallback, useState } from 'react'
import type { FactorName } from '../../../platform/factors/factor.ts'
import { challengeSchema, type Presentation } from '../../api.ts'
import { useKnownPassword } from '../known-password.ts'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'
import { Problem, SandboxNote, Screen } from './basics.tsx'
import { FaceCheck } from './face-check.tsx'
import { PasswordField } from './password-field.tsx'

export type AskedFactor = Presentation['factor']

/** This phone has a keypad and a camera, and no other sensor. */
export function isGivenHere(factor: FactorName): factor is AskedFactor {
  return factor === 'password' || factor === 'face'
}

interface ProveProps {
  /** What has to be given, in this order. */
  readonly factors: readonly AskedFactor[]
  /** Whose phone it is, and so whose 口令 and face. */
  readonly by: string
  readonly back: () => void
  /** Why the 口令 is asked for, where that is not plain. */
  readonly help?: string | undefined
  /** It is for a child's credential, and the guardian who gives them. */
  readonly forChild?: boolean
  /** What is done with them. Null when it was done. */
  readonly act: (presentations: readonly Presentation[]) => Promise<Refused | null>
}

/** Asks for one factor after the other and then does what they were asked for. */
export function Prove({ factors, by, back, help, forChild = false, act }: ProveProps) {
  const [given, setGiven] = useState<readonly Presentation[]>([])
  const [refused, setRefused] = useState<Refused | null>(null)
  const { prove, apply } = useTexts()
  const askFace = useCallback(() => send('/api/challenges', { citizen: by }, challengeSchema), [by])

  const give = async (presentation: Presentation): Promise<Refused | null> => {
    const all = [...given, presentation]
    setRefused(null)
    if (all.length < factors.length) {
      setGiven(all)
      return null
    }
    const fault = await act(all)
    const isOfBefore = fault !== null && given.length > 0 && !concerns(fault, presentation.factor)
    if (!isOfBefore) return fault
    // What was given first did not count: it is asked for again, with why.
    setGiven([])
    setRefused(fault)
    return null
  }

  const wanted = factors[given.length]
  if (wanted === 'face') {
    return (
      <Screen title={forChild ? apply.childFaceTitle : prove.faceTitle} back={back}>
        <FaceCheck
          ask={askFace}
          done={({ acts, ...answer }) => give({ factor: 'face', ...answer, acts: [...acts] })}
        />
      </Screen>
    )
  }
  return (
    <Screen title={prove.passwordTitle} back={back}>
      <AskPassword
        before={refused}
        help={help ?? (forChild ? apply.guardianAct : prove.passwordHelp)}
        done={(password) => give({ factor: 'password', password })}
      />
    </Screen>
  )
}

function concerns(fault: Refused, factor: AskedFactor): boolean {
  return fault === 'unreachable' || fault.code !== 'factor-failed' || fault.factor === factor
}

interface AskPasswordProps {
  /** Why what was given before did not count. */
  readonly before: Refused | null
  readonly help: string
  readonly done: (password: string) => Promise<Refused | null>
}

function AskPassword({ before, help, done }: AskPasswordProps) {
  const texts = useTexts()
  const known = useKnownPassword()
  const [password, setPassword] = useState('')
  const [refused, setRefused] = useState<Refused | null>(before)
  const [checking, setChecking] = useState(false)
  const submit = async () => {
    if (password === '') {
      return setRefused({ code: 'factor-failed', factor: 'password', fault: 'malformed' })
    }
    setChecking(true)
    setRefused(null)
    const fault = await done(password)
    setChecking(false)
    setPassword('')
    setRefused(fault)
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className="help">{help}</p>
      <PasswordField label={texts.prove.password} value={password} onChange={setPassword} />
      <Problem refused={refused} />
      <button type="submit" className="main wide" disabled={checking}>
        {checking ? texts.prove.checking : texts.prove.confirm}
      </button>
      <SandboxNote>
        <p>
          {texts.prove.known} <code>{known}</code>
        </p>
      </SandboxNote>
    </form>
  )
}
