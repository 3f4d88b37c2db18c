import type { Delays } from '../../shared/config.ts'
import type { RecordEvent } from '../../shared/events.ts'
import { PlatformRootError } from '../../shared/platform-root.ts'
import type { Settings } from '../config/settings.ts'
import type { Enrolled } from '../devices/presentation.ts'
import type { Serviceability } from '../health/serviceability.ts'
import { createTerminalKeyStore } from './key-store.ts'
import type { PlatformGateway } from './platform-gateway.ts'
import { type PlatformRoot, readPlatformRoot } from './platform-root.ts'
import { openPlatformSession, type PlatformSession } from './platform-session.ts'
import { createSystemSeal } from './system-seal.ts'

export interface Platform {
  /** Loads this terminal's identity, or enrols it. */
  readonly start: () => void
  readonly enrolled: () => Enrolled | null
  readonly gateway: () => PlatformGateway | null
  /** Whether its certificates chain to a sandbox's root, so that every screen says TEST. */
  readonly isTest: () => boolean
  readonly close: () => void
}

export interface OpenPlatformParts {
  readonly settings: Settings
  readonly delays: Delays
  readonly record: RecordEvent
  readonly serviceability: Serviceability
}

/** The platform as this terminal's settings name it. Without a root to trust it there is none. */
export function openPlatform({ settings, delays, record, serviceability }: OpenPlatformParts): Platform {
  const root = rootOrNull(settings, record)
  serviceability.note('root', root === null)
  let session: PlatformSession | null = null
  return {
    start() {
      if (root === null || session) return
      session = openPlatformSession({
        platform: settings.config.platform,
        root,
        keyStore: createTerminalKeyStore(
          settings.identityPath,
          __DEVELOPMENT__ ? { kind: 'development' } : { kind: 'system', seal: createSystemSeal() },
        ),
        enrolmentCode: settings.enrolmentCode,
        record,
        limit: delays.verification,
        now: Date.now,
        onServiceable: (serviceable) => {
          serviceability.note('platform', !serviceable)
        },
      })
    },
    enrolled: () => session?.identity() ?? null,
    gateway: () => session?.gateway() ?? null,
    isTest: () => root?.isTest ?? false,
    close: () => {
      session?.close()
    },
  }
}

function rootOrNull({ platformRootPath }: Settings, record: RecordEvent): PlatformRoot | null {
  try {
    return readPlatformRoot(platformRootPath, __DEVELOPMENT__)
  } catch (error) {
    if (!(error instanceof PlatformRootError)) throw error
    record('terminal.root.unusable', { fault: error.fault })
    return null
  }
}
