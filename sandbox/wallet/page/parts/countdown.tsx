import { type Instant, secondsLeft } from '../countdown.ts'
import { useNow } from '../hooks.ts'

/** From so many seconds on the countdown changes its colour. */
const soon = 10

interface BarProps {
  readonly seconds: number
  readonly of: number
  readonly words: string
}

/** Seconds as words and as a bar. It is not read out every second: what matters is announced when it happens. */
export function CountdownBar({ seconds, of, words }: BarProps) {
  return (
    <div className={seconds <= soon ? 'countdown soon' : 'countdown'}>
      <span className="seconds">{words}</span>
      <progress max={of} value={Math.min(seconds, of)} aria-hidden="true" />
    </div>
  )
}

interface CountdownProps {
  readonly expiresAt: number
  readonly instant: Instant
  readonly of: number
  readonly words: (seconds: number) => string
}

export function Countdown({ expiresAt, instant, of, words }: CountdownProps) {
  const seconds = secondsLeft(expiresAt, instant, useNow())
  return <CountdownBar seconds={seconds} of={of} words={words(seconds)} />
}
