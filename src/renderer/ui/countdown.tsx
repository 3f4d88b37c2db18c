import { useEffect, useState } from 'react'

/** Seconds that run out on the glass; that the time is over main says by its own clock. Not for a screen reader. */
export function Countdown({ seconds }: { readonly seconds: number }) {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (left === 0) return undefined
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <span className="countdown" aria-hidden="true">
      {left}
    </span>
  )
}
