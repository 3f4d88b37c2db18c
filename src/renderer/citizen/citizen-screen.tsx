import { useEffect, useMemo, useRef, useState } from 'react'
import type { CitizenBridge } from '../../shared/ipc.ts'
import type { JourneyView } from '../../shared/journey-view.ts'
import { createSpeaker, lengthOf } from '../ui/sound.ts'
import { useVoice } from '../voice/use-voice.ts'
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
    const heard = (event: Event) => {
      // Something may lie on a key: held down it says nothing of anybody.
      if (event instanceof KeyboardEvent && event.repeat) return
      const { target } = event
      // The question whether somebody is there has its own answers, and goes with the touch that would give one.
      if (!(target instanceof Element && target.closest('[role="alertdialog"]'))) report()
    }
    const events = ['pointerdown', 'wheel', 'keydown'] as const
    for (const type of events) window.addEventListener(type, heard, { passive: true })
    return () => {
      for (const type of events) window.removeEventListener(type, heard)
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

/** A change's sound, and then the voice, where it is on. */
function useSounds(view: JourneyView | null): void {
  const speaker = useRef<ReturnType<typeof createSpeaker> | null>(null)
  const before = useRef<JourneyView | null>(null)
  const milliseconds = useRef(0)
  useEffect(() => {
    const sound = view && soundOf(before.current, view)
    before.current = view
    milliseconds.current = sound ? lengthOf(sound) * 1000 : 0
    if (!sound) return
    speaker.current ??= createSpeaker()
    speaker.current.play(sound)
  }, [view])
  useVoice(view, milliseconds)
}
