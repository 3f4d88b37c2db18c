import { useCallback, useEffect, useRef, useState } from 'react'
import { AskError, getJson, postJson } from '../../web/page/ask.ts'
import { newSessionSchema, type Site, siteSchema, type Visit, visitSchema } from '../api.ts'

/** How often (ms) the server is asked how a check goes: soon enough that a page changes while one looks up from the phone. */
const askEvery = 400
/** How often (ms) a server is tried that could not be reached. */
const tryEvery = 1_000
/** The tab's own memory: no other site on this machine is sent what stands in it. */
const kept = 'visit'

/** What a visitor can do, as the server's paths name it. */
export type VisitAct =
  | 'visit'
  | 'checks'
  | 'checks/confirm'
  | 'checks/leave'
  | 'accounts'
  | 'accounts/odd'
  | 'accounts/close'
  | 'sign-out'

export interface VisitState {
  /** Null until the server has answered. */
  readonly site: Site | null
  readonly visit: Visit
  readonly reached: boolean
  /** Whether an act is under way, and its buttons wait. */
  readonly busy: boolean
  readonly act: (act: VisitAct, body?: object) => Promise<void>
}

const nothing: Visit = { check: null, account: null }

async function newSession(): Promise<string> {
  const { session } = await postJson('/api/visits', {}, newSessionSchema)
  sessionStorage.setItem(kept, session)
  return session
}

/** Does something in this tab's visit; one that has ended is followed by a new one, in which nothing was done yet. */
async function ask(act: VisitAct, body: object): Promise<Visit> {
  const session = sessionStorage.getItem(kept) ?? (await newSession())
  try {
    return await postJson(`/api/${act}`, { session, ...body }, visitSchema)
  } catch (error) {
    if (!(error instanceof AskError) || error.status !== 401) throw error
    return postJson('/api/visit', { session: await newSession() }, visitSchema)
  }
}

/** This tab's visit to the site. While a check runs, the server is asked how it goes. */
export function useVisit(): VisitState {
  const [site, setSite] = useState<Site | null>(null)
  const [visit, setVisit] = useState(nothing)
  const [reached, setReached] = useState(true)
  const [busy, setBusy] = useState(false)
  /** What was asked before this is out of date when its answer comes. */
  const latest = useRef(0)

  const send = useCallback(async (act: VisitAct, body: object = {}) => {
    const turn = (latest.current += 1)
    try {
      const answer = await ask(act, body)
      setReached(true)
      if (turn === latest.current) setVisit(answer)
    } catch (error) {
      if (!(error instanceof AskError)) throw error
      setReached(false)
    }
  }, [])

  const act = useCallback(
    async (act: VisitAct, body?: object) => {
      setBusy(true)
      await send(act, body)
      setBusy(false)
    },
    [send],
  )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = async () => {
      try {
        setSite(await getJson('/api/site', siteSchema))
        await send('visit')
      } catch (error) {
        if (!(error instanceof AskError)) throw error
        setReached(false)
        timer = setTimeout(() => void begin(), tryEvery)
      }
    }
    void begin()
    return () => clearTimeout(timer)
  }, [send])

  const runs = visit.check !== null && visit.check.state !== 'done'
  useEffect(() => {
    if (!runs && reached) return undefined
    const timer = setInterval(
      () => {
        if (!busy) void send('visit')
      },
      runs ? askEvery : tryEvery,
    )
    return () => clearInterval(timer)
  }, [runs, reached, busy, send])

  return { site, visit, reached, busy, act }
}
