import { useEffect } from 'react'

/** Tells main once that the first view stands on the glass: the second frame begins after the first was drawn. */
export function usePainted(bridge: { readonly painted: () => void }, drawn: boolean): void {
  useEffect(() => {
    if (!drawn) return undefined
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => bridge.painted())
    })
    return () => cancelAnimationFrame(frame)
  }, [bridge, drawn])
}
