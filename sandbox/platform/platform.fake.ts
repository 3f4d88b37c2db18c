import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listen } from '../web/listen.ts'
import { type AdjustableClock, adjustableClock } from './clock.ts'
import { issueDynamicCode } from './dynamic-codes.ts'
import type { FactorName } from './factors/factor.ts'
import { unlimitedRates } from './limits.ts'
import { openPlatform, type Platform, type PlatformOptions } from './platform.ts'
import { createPlatformService } from './service.ts'
import { enrol, type FakeTerminal } from './terminal.fake.ts'
import { issueWalletCode } from './wallet-codes.ts'

/** A whole platform on the loopback, in a folder of its own, with one terminal. */
export interface RunningPlatform {
  readonly folder: string
  readonly clock: AdjustableClock
  readonly terminal: FakeTerminal
  readonly platform: Platform
  readonly url: string
  /** Closes everything and opens it again from the folder. */
  restart(): Promise<void>
  /** Closes everything and removes the folder. */
  end(): Promise<void>
}

/** The SAM that is enrolled with every terminal of a test. */
export const testSam = new Uint8Array(16)

/** @param machine the clock below the one that tests set */
export async function runPlatform(
  machine?: () => number,
  options: PlatformOptions = {},
): Promise<RunningPlatform> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-platform-'))
  const clock = adjustableClock(machine)
  const open = async () => {
    const platform = await openPlatform(folder, clock, {
      sams: [testSam],
      rates: unlimitedRates,
      ...options,
    })
    const service = createPlatformService(platform)
    return { platform, service, url: await listen(service, 0) }
  }
  let { platform, service, url } = await open()
  const close = async () => {
    await service.close()
    await platform.close()
  }
  return {
    folder,
    clock,
    terminal: await enrol(url, platform.enrolmentOffice.code),
    get platform() {
      return platform
    },
    get url() {
      return url
    },
    restart: async () => {
      await close()
      ;({ platform, service, url } = await open())
    },
    end: async () => {
      await close()
      await rm(folder, { recursive: true })
    },
  }
}

/** A code as a phone has it that proved this, at once: for tests of what comes after. */
export function walletCode(
  { platform: { store, clock } }: Pick<RunningPlatform, 'platform'>,
  citizen = 'test-1',
  proven: readonly FactorName[] = [],
  random: (length: number) => Uint8Array = randomBytes,
): string {
  return issueWalletCode(store, clock, random, citizen, proven).code
}

/** The same for the eight digits for one terminal. */
export function dynamicCode(
  { platform: { store, clock } }: Pick<RunningPlatform, 'platform'>,
  citizen: string,
  terminal: string,
  factors: readonly FactorName[] = [],
) {
  const now = clock.now()
  return issueDynamicCode({ store, random: randomBytes }, citizen, terminal, { factors, at: now }, now)
}
