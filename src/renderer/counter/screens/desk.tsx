import type { CounterScreenProps } from '../counter-props.ts'
import { FoundPanel } from '../desk/found-panel.tsx'
import { NumberField } from '../desk/number-field.tsx'
import { toneOf } from '../desk/result-words.ts'
import { Side } from '../desk/side.tsx'
import { Stage } from '../desk/stage.tsx'

/** The desk: who is there and how it came out, two thirds of the screen; what was kept so far, the rest. */
export function Desk(props: CounterScreenProps<'desk'>) {
  const { screen } = props
  const tone = screen.result ? toneOf(screen.result) : null
  return (
    <main
      className={['desk', tone ? `tone-${tone}` : ''].filter(Boolean).join(' ')}
      data-step={screen.step.name}
    >
      <NumberField {...props} />
      <Stage {...props} />
      <Side {...props} />
      {screen.found ? <FoundPanel key={screen.found.ticket} {...props} found={screen.found} /> : null}
    </main>
  )
}
