import type { ReactElement } from 'react'
import type { Subject as SubjectId } from '../../../shared/check.ts'
import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { AdultAndChildIcon, PersonIcon, TwoPeopleIcon } from '../../ui/icons.tsx'
import { LineEnds } from '../../ui/line-ends.tsx'
import { Question } from '../../ui/question.tsx'
import { Row, Rows } from '../../ui/row.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

const pictures: Readonly<Record<SubjectId, ReactElement>> = {
  self: <PersonIcon />,
  supervised: <TwoPeopleIcon />,
  child: <AdultAndChildIcon />,
}

/** Whom is it for? The terminal takes the answer, and never learns how old somebody is. */
export function Subject({ screen, ...props }: ScreenProps<'subject'>) {
  const { view, texts, act } = props
  const window = (
    <Button onPress={() => act({ type: 'go-to-window' })}>{texts.dock.goToWindow(view.window)}</Button>
  )
  return (
    <Frame {...props} acts={window} back leave>
      <Question title={texts.subject.title} />
      <Rows count={screen.subjects.length}>
        {screen.subjects.map((subject) => (
          <Row
            key={subject}
            picture={pictures[subject]}
            title={texts.subject.names[subject]}
            note={texts.subject.notes[subject]}
            onPress={() => act({ type: 'choose-subject', subject })}
          />
        ))}
      </Rows>
      {screen.subjects.includes('child') ? (
        <p className="aside">
          <LineEnds text={texts.subject.underEight(view.window)} />
        </p>
      ) : null}
    </Frame>
  )
}
