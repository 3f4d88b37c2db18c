import type { ReactElement } from 'react'
import type { MethodId } from '../../../shared/journey-view.ts'
import { Frame } from '../../ui/frame.tsx'
import { CardIcon, CounterIcon, PassportIcon, PhoneCodeIcon } from '../../ui/icons.tsx'
import { Question } from '../../ui/question.tsx'
import { Row, Rows } from '../../ui/row.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

const pictures: Readonly<Record<MethodId, ReactElement>> = {
  'network-identity': <PhoneCodeIcon />,
  'identity-card': <CardIcon />,
  'travel-document': <PassportIcon />,
  window: <CounterIcon />,
}

/** Which way? All ways are equals: same row, same size, one touch. */
export function Method({ screen, ...props }: ScreenProps<'method'>) {
  const { view, texts, act } = props
  const notes: Readonly<Record<MethodId, string>> = {
    'network-identity':
      screen.subject === 'child' ? texts.method.networkIdentityChildNote : texts.method.networkIdentityNote,
    'identity-card': texts.method.identityCardNote,
    'travel-document': texts.method.travelDocumentNote,
    window: texts.method.windowNote(view.window),
  }
  return (
    <Frame {...props} back leave>
      <Question title={texts.method.title} help={texts.method.help} />
      <Rows count={screen.methods.length}>
        {screen.methods.map((method) => (
          <Row
            key={method}
            picture={pictures[method]}
            title={texts.method.names[method]}
            titleLanguage={
              method === 'network-identity' ? texts.method.networkIdentityLanguage : view.language
            }
            note={notes[method]}
            onPress={() => act({ type: 'choose-method', method })}
          />
        ))}
      </Rows>
    </Frame>
  )
}
