import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform/platform.ts'
import { listen } from '../web/listen.ts'
import type { Page } from '../web/pages.ts'
import { openRelyingParty, type RelyingParty, type RelyingPartySetUp } from './relying-party.ts'
import { type RelyingPartySite, relyingPartySites } from './relying-party-sites.ts'
import { createRelyingPartyServer, noticePath } from './server.ts'

/** A relying party's server that listens. */
export interface RunningRelyingParty {
  readonly party: RelyingParty
  /** As the platform has it. */
  readonly name: string
  /** Address of its site. */
  readonly url: string
  close(): Promise<void>
}

export interface RelyingPartiesParts extends Pick<RelyingPartySetUp, 'now' | 'forgetEvery'> {
  readonly platform: Pick<Platform, 'enrolmentOffice' | 'servers' | 'rootFile' | 'store'>
  /** Address of the platform. */
  readonly platformUrl: string
  /** Address of the wallet page. */
  readonly wallet: string
  /** Each relying party has a folder of its own in it. */
  readonly folder: string
  readonly page: Page
}

/** Starts the sandbox's relying parties, one after the other: there is one enrolment code at a time. */
export async function startRelyingParties(
  parts: RelyingPartiesParts,
  sites: readonly RelyingPartySite[] = relyingPartySites,
): Promise<readonly RunningRelyingParty[]> {
  const running: RunningRelyingParty[] = []
  for (const site of sites) running.push(await start(site, parts))
  return running
}

async function start(site: RelyingPartySite, parts: RelyingPartiesParts): Promise<RunningRelyingParty> {
  const { platform, platformUrl, wallet, folder, page, ...times } = parts
  const { customNumber } = site
  const party = await openRelyingParty({
    site,
    folder: path.join(folder, customNumber),
    platform: platformUrl,
    platformRoot: platform.rootFile,
    codes: {
      server: () => platform.servers.issueCode(customNumber),
      terminal: () => platform.enrolmentOffice.code,
    },
    ...times,
  })
  const server: FastifyInstance = createRelyingPartyServer(party, wallet, page)
  const url = await listen(server, 0)
  platform.servers.move(customNumber, `${url}${noticePath}`)
  return {
    party,
    name: platform.store.registry.relyingPartyName(customNumber) ?? customNumber,
    url,
    close: async () => {
      await server.close()
      await party.close()
    },
  }
}
