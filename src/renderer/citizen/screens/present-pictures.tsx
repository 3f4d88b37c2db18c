import type { ReactElement } from 'react'
import type { PresentedMethod, PresentHint } from '../../../shared/journey-view.ts'
import { CardOffReader, CardOntoReader, CardReaderOff } from '../../ui/pictures/card-and-reader.tsx'
import { CardCrossedOut, CardWith, DrawnCard } from '../../ui/pictures/card.tsx'
import { DrawnCode } from '../../ui/pictures/code.tsx'
import { PhoneWith, QuestionMark, RoundAgain, ScannerOff } from '../../ui/pictures/hints.tsx'
import { PhoneOverScanner } from '../../ui/pictures/phone-over-scanner.tsx'
import { Waiting } from '../../ui/pictures/waiting.tsx'

/** What the citizen does. */
export function pictureOfAct(method: PresentedMethod): ReactElement {
  return method === 'identity-card' ? <CardOntoReader /> : <PhoneOverScanner />
}

/** The reader that cannot be used. */
export function pictureOfAbsence(method: PresentedMethod): ReactElement {
  return method === 'identity-card' ? <CardReaderOff /> : <ScannerOff />
}

/** What became of the last presentation. */
export function pictureOfHint(method: PresentedMethod, hint: Exclude<PresentHint, 'none'>): ReactElement {
  switch (hint) {
    case 'reading':
      return method === 'identity-card' ? (
        <Waiting>
          <g transform="translate(50 80)">
            <DrawnCard />
          </g>
        </Waiting>
      ) : (
        <Waiting>
          <g transform="translate(82 82)">
            <DrawnCode />
          </g>
        </Waiting>
      )
    case 'read-again':
      return method === 'identity-card' ? (
        <CardWith>
          <RoundAgain />
        </CardWith>
      ) : (
        <PhoneWith>
          <RoundAgain />
        </PhoneWith>
      )
    case 'not-a-code':
      return (
        <PhoneWith>
          <QuestionMark />
        </PhoneWith>
      )
    case 'take-away-first':
      return <CardOffReader />
    case 'card-unusable':
      return <CardCrossedOut />
  }
}
