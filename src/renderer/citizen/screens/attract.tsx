import type { Access } from '../../../shared/access.ts'
import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { ElderIcon, PassportIcon, ServiceIcon } from '../../ui/icons.tsx'
import { TerminalAndPhone } from '../../ui/pictures/terminal-and-phone.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import { Row, Rows } from '../../ui/row.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { Entry } from './entry.tsx'

/** How many services have room; a button beneath them leads to the rest. */
function roomIn({ largeText, lowReach }: Access): number {
  if (lowReach) return largeText ? 2 : 3
  return largeText ? 3 : 4
}

/** Two more choices stand under the services. */
const entriesBelow = 2
/** With so many services there is no room for the promise, and with so many none for a picture. */
const tooManyForPromise = 4
const tooManyForPicture = 3

/** Nobody is there: what can be done here, to begin with at once, and the ways in for those who need another one. */
export function Attract({ screen, ...props }: ScreenProps<'attract'>) {
  const { view, texts, act } = props
  const first = screen.services.slice(0, roomIn(view.access))
  const hasMore = screen.hasMore || first.length < screen.services.length
  const { entries } = texts.visit
  const isShort = screen.services.length < tooManyForPromise
  const straightToWindow = (
    <Button onPress={() => act({ type: 'go-to-window' })}>
      {texts.attract.straightToWindow(view.window)}
    </Button>
  )
  return (
    <Frame {...props} middle="attract" acts={straightToWindow}>
      <Question above={texts.product} title={texts.attract.title} />
      {screen.services.length < tooManyForPicture ? <TerminalAndPhone /> : null}
      <Rows count={isShort ? first.length : first.length + entriesBelow}>
        {first.map(({ id, title, note }) => (
          <Row
            key={id}
            picture={<ServiceIcon />}
            title={title}
            note={note}
            onPress={() => act({ type: 'choose-service', service: id })}
          />
        ))}
      </Rows>
      {hasMore ? (
        <div className="acts">
          <Button onPress={() => act({ type: 'start' })}>{texts.attract.start}</Button>
        </div>
      ) : null}
      <div className="entries">
        <Entry
          picture={<ElderIcon />}
          title={entries.easy}
          note={view.voiceOffered ? entries.easyNote : entries.easySilentNote}
          onPress={() => act({ type: 'start-easy' })}
        />
        {view.language !== 'en' && view.languages.includes('en') ? (
          <Entry
            picture={<PassportIcon />}
            language="en"
            title={entries.foreign}
            note={entries.foreignNote}
            onPress={() => act({ type: 'start', language: 'en' })}
          />
        ) : null}
      </div>
      {isShort ? <PromiseBox text={texts.promise} /> : null}
    </Frame>
  )
}
