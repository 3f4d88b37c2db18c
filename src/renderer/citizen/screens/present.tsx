import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { PhoneWays } from './phone-ways.tsx'
import { PresentStage } from './present-stage.tsx'
import { PresentSteps } from './present-steps.tsx'
import { askedFor, presentWords, typedForm } from './present-words.ts'
import { Typing } from './typing.tsx'

/** Show, scan or lay down what was chosen: how, whether its reader is ready, and what became of the last try. */
export function Present({ screen, ...props }: ScreenProps<'present'>) {
  const { view, texts, act } = props
  const { reader, hint, approval } = screen
  if (screen.typing === 'open') return <Typing {...props} screen={screen} />
  const asked = askedFor(screen)
  const words = presentWords(texts, asked, screen.turn)
  const form = typedForm(screen)
  const isAbsent = reader === 'absent'
  const isApproving = approval !== null && approval.state !== 'unavailable'
  const leadsToWindow = (isAbsent && !isApproving) || hint === 'card-unusable' || hint === 'document-unusable'
  // Without its reader a document is of no use, whatever is typed; a code is.
  const mayType = screen.typing === 'offered' && !(isAbsent && asked === 'document-key')
  const acts = (
    <>
      <Button main={leadsToWindow} onPress={() => act({ type: 'go-to-window' })}>
        {leadsToWindow || mayType ? texts.dock.goToWindow(view.window) : words.without(view.window)}
      </Button>
      {mayType ? (
        <Button main={form === 'phone-approval'} onPress={() => act({ type: 'type-in' })}>
          {texts.typing[form].offer}
        </Button>
      ) : null}
    </>
  )
  return (
    <Frame {...props} middle={approval ? 'phone' : ''} acts={acts} back leave>
      <Question title={words.title} {...(words.help !== undefined && { help: words.help })} />
      {approval ? (
        <PhoneWays screen={screen} approval={approval} window={view.window} texts={texts} />
      ) : (
        <>
          {isAbsent ? null : <PresentSteps steps={words.steps} at={words.step} />}
          <PresentStage screen={screen} window={view.window} texts={texts} />
        </>
      )}
      <PromiseBox text={words.promise} />
    </Frame>
  )
}
