import type { ReactElement } from 'react'
import type { PresentHint } from '../../../shared/journey-view.ts'
import { CardOffReader, CardOntoReader, CardReaderOff } from '../../ui/pictures/card-and-reader.tsx'
import { CardCrossedOut, CardWith, DrawnCard } from '../../ui/pictures/card.tsx'
import { DrawnCode } from '../../ui/pictures/code.tsx'
import { DocumentBackOntoReader, DocumentOntoReader } from '../../ui/pictures/document-and-reader.tsx'
import { DocumentCrossedOut, DrawnPassport, DrawnPhotoPage } from '../../ui/pictures/document.tsx'
import { PageWith, PhoneWith, QuestionMark, RoundAgain, ScannerOff } from '../../ui/pictures/hints.tsx'
import { PageOverScanner } from '../../ui/pictures/page-over-scanner.tsx'
import { PhoneOverScanner } from '../../ui/pictures/phone-over-scanner.tsx'
import { Waiting } from '../../ui/pictures/waiting.tsx'
import type { Asked } from './present-words.ts'

interface Pictures {
  /** What the citizen does. */
  readonly act: ReactElement
  /** The reader that cannot be used. */
  readonly absence: ReactElement
  readonly reading: ReactElement
  readonly again: ReactElement
}

const pictures: Readonly<Record<Asked, Pictures>> = {
  code: {
    act: <PhoneOverScanner />,
    absence: <ScannerOff />,
    reading: (
      <Waiting>
        <g transform="translate(82 82)">
          <DrawnCode />
        </g>
      </Waiting>
    ),
    again: (
      <PhoneWith>
        <RoundAgain />
      </PhoneWith>
    ),
  },
  card: {
    act: <CardOntoReader />,
    absence: <CardReaderOff />,
    reading: (
      <Waiting>
        <g transform="translate(50 80)">
          <DrawnCard />
        </g>
      </Waiting>
    ),
    again: (
      <CardWith>
        <RoundAgain />
      </CardWith>
    ),
  },
  'document-key': {
    act: <PageOverScanner />,
    absence: <CardReaderOff />,
    reading: (
      <Waiting>
        <g transform="translate(46 71)">
          <DrawnPhotoPage />
        </g>
      </Waiting>
    ),
    again: (
      <PageWith>
        <RoundAgain />
      </PageWith>
    ),
  },
  document: {
    act: <DocumentOntoReader />,
    absence: <CardReaderOff />,
    reading: (
      <Waiting>
        <g transform="translate(82 64)">
          <DrawnPassport />
        </g>
      </Waiting>
    ),
    again: <DocumentBackOntoReader />,
  },
}

export function pictureOfAct(asked: Asked): ReactElement {
  return pictures[asked].act
}

export function pictureOfAbsence(asked: Asked): ReactElement {
  return pictures[asked].absence
}

/** What became of the last presentation. */
export function pictureOfHint(asked: Asked, hint: Exclude<PresentHint, 'none'>): ReactElement {
  switch (hint) {
    case 'reading':
      return pictures[asked].reading
    case 'read-again':
      return pictures[asked].again
    case 'not-a-code':
    case 'shown-before':
      return (
        <PhoneWith>
          <QuestionMark />
        </PhoneWith>
      )
    case 'take-away-first':
      return <CardOffReader />
    case 'card-unusable':
      return <CardCrossedOut />
    case 'not-a-document-key':
    case 'document-key-wrong':
      return (
        <PageWith>
          <QuestionMark />
        </PageWith>
      )
    case 'lay-back':
      return <DocumentBackOntoReader />
    case 'document-unusable':
      return <DocumentCrossedOut />
  }
}
