import { useCallback, useEffect, useState } from 'react'
import {
  applicationStepSchema,
  type ApplicationStep,
  type Challenge,
  type VirtualDocument,
} from '../../api.ts'
import { Screen } from '../parts/basics.tsx'
import { FaceCheck } from '../parts/face-check.tsx'
import { Icon } from '../parts/icon.tsx'
import { Prove } from '../parts/prove.tsx'
import { useTexts } from '../texts/texts.ts'
import { type Answer, ask, type Refused, send } from '../wallet-client.ts'
import { ConsentStep, type Consents, DocumentStep, NewPasswordStep, PhoneStep } from './apply-steps.tsx'

interface ApplyScreenProps {
  /** The guardian on whose phone a child's document is laid; null on a new phone. */
  readonly guardian: string | null
  readonly leave: () => void
  /** A network number was issued. */
  readonly issued: (citizen: string) => void
}

/** What has been said so far, on this phone alone: nothing is sent before the consents are given. */
interface Draft {
  readonly document: VirtualDocument | null
  readonly phone: string | null
  readonly consents: Consents | null
}

const nothing: Draft = { document: null, phone: null, consents: null }

/** The phone asks this often (ms) whether a guardian has answered. */
const askEvery = 1_000

/** From the document to the network number, one question a screen. */
export function ApplyScreen({ guardian, leave, issued }: ApplyScreenProps) {
  const [draft, setDraft] = useState<Draft>(nothing)
  const [step, setStep] = useState<ApplicationStep | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const isForChild = guardian !== null

  const apply = async (given: Draft, presentations: readonly unknown[] | null): Promise<Refused | null> => {
    const body = {
      document: given.document?.id,
      phone: given.phone,
      serviceConsent: given.consents?.service,
      faceConsent: given.consents?.face,
      ...(guardian !== null && { guardian: { citizen: guardian, presentations } }),
    }
    const answer = await send('/api/applications', body, applicationStepSchema)
    if (answer.ok) {
      setStep(answer.value)
      return null
    }
    const concernsProof = answer.refused !== 'unreachable' && answer.refused.code === 'factor-failed'
    if (concernsProof) return answer.refused
    // It goes no further with this document: why stands above the choice of another.
    const concernsConsent = answer.refused !== 'unreachable' && answer.refused.code === 'consent-missing'
    setDraft(concernsConsent ? { ...given, consents: null } : nothing)
    setRefused(answer.refused)
    return null
  }

  if (step) {
    return <Begun step={step} isForChild={isForChild} take={setStep} leave={leave} issued={issued} />
  }
  if (!draft.document) {
    return (
      <DocumentStep
        isForChild={isForChild}
        refused={refused}
        back={leave}
        choose={(document) => {
          setRefused(null)
          setDraft({ ...nothing, document })
        }}
      />
    )
  }
  if (draft.phone === null) {
    return (
      <PhoneStep
        isForChild={isForChild}
        back={() => setDraft(nothing)}
        done={(phone) => setDraft({ ...draft, phone })}
      />
    )
  }
  if (!draft.consents) {
    return (
      <ConsentStep
        isForChild={isForChild}
        refused={refused}
        back={() => setDraft({ ...draft, phone: null })}
        done={async (consents) => {
          const given = { ...draft, consents }
          setRefused(null)
          if (isForChild) setDraft(given)
          else await apply(given, null)
        }}
      />
    )
  }
  return (
    <GuardianStep
      guardian={guardian ?? ''}
      back={() => setDraft({ ...draft, consents: null })}
      act={(presentations) => apply(draft, presentations)}
    />
  )
}

interface GuardianStepProps {
  readonly guardian: string
  readonly back: () => void
  readonly act: (presentations: readonly unknown[]) => Promise<Refused | null>
}

function GuardianStep({ guardian, back, act }: GuardianStepProps) {
  return <Prove factors={['password']} by={guardian} forChild back={back} act={act} />
}

interface BegunProps {
  readonly step: ApplicationStep
  readonly isForChild: boolean
  readonly take: (step: ApplicationStep) => void
  readonly leave: () => void
  readonly issued: (citizen: string) => void
}

/** What follows when the platform has taken the application, or waits for a guardian to let it. */
function Begun({ step, isForChild, take, leave, issued }: BegunProps) {
  const { apply, done: doneWord } = useTexts()
  switch (step.step) {
    case 'guardian':
      return (
        <WaitForGuardian application={step.application} names={step.guardians} take={take} leave={leave} />
      )
    case 'declined':
      return (
        <Screen title={apply.guardianDeclined} back={leave}>
          <p className="help">{apply.guardianDeclinedHelp}</p>
        </Screen>
      )
    case 'face':
      return <FaceStep key={step.application} step={step} isForChild={isForChild} take={take} leave={leave} />
    case 'password':
      return (
        <NewPasswordStep
          title={apply.passwordTitle}
          help={isForChild ? apply.childPasswordHelp : apply.passwordHelp}
          back={leave}
          done={async (password) => {
            const body = { application: step.application, password }
            const answer = await send('/api/applications/finish', body, applicationStepSchema)
            if (!answer.ok) return answer.refused
            take(answer.value)
            return null
          }}
        />
      )
    case 'issued':
      return (
        <Screen title={apply.issuedTitle}>
          <div className="outcome pass">
            <Icon name="shield" />
            <p className="network-number">{step.networkNumber.match(/.{1,4}/g)?.join(' ')}</p>
            <p className="help">{isForChild ? apply.childIssuedHelp : apply.issuedHelp}</p>
          </div>
          <div className="dock">
            <button type="button" className="main wide" onClick={() => issued(step.citizen)}>
              {isForChild ? doneWord : apply.toCard}
            </button>
          </div>
        </Screen>
      )
  }
}

interface WaitForGuardianProps {
  readonly application: string
  readonly names: readonly string[]
  readonly take: (step: ApplicationStep) => void
  readonly leave: () => void
}

function WaitForGuardian({ application, names, take, leave }: WaitForGuardianProps) {
  const { apply, consents } = useTexts()
  useEffect(() => {
    const look = async () => {
      const answer = await ask('/api/application', { application }, applicationStepSchema)
      if (answer.ok && answer.value.step !== 'guardian') take(answer.value)
    }
    const timer = setInterval(() => void look(), askEvery)
    return () => clearInterval(timer)
  }, [application, take])
  return (
    <Screen title={apply.guardianWaitTitle} back={leave}>
      <div className="waiting">
        <Icon name="phone" />
        <p className="statement">{apply.guardianWait(names.join(consents.separator))}</p>
        <p className="help" role="status">
          {apply.guardianWaitHelp}
        </p>
      </div>
    </Screen>
  )
}

interface FaceStepProps {
  readonly step: Extract<ApplicationStep, { readonly step: 'face' }>
  readonly isForChild: boolean
  readonly take: (step: ApplicationStep) => void
  readonly leave: () => void
}

function FaceStep({ step, isForChild, take, leave }: FaceStepProps) {
  const { apply } = useTexts()
  const { application } = step
  const askChallenge = useCallback(async (): Promise<Answer<Challenge>> => {
    const answer = await send('/api/applications/challenge', { application }, applicationStepSchema)
    if (!answer.ok) return answer
    return answer.value.step === 'face'
      ? { ok: true, value: answer.value.challenge }
      : { ok: false, refused: { code: 'stage' } }
  }, [application])
  return (
    <Screen title={isForChild ? apply.childFaceTitle : apply.faceTitle} back={leave}>
      {step.resumed && <p className="statement">{apply.resumed}</p>}
      <FaceCheck
        ask={askChallenge}
        done={async ({ acts, ...answer }) => {
          const body = { application, ...answer, acts }
          const answered = await send('/api/applications/face', body, applicationStepSchema)
          if (!answered.ok) return answered.refused
          take(answered.value)
          return null
        }}
      />
    </Screen>
  )
}
