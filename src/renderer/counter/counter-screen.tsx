import { useEffect, useRef, useState } from 'react'
import type { CounterBridge } from '../../shared/counter/counter-ipc.ts'
import type { CounterView } from '../../shared/counter/counter-view.ts'
import { createSpeaker } from '../ui/sound.ts'
import { usePainted } from '../ui/use-painted.ts'
import { CounterApp } from './counter-app.tsx'
import { counterSoundOf } from './counter-sound.ts'
import { pressByKeys } from './keys.ts'

/** That somebody is there is told no more often (ms). */
const activityEvery = 5_000

/** The rim around the pure screen: takes views from main, sends actions, keeps the clock, the keys and the speaker. */
export function CounterScreen({ bridge }: { readonly bridge: CounterBridge }) {
  const [view, setView] = useState<CounterView | null>(null)
  const now = useSeconds()
  useEffect(() => bridge.onView(setView), [bridge])
  usePainted(bridge, view !== null)
  useSound(view)
  useEffect(() => pressByKeys(window), [])
  useEffect(() => {
    let told = -activityEvery
    const tell = () => {
      const time = performance.now()
      if (time - told < activityEvery) return
      told = time
      bridge.act({ type: 'activity' })
    }
    const events = ['pointerdown', 'keydown'] as const
    for (const type of events) window.addEventListener(type, tell, { passive: true })
    return () => {
      for (const type of events) window.removeEventListener(type, tell)
    }
  }, [bridge])
  useEffect(() => {
    if (view) document.documentElement.lang = view.language
  }, [view])
  return view ? <CounterApp view={view} now={now} act={(action) => bridge.act(action)} /> : null
}

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), 1_000 - (now % 1_000))
    return () => clearTimeout(timer)
  }, [now])
  return now
}

function useSound(view: CounterView | null): void {
  const speaker = useRef<ReturnType<typeof createSpeaker> | null>(null)
  const before = useRef<CounterView | null>(null)
  useEffect(() => {
    const sound = view && counterSoundOf(before.current, view)
    before.current = view
    if (!sound) return
    speaker.current ??= createSpeaker()
    speaker.current.play(sound)
  }, [view])
}
