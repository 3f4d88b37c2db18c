import path from 'node:path'
import { readApprovalCode } from '../../src/shared/approval-code.ts'
import type { FactorPresentation } from '../platform/factors/factor.ts'
import { type RunningPlatform, runPlatform } from '../platform/platform.fake.ts'
import type { Platform } from '../platform/platform.ts'
import { postJson } from '../platform/terminal.fake.ts'
import { newSessionSchema, type Visit, visitSchema } from './api.ts'
import {
  type RunningRelyingParties,
  type RunningRelyingParty,
  startRelyingParties,
} from './relying-parties.ts'
import type { CheckPurpose } from './relying-party-sites.ts'

/** A platform and the sandbox's relying parties, each at a port of its own. */
export interface RunningParties extends RunningRelyingParties {
  readonly platform: RunningPlatform
  /** Closes the relying parties and opens them again from their folders. */
  restart(): Promise<void>
  end(): Promise<void>
}

export async function runParties(): Promise<RunningParties> {
  const platform = await runPlatform()
  const start = () =>
    startRelyingParties({
      platform: platform.platform,
      platformUrl: platform.url,
      wallet: 'http://127.0.0.1:1/',
      folder: path.join(platform.folder, 'relying-parties'),
      page: new Map(),
      now: () => platform.clock.now(),
    })
  let parties = await start()
  const close = () => Promise.all(Object.values(parties).map((one) => one.close()))
  return {
    platform,
    get hall() {
      return parties.hall
    },
    get hotel() {
      return parties.hotel
    },
    get exam() {
      return parties.exam
    },
    get museum() {
      return parties.museum
    },
    get insurer() {
      return parties.insurer
    },
    restart: async () => {
      await close()
      parties = await start()
    },
    end: async () => {
      await close()
      await platform.end()
    },
  }
}

/** What a phone does with the code on a page. @returns the two digits that it then shows */
export async function phoneApproves(
  platform: Platform,
  code: string,
  citizen: string,
  ...presentations: FactorPresentation[]
): Promise<string> {
  const { anchor } = platform.openApproval(citizen, readCode(code))
  return (await platform.approveApproval(citizen, anchor, presentations)).digits
}

export function readCode(text: string) {
  const code = readApprovalCode(text)
  if (!code) throw new Error('no approval code')
  return code
}

/** Somebody's browser at a relying party's site. */
export async function enterSite({ url }: Pick<RunningRelyingParty, 'url'>) {
  const entered = await postJson(`${url}/api/visits`, {})
  const { session } = newSessionSchema.parse(await entered.json())
  const act = async (path: string, body: object = {}): Promise<Visit> => {
    const response = await postJson(`${url}${path}`, { session, ...body })
    return visitSchema.parse(await response.json())
  }
  const look = () => act('/api/visit')
  /** Looks until the check is in a state; the server hears of a phone by itself. */
  const until = async (state: NonNullable<Visit['check']>['state']): Promise<Visit> => {
    for (;;) {
      const visit = await look()
      if (visit.check?.state === state) return visit
      if (visit.check?.state === 'done') throw new Error(`done: ${visit.check.outcome}`)
    }
  }
  /** @returns the code on the page */
  const begin = async (purpose: CheckPurpose): Promise<string> => {
    const { check } = await act('/api/checks', { purpose, language: 'zh-CN' })
    if (check?.state !== 'waiting') throw new Error(`no code: ${JSON.stringify(check)}`)
    return check.code
  }
  const type = async (digits: string): Promise<Visit> => {
    await until('approved')
    return act('/api/checks/confirm', { digits })
  }
  return { session, act, look, until, begin, type }
}
