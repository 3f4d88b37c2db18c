import type { PresentedMethod, PresentHint, ReaderState } from '../../../shared/journey-view.ts'
import type { Texts } from '../../locales/texts.ts'
import { pictureOfAct, pictureOfAbsence, pictureOfHint } from './present-pictures.tsx'
import { hintWords, presentWords } from './present-words.ts'

export interface PresentStageProps {
  readonly method: PresentedMethod
  readonly reader: ReaderState
  readonly hint: PresentHint
  readonly window: string
  readonly texts: Texts
}

/** The large picture of the present screen: the act, or what became of it. */
export function PresentStage({ method, reader, hint, window, texts }: PresentStageProps) {
  const words = presentWords(texts, method)
  if (reader === 'absent') {
    return (
      <div className="stage attention" data-stage="absent">
        {pictureOfAbsence(method)}
        <h2>{words.reader.absent}</h2>
        <p>{texts.present.absentHelp(window)}</p>
      </div>
    )
  }
  if (hint === 'none') {
    return (
      <div className="stage" data-stage={reader}>
        {pictureOfAct(method)}
        <p className={`reader ${reader}`}>
          <span className="lamp" />
          {words.reader[reader]}
        </p>
      </div>
    )
  }
  const { title, text } = hintWords(texts, method, hint)
  return (
    <div className={hint === 'reading' ? 'stage reading' : 'stage attention'} data-stage={hint}>
      {pictureOfHint(method, hint)}
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  )
}
