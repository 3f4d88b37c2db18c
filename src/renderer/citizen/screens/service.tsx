import { lookUpFrom } from '../../../shared/journey-view.ts'
import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { ServiceIcon } from '../../ui/icons.tsx'
import { Question } from '../../ui/question.tsx'
import { Row, Rows } from '../../ui/row.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { Catalogue } from './catalogue.tsx'

/** What are you here for? Few services stand on one screen; many are looked up. */
export function Service({ screen, ...props }: ScreenProps<'service'>) {
  const { view, texts, act } = props
  if (screen.services.length >= lookUpFrom) return <Catalogue {...props} services={screen.services} />
  const window = (
    <Button onPress={() => act({ type: 'go-to-window' })}>{texts.dock.goToWindow(view.window)}</Button>
  )
  return (
    <Frame {...props} acts={window} back leave>
      <Question title={texts.service.title} help={texts.service.help} />
      <Rows count={screen.services.length}>
        {screen.services.map(({ id, title, note }) => (
          <Row
            key={id}
            picture={<ServiceIcon />}
            title={title}
            note={note}
            onPress={() => act({ type: 'choose-service', service: id })}
          />
        ))}
      </Rows>
    </Frame>
  )
}
