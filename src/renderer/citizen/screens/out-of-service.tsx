import { openingText } from '../../locales/opening-text.ts'
import { Frame } from '../../ui/frame.tsx'
import { ClosedHall } from '../../ui/pictures/closed-hall.tsx'
import { RestingTerminal } from '../../ui/pictures/resting-terminal.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'

/** The machine can check nobody, and the window can; or the hall is closed, its windows too. */
export function OutOfService({ screen: { rest }, ...props }: ScreenProps<'out-of-service'>) {
  const { view, texts, now } = props
  const isClosed = rest.cause === 'hours'
  return (
    <Frame {...props} middle="centred">
      {isClosed ? <ClosedHall /> : <RestingTerminal />}
      {isClosed ? (
        <Question
          title={texts.closed.title}
          help={openingText(view.language, texts.closed, rest.opens, now)}
        />
      ) : (
        <Question title={texts.outOfService.title} help={texts.outOfService.help(view.window)} />
      )}
    </Frame>
  )
}
