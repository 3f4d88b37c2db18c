import type { Texts } from '../../locales/texts.ts'
import { LineEnds } from '../../ui/line-ends.tsx'
import { pictureOfAct, pictureOfAbsence, pictureOfHint } from './present-pictures.tsx'
import { askedFor, hintWords, type PresentScreen, presentWords } from './present-words.ts'

export interface PresentStageProps {
  readonly screen: PresentScreen
  readonly window: string
  readonly texts: Texts
}

/** The large picture of the present screen: the act, or what became of it. */
export function PresentStage({ screen, window, texts }: PresentStageProps) {
  const { reader, hint } = screen
  const asked = askedFor(screen)
  const words = presentWords(texts, asked, screen.turn)
  if (reader === 'absent') {
    return (
      <div className="stage attention" data-stage="absent">
        {pictureOfAbsence(asked)}
        <h2>{words.reader.absent}</h2>
        <p>
          <LineEnds text={texts.present.absentHelp(window)} />
        </p>
      </div>
    )
  }
  if (hint === 'none') {
    return (
      <div className="stage" data-stage={reader}>
        {pictureOfAct(asked)}
        {words.note === null ? null : <p className="note">{words.note}</p>}
        <p className={`reader ${reader}`}>
          <span className="lamp" />
          {words.reader[reader]}
        </p>
      </div>
    )
  }
  const { title, text } = hintWords(texts, asked, hint, screen.turn)
  return (
    <div className={hint === 'reading' ? 'stage reading' : 'stage attention'} data-stage={hint}>
      {pictureOfHint(asked, hint)}
      <h2>{title}</h2>
      <p>
        <LineEnds text={text} />
      </p>
    </div>
  )
}
