import { useCallback, useEffect, useRef, useState } from 'react'
import { phoneSchema } from '../api.ts'
import type { Seen } from './countdown.ts'
import { ask, type Refused } from './wallet-client.ts'

/** The phone asks the platform this often (ms) what became of its code, and moves its countdown this often. */
const askEvery = 1_000
const tickEvery = 200

/** The page's own clock (ms), as often as a countdown moves. */
export function useNow(): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), tickEvery)
    return () => clearInterval(timer)
  }, [])
  return now
}

export interface WatchedPhone {
  readonly seen: Seen | null
  readonly reachable: boolean
  /** Asks at once, for what was just changed. */
  readonly refresh: () => Promise<void>
}

/**
 * What a phone shows of one credential, asked for every second.
 * @param by whose phone it is
 * @param onRefused the credential is gone, or is not this phone's any more
 */
export function usePhone(
  citizen: string | null,
  by: string | null,
  onRefused: (refused: Refused) => void,
): WatchedPhone {
  const [known, setKnown] = useState<{ readonly citizen: string; readonly seen: Seen } | null>(null)
  const [reachable, setReachable] = useState(true)
  const refused = useRef(onRefused)
  useEffect(() => {
    refused.current = onRefused
  })
  const asked = useRef(0)
  const refresh = useCallback(async () => {
    if (citizen === null || by === null) return
    asked.current += 1
    const turn = asked.current
    const answer = await ask('/api/phone', { citizen, by }, phoneSchema)
    // An answer that another question overtook tells of what was before.
    if (turn !== asked.current) return
    const isUnreachable = !answer.ok && answer.refused === 'unreachable'
    setReachable(!isUnreachable)
    if (answer.ok) setKnown({ citizen, seen: { phone: answer.value, at: performance.now() } })
    else if (!isUnreachable) refused.current(answer.refused)
  }, [citizen, by])
  useEffect(() => {
    const first = setTimeout(() => void refresh())
    const timer = setInterval(() => void refresh(), askEvery)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
      // Whoever asked for another citizen hears nothing any more.
      asked.current += 1
    }
  }, [refresh])
  return { seen: known?.citizen === citizen ? known.seen : null, reachable, refresh }
}
