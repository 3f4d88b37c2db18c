import { Frame } from '../../ui/frame.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { typingInstructions } from '../../voice/typing-instructions.ts'
import { typedForm } from './present-words.ts'

/**
 * While digits are typed in the view that covers the lower part: what is typed, and what is needed for it. There is
 * nothing to touch here, and nothing below that could be covered.
 */
export function Typing({ screen, ...props }: ScreenProps<'present'>) {
  const { terminal } = screen
  const { typing, promise } = props.texts
  const form = typedForm(screen)
  const spoken = props.view.access.voice ? (
    <Instructions sentences={typingInstructions(props.texts, form)} />
  ) : null
  if (form === 'phone-approval') {
    const { title, help } = typing[form]
    return (
      <Frame {...props} beside="typing">
        <Question title={title} help={help} />
        {spoken}
        <PromiseBox text={promise} />
      </Frame>
    )
  }
  if (form === 'document-key') {
    const { title, help, promise } = typing['document-key']
    return (
      <Frame {...props} beside="typing">
        <Question title={title} help={help} />
        {spoken}
        <PromiseBox text={promise} />
      </Frame>
    )
  }
  const { title, help, terminal: label } = typing['dynamic-code']
  return (
    <Frame {...props} beside="typing">
      <Question title={title} help={help} />
      {terminal === null ? null : <TerminalNumber label={label} number={terminal} />}
      {spoken}
    </Frame>
  )
}

/** For the voice alone, which reads what stands on the screen: who sees finds it in the view below. */
function Instructions({ sentences }: { readonly sentences: readonly string[] }) {
  return sentences.map((sentence) => (
    <p key={sentence} className="announcement">
      {sentence}
    </p>
  ))
}

/** Eight digits in two groups of four, which people copy without losing their place. */
function TerminalNumber({ label, number }: { readonly label: string; readonly number: string }) {
  return (
    <p className="terminal-number">
      <span>{label}</span>
      <strong>
        <span>{number.slice(0, 4)}</span> <span>{number.slice(4)}</span>
      </strong>
    </p>
  )
}
