import type { CounterAction } from '../../shared/counter/counter-ipc.ts'
import type { CounterScreen, CounterView } from '../../shared/counter/counter-view.ts'
import type { CounterTexts } from '../locales/counter.ts'

/** What every part of the counter's screen is given. */
export interface CounterProps {
  readonly view: CounterView
  readonly texts: CounterTexts
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
  readonly act: (action: CounterAction) => void
}

/** A screen's own part of the view beside it. */
export interface CounterScreenProps<Name extends CounterScreen['name']> extends CounterProps {
  readonly screen: Extract<CounterScreen, { readonly name: Name }>
}
