import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { PresentStage } from './present-stage.tsx'

/** Show the code: how, whether the scanner is ready, and what became of the last try. */
export function Present({ screen, ...props }: ScreenProps<'present'>) {
  const { view, texts, act } = props
  const { open, show } = texts.present.steps
  const isAbsent = screen.scanner === 'absent'
  const window = (
    <Button main={isAbsent} onPress={() => act({ type: 'go-to-window' })}>
      {isAbsent ? texts.dock.goToWindow(view.window) : texts.present.noCode(view.window)}
    </Button>
  )
  return (
    <Frame {...props} acts={window} back leave>
      <Question title={texts.present.title} />
      {isAbsent ? null : (
        <ol className="how">
          {[open, show].map((words, index) => (
            <li key={words}>
              <span className="number" aria-hidden="true">
                {index + 1}
              </span>
              {words}
            </li>
          ))}
        </ol>
      )}
      <PresentStage scanner={screen.scanner} hint={screen.hint} window={view.window} texts={texts} />
      <PromiseBox text={texts.promise} />
    </Frame>
  )
}
