import { useEffect, useMemo, useRef, useState } from 'react'
import type { CitizenBridge } from '../../shared/ipc.ts'
import type { JourneyView } from '../../shared/journey-view.ts'
import { createSpeaker } from '../ui/sound.ts'
import { CitizenApp } from './citizen-app.tsx'
import { oneActionPerTouch, quietActivity } from './touch-gate.ts'
import { soundOf } from './screen-sound.ts'
import { useClock } from './use-clock.ts'

const monotonic = (): number => performance.now()

/** The rim around the pure screen: takes views from main, sends actions, keeps the clock and the speaker. */
export function CitizenScreen({ bridge }: { readonly bridge: CitizenBridge }) {
  const [view, setView] = useState<JourneyView | null>(null)
  const now = useClock()
  const act = useMemo(() => oneActionPerTouch((action) => bridge.act(action), monotonic), [bridge])
  useEffect(() => bridge.onView(setView), [bridge])
  usePaintedReport(bridge, view !== null)
  useSounds(view)
  useEffect(() => {
    const report = quietActivity(() => bridge.act({ type: 'activity' }), monotonic)
    const events = ['pointerdown', 'wheel', 'keydown'] as const
    for (const type of events) window.addEventListener(type, report, { passive: true })
    return () => {
      for (const type of events) window.removeEventListener(type, report)
    }
  }, [bridge])
  useEffect(() => {
    if (view) document.documentElement.lang = view.language
  }, [view])
  return view ? <CitizenApp view={view} now={now} act={(action) => act(view.screen.name, action)} /> : null
}

/** Tells main once that the first view stands on the glass: the second frame begins after the first was drawn. */
function usePaintedReport(bridge: CitizenBridge, drawn: boolean): void {
  useEffect(() => {
    if (!drawn) return undefined
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => bridge.painted())
    })
    return () => cancelAnimationFrame(frame)
  }, [bridge, drawn])
}

function useSounds(view: JourneyView | null): void {
  const speaker = useRef<ReturnType<typeof createSpeaker> | null>(null)
  const before = useRef<JourneyView | null>(null)
  useEffect(() => {
    const sound = view && soundOf(before.current, view)
    before.current = view
    if (!sound) return
    speaker.current ??= createSpeaker()
    speaker.current.play(sound)
  }, [view])
}
