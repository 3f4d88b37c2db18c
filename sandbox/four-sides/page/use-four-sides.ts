import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { AskError, getJson } from '../../web/page/ask.ts'
import type { SceneId } from '../../scenes/scene-ids.ts'
import { checksSchema, type ListedCheck, type Sides, sidesSchema } from '../api.ts'

/** How often (ms) the four stores are read again. */
const askEvery = 1_000

export interface FourSidesState {
  readonly reached: boolean
  /** What everything is set up for. */
  readonly scene: SceneId
  readonly terminal: boolean
  readonly checks: readonly ListedCheck[]
  /** The check that is looked at; the last one until another is chosen. */
  readonly sides: Sides | null
}

const nothing: FourSidesState = { reached: true, scene: 'hall', terminal: true, checks: [], sides: null }

/** Undefined when the server has no such thing any more. @throws AskError when it cannot be asked */
async function ifThere<Schema extends z.ZodType>(url: string, schema: Schema) {
  try {
    return await getJson(url, schema)
  } catch (error) {
    if (error instanceof AskError && error.status === 404) return undefined
    throw error
  }
}

async function readAll(chosen: string | null): Promise<FourSidesState> {
  const { scene, terminal, checks } = await getJson('/api/checks', checksSchema)
  const bizSeq = checks.some((check) => check.bizSeq === chosen) ? chosen : checks[0]?.bizSeq
  const sides = bizSeq ? await ifThere(`/api/sides?bizSeq=${bizSeq}`, sidesSchema) : undefined
  return { reached: true, scene, terminal, checks, sides: sides ?? null }
}

/**
 * Null until the stores have been read once.
 * @param chosen serial number of the check to look at; null: always the last one
 */
export function useFourSides(chosen: string | null): FourSidesState | null {
  const [state, setState] = useState<FourSidesState | null>(null)
  useEffect(() => {
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async () => {
      try {
        const next = await readAll(chosen)
        if (!stopped) setState(next)
      } catch (error) {
        if (!(error instanceof AskError)) throw error
        if (!stopped) setState((before) => ({ ...(before ?? nothing), reached: false }))
      }
      if (!stopped) timer = setTimeout(() => void read(), askEvery)
    }
    void read()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [chosen])
  return state
}
