import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type SandboxReady, sandboxReadySchema } from '../src/shared/sandbox-ready.ts'
import { openBenchDocuments, writeDocumentTrust } from './bench/bench-documents.ts'
import { documentRegister } from './bench/document-register.ts'
import { samNumber } from './bench/sam/virtual-sam.ts'
import { createBenchServer } from './bench/server.ts'
import { openVirtualDevices } from './bench/virtual-devices.ts'
import type { SandboxOptions } from './options.ts'
import type { AuthorityCredentials } from './platform/authority-files.ts'
import { adjustableClock } from './platform/clock.ts'
import { unlimitedRates } from './platform/limits.ts'
import { openPlatform } from './platform/platform.ts'
import { createPlatformService } from './platform/service.ts'
import { openStage, type Stage } from './scenes/stage.ts'
import { workOnThreads } from './platform/sm2-pool.ts'
import { openSwitchableService } from './platform/switchable-service.ts'
import { startRelyingParties } from './relying-party/relying-parties.ts'
import { openPhones } from './wallet/phones.ts'
import { createFourSidesServer } from './four-sides/server.ts'
import { createWalletServer } from './wallet/server.ts'
import { listen } from './web/listen.ts'
import { readPage } from './web/pages.ts'

export interface Sandbox {
  readonly ready: SandboxReady
  close(): Promise<void>
}

/**
 * Starts everything, on the loopback alone.
 * @param pages folder with the built pages, see `readPage`
 * @param onStage hears when another scene was set up
 * @param worker the built thread of the platform, for those who ask for threads
 */
export async function startSandbox(
  options: SandboxOptions,
  pages: string,
  worker?: URL,
  onStage: (stage: Stage) => void = () => undefined,
): Promise<Sandbox> {
  const { folder } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const clock = adjustableClock()
  const documents = openBenchDocuments(new Date())
  const { threads } = options
  const platform = await openPlatform(folder, clock, {
    documents: documentRegister(documents),
    // The bench has one make of reader for all.
    sams: [samNumber()],
    approveByHand: options.approveByHand,
    ...(options.unlimited && { rates: unlimitedRates }),
    ...(threads > 0 &&
      worker && { work: (credentials: AuthorityCredentials) => workOnThreads(credentials, worker, threads) }),
  })
  const service = await openSwitchableService(() => createPlatformService(platform), options.platformPort)
  const documentTrust = await writeDocumentTrust(folder, documents)
  const devices = await openVirtualDevices(options.virtualPort, { documents })

  const phones = openPhones(platform)
  const walletServer = createWalletServer(platform, phones, await readPage(pages, 'wallet'))
  const wallet = await listen(walletServer, options.walletPort)

  const relyingParties = await startRelyingParties({
    platform,
    platformUrl: service.url,
    wallet,
    folder: path.join(folder, 'relying-parties'),
    page: await readPage(pages, 'relying-party'),
  })
  const running = Object.values(relyingParties)

  const bench = { platform, clock, service, phones, devices, documents, wallet }
  const benchServer = createBenchServer(bench, await readPage(pages, 'bench'))
  const benchAddress = await listen(benchServer, options.benchPort)

  const stage = await openStage(
    {
      platform,
      examOffice: relyingParties.exam.party,
      hotel: relyingParties.hotel.party,
      platformUrl: service.url,
      folder,
      terminalFolder: options.terminalFolder,
      counter: options.counter,
      onChange: onStage,
    },
    options.scene,
  )
  const fourSidesServer = createFourSidesServer(
    {
      platform,
      platformFile: platform.databaseFile,
      journalFile: () => {
        const { terminalFolder } = stage.present
        return terminalFolder === null ? null : path.join(terminalFolder, 'journal.db')
      },
      stage,
      relyingParties: running.map(({ party }) => ({ name: party.site.name, file: party.databaseFile })),
    },
    await readPage(pages, 'four-sides'),
  )
  const fourSides = await listen(fourSidesServer, options.fourSidesPort)

  return {
    ready: sandboxReadySchema.parse({
      ready: true,
      platform: service.url,
      wallet,
      bench: benchAddress,
      relyingParties: running.map(({ party: { site }, url }) => ({
        customNumber: site.customNumber,
        name: site.name,
        site: url,
      })),
      fourSides,
      virtualDevicesPort: devices.port,
      folder,
      platformRoot: platform.rootFile,
      documentTrust,
      terminalConfig: stage.present.terminalConfig,
      terminalFolder: stage.present.terminalFolder,
    }),
    close: async () => {
      await Promise.all(running.map((one) => one.close()))
      await Promise.all([
        benchServer.close(),
        walletServer.close(),
        fourSidesServer.close(),
        service.close(),
        devices.close(),
      ])
      await platform.close()
    },
  }
}
