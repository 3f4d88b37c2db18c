import type { ReactElement } from 'react'
import type { PresentHint, ScannerState } from '../../../shared/journey-view.ts'
import type { Texts } from '../../locales/texts.ts'
import { PhoneOverScanner } from '../../ui/pictures/phone-over-scanner.tsx'
import { DrawnCode } from '../../ui/pictures/code.tsx'
import { PhoneWith, QuestionMark, RoundAgain, ScannerOff } from '../../ui/pictures/hints.tsx'
import { Waiting } from '../../ui/pictures/waiting.tsx'

export interface PresentStageProps {
  readonly scanner: ScannerState
  readonly hint: PresentHint
  readonly window: string
  readonly texts: Texts
}

/** The large picture of the present screen: the act, or what became of it. */
export function PresentStage({ scanner, hint, window, texts }: PresentStageProps) {
  const { present } = texts
  if (scanner === 'absent') {
    return (
      <div className="stage attention" data-stage="absent">
        <ScannerOff />
        <h2>{present.scanner.absent}</h2>
        <p>{present.absentHelp(window)}</p>
      </div>
    )
  }
  if (hint === 'none') {
    return (
      <div className="stage" data-stage={scanner}>
        <PhoneOverScanner />
        <p className={`scanner ${scanner}`}>
          <span className="lamp" />
          {present.scanner[scanner]}
        </p>
      </div>
    )
  }
  const { title, text } = present.hints[hint]
  return (
    <div className={hint === 'reading' ? 'stage reading' : 'stage attention'} data-stage={hint}>
      {hintPicture(hint)}
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  )
}

function hintPicture(hint: Exclude<PresentHint, 'none'>): ReactElement {
  switch (hint) {
    case 'reading':
      return (
        <Waiting>
          <g transform="translate(82 82)">
            <DrawnCode />
          </g>
        </Waiting>
      )
    case 'not-a-code':
      return (
        <PhoneWith>
          <QuestionMark />
        </PhoneWith>
      )
    case 'read-again':
      return (
        <PhoneWith>
          <RoundAgain />
        </PhoneWith>
      )
  }
}
