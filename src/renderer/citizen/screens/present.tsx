import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { PresentStage } from './present-stage.tsx'
import { presentWords } from './present-words.ts'

/** Show the code or lay down the card: how, whether its reader is ready, and what became of the last try. */
export function Present({ screen, ...props }: ScreenProps<'present'>) {
  const { view, texts, act } = props
  const { method, reader, hint } = screen
  const words = presentWords(texts, method)
  const isAbsent = reader === 'absent'
  const leadsToWindow = isAbsent || hint === 'card-unusable'
  const window = (
    <Button main={leadsToWindow} onPress={() => act({ type: 'go-to-window' })}>
      {leadsToWindow ? texts.dock.goToWindow(view.window) : words.without(view.window)}
    </Button>
  )
  return (
    <Frame {...props} acts={window} back leave>
      <Question title={words.title} />
      {isAbsent ? null : (
        <ol className="how">
          {words.steps.map((step, index) => (
            <li key={step}>
              <span className="number" aria-hidden="true">
                {index + 1}
              </span>
              {step}
            </li>
          ))}
        </ol>
      )}
      <PresentStage method={method} reader={reader} hint={hint} window={view.window} texts={texts} />
      <PromiseBox text={words.promise} />
    </Frame>
  )
}
