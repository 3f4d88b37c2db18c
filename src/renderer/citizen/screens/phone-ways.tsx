import type { ReactElement } from 'react'
import type { ApprovalView } from '../../../shared/journey-view.ts'
import type { Texts } from '../../locales/texts.ts'
import { DrawnCode } from '../../ui/pictures/code.tsx'
import {
  CodeOff,
  LinesAndButton,
  PhoneGoingOn,
  PhoneWith,
  RoundAgain,
  TwoDigits,
} from '../../ui/pictures/hints.tsx'
import { Waiting } from '../../ui/pictures/waiting.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { pictureOfAct, pictureOfAbsence, pictureOfHint } from './present-pictures.tsx'
import { hintWords, type PresentScreen } from './present-words.ts'

export interface PhoneWaysProps {
  readonly screen: PresentScreen
  readonly approval: ApprovalView
  readonly window: string
  readonly texts: Texts
}

/** The phone both ways at once: it scans the code on the screen, or the scanner reads the code on it. */
export function PhoneWays({ screen, approval, window, texts }: PhoneWaysProps) {
  return (
    <div className="ways">
      <ByApproval approval={approval} texts={texts.present.scan} />
      {approval.state === 'unavailable' || screen.reader === 'absent' ? null : (
        <p className="or">{texts.present.or}</p>
      )}
      <ByCode screen={screen} approval={approval} window={window} texts={texts} />
    </div>
  )
}

const pictures: Readonly<Record<Exclude<ApprovalView['state'], 'waiting'>, ReactElement>> = {
  offering: (
    <Waiting>
      <g transform="translate(82 82)">
        <DrawnCode />
      </g>
    </Waiting>
  ),
  opened: (
    <PhoneGoingOn>
      <LinesAndButton />
    </PhoneGoingOn>
  ),
  approved: (
    <PhoneGoingOn>
      <TwoDigits />
    </PhoneGoingOn>
  ),
  ended: (
    <PhoneWith>
      <RoundAgain />
    </PhoneWith>
  ),
  unavailable: <CodeOff />,
}

function ByApproval({
  approval,
  texts,
}: {
  readonly approval: ApprovalView
  readonly texts: Texts['present']['scan']
}) {
  const { state } = approval
  if (state === 'waiting') {
    return (
      <section className="way by-approval" data-approval={state}>
        <QrCode text={approval.code} label={texts.label} />
        <div className="way-words">
          <h2>{texts.title}</h2>
        </div>
      </section>
    )
  }
  const { title, text } = texts.states[state]
  const tone = state === 'opened' || state === 'approved' ? 'going-on' : ''
  return (
    <section className={`way by-approval ${tone}`.trim()} data-approval={state}>
      <div className="way-picture">{pictures[state]}</div>
      <div className="way-words">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
    </section>
  )
}

function ByCode({ screen, approval, window, texts }: PhoneWaysProps) {
  const { reader, hint } = screen
  const { show, scanner, absentHelp } = texts.present
  if (reader === 'absent') {
    const isOnlyWay = approval.state === 'unavailable'
    return (
      <section className="way by-code attention" data-stage="absent">
        <div className="way-picture">{pictureOfAbsence('code')}</div>
        <div className="way-words">
          <h2>{scanner.absent}</h2>
          <p>{isOnlyWay ? absentHelp(window) : show.absentHelp}</p>
        </div>
      </section>
    )
  }
  if (hint === 'none') {
    return (
      <section className="way by-code" data-stage={reader}>
        <div className="way-picture">{pictureOfAct('code')}</div>
        <div className="way-words">
          <h2>{show.title}</h2>
          <p className={`reader ${reader}`}>
            <span className="lamp" />
            {scanner[reader]}
          </p>
        </div>
      </section>
    )
  }
  const { title, text } = hintWords(texts, 'code', hint)
  return (
    <section className={`way by-code ${hint === 'reading' ? 'going-on' : 'attention'}`} data-stage={hint}>
      <div className="way-picture">{pictureOfHint('code', hint)}</div>
      <div className="way-words">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
    </section>
  )
}
