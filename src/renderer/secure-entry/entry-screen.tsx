import { useEffect, useMemo, useState } from 'react'
import type { EntryBridge, EntryManner } from '../../shared/entry-bridge.ts'
import type { EntryState } from '../../shared/secure-entry.ts'
import { quietActivity } from '../citizen/touch-gate.ts'
import { cryptoOctet, digitOrder, randomBelow } from './digit-order.ts'
import { EntryApp } from './entry-app.tsx'

const monotonic = (): number => performance.now()

/** The rim around the pure view: takes states from the device host, sends keys there, and shuffles the digits once. */
export function EntryScreen({ bridge }: { readonly bridge: EntryBridge }) {
  const [shown, setShown] = useState<{ readonly manner: EntryManner; readonly state: EntryState } | null>(
    null,
  )
  useEffect(() => {
    const report = quietActivity(() => bridge.activity(), monotonic)
    // What is typed on a hardware keypad is known here by its count alone; it too says that somebody is there.
    const stop = bridge.onState((manner, state) => {
      setShown({ manner, state })
      report()
    })
    const heard = (event: Event) => {
      // Something may lie on a key: held down it says nothing of anybody.
      if (!(event instanceof KeyboardEvent && event.repeat)) report()
    }
    const events = ['pointerdown', 'keydown'] as const
    for (const type of events) window.addEventListener(type, heard, { passive: true })
    return () => {
      stop()
      for (const type of events) window.removeEventListener(type, heard)
    }
  }, [bridge])
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  useEffect(() => bridge.onWarning(setSecondsLeft), [bridge])
  const language = shown?.manner.language
  useEffect(() => {
    if (language) document.documentElement.lang = language
  }, [language])
  const shuffled = shown?.manner.shuffled
  const digits = useMemo(() => digitOrder(shuffled === false ? null : randomBelow(cryptoOctet)), [shuffled])
  if (!shown) return null
  return (
    <EntryApp
      state={shown.state}
      language={shown.manner.language}
      access={shown.manner.access}
      accent={shown.manner.accent}
      secondsLeft={secondsLeft}
      digits={digits}
      press={(key) => bridge.press(key)}
      leave={() => bridge.leave()}
    />
  )
}
