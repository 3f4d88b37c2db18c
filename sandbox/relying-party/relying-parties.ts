import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform/platform.ts'
import type { PartyKind } from '../platform/relying-parties.ts'
import { listen } from '../web/listen.ts'
import type { Page } from '../web/pages.ts'
import { openRelyingParty, type RelyingParty, type RelyingPartySetUp } from './relying-party.ts'
import { siteOf } from './relying-party-sites.ts'
import { createRelyingPartyServer, noticePath } from './server.ts'

/** A relying party's server that listens. */
export interface RunningRelyingParty {
  readonly party: RelyingParty
  /** Address of its site. */
  readonly url: string
  close(): Promise<void>
}

export type RunningRelyingParties = Readonly<Record<PartyKind, RunningRelyingParty>>

export interface RelyingPartiesParts extends Pick<RelyingPartySetUp, 'now' | 'forgetEvery'> {
  readonly platform: Pick<Platform, 'enrolmentOffice' | 'servers' | 'rootFile'>
  /** Address of the platform. */
  readonly platformUrl: string
  /** Address of the wallet page. */
  readonly wallet: string
  /** Each relying party has a folder of its own in it. */
  readonly folder: string
  readonly page: Page
}

/** Starts the servers of the sandbox's relying parties, all at the same time. */
export async function startRelyingParties(parts: RelyingPartiesParts): Promise<RunningRelyingParties> {
  const [hall, hotel, exam, museum, insurer] = await Promise.all([
    start('hall', parts),
    start('hotel', parts),
    start('exam', parts),
    start('museum', parts),
    start('insurer', parts),
  ])
  return { hall, hotel, exam, museum, insurer }
}

async function start(kind: PartyKind, parts: RelyingPartiesParts): Promise<RunningRelyingParty> {
  const { platform, platformUrl, wallet, folder, page, ...times } = parts
  const site = siteOf(kind)
  const { customNumber } = site
  const party = await openRelyingParty({
    site,
    folder: path.join(folder, customNumber),
    platform: platformUrl,
    platformRoot: platform.rootFile,
    codes: {
      server: () => platform.servers.issueCode(customNumber),
      terminals: (count) => platform.enrolmentOffice.issue(count),
    },
    ...times,
  })
  const server: FastifyInstance = createRelyingPartyServer(party, wallet, page)
  const url = await listen(server, 0)
  platform.servers.move(customNumber, `${url}${noticePath}`)
  return {
    party,
    url,
    close: async () => {
      await server.close()
      await party.close()
    },
  }
}
