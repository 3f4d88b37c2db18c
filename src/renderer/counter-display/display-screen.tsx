import { useEffect, useState } from 'react'
import type { CounterDisplayBridge } from '../../shared/counter/counter-ipc.ts'
import type { CounterDisplayView } from '../../shared/counter/counter-view.ts'
import { usePainted } from '../ui/use-painted.ts'
import { DisplayApp } from './display-app.tsx'

/** The rim around the pure display. It is silent: the counter's own sounds are heard on both sides. */
export function DisplayScreen({ bridge }: { readonly bridge: CounterDisplayBridge }) {
  const [view, setView] = useState<CounterDisplayView | null>(null)
  useEffect(() => bridge.onView(setView), [bridge])
  usePainted(bridge, view !== null)
  useEffect(() => {
    if (view) document.documentElement.lang = view.language
  }, [view])
  return view ? <DisplayApp view={view} act={(action) => bridge.act(action)} /> : null
}
