import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app } from 'electron'
import type { TerminalConfig } from '../../shared/config.ts'
import { platformRootPath } from '../../shared/platform-root.ts'
import { administratorsFolder, configurationPath } from './configuration-path.ts'
import { loadTerminalConfig } from './load-config.ts'

/** Everything about this terminal that stands outside the program. */
export interface Settings {
  readonly config: TerminalConfig
  readonly journalPath: string
  /** Where it is kept how far windows have counted today. */
  readonly slipsPath: string
  /** Where the terminal's key and certificates are kept. */
  readonly identityPath: string
  readonly platformRootPath: string
  /** What a counter keeps: whom the hall let in, the roster, and how many wrong PINs there were. */
  readonly counter: { readonly hallPath: string; readonly rosterPath: string; readonly lockOutPath: string }
  /** Loopback port of the device bench; development only. */
  readonly virtualDevicesPort: number | undefined
  /** The whole environment of a device host. */
  readonly deviceHostEnvironment: Readonly<Record<string, string>>
  /** The code for a first enrolment; null when there is none. */
  readonly enrolmentCode: () => Promise<string | null>
}

/**
 * Reads where this terminal's files are, and its configuration.
 *
 * A shipping build takes them from /etc/passonly alone. A development build is told by its environment:
 * `PASSONLY_CONFIG`, `PASSONLY_PLATFORM_ROOT`, `PASSONLY_DOCUMENT_TRUST`, `PASSONLY_ENROLMENT_CODE` and
 * `PASSONLY_VIRTUAL_DEVICES`; of recordings by `PASSONLY_VOICE` (src/main/shell/voice-files.ts). `PCSCLITE_CSOCK_NAME` names the socket of another PC/SC service than the system's.
 * @throws ConfigurationError
 */
export function loadSettings(): Settings {
  const state = app.getPath('userData')
  const places = __DEVELOPMENT__ ? developmentPlaces(process.env) : shippingPlaces()
  return {
    config: loadTerminalConfig(configurationPath()),
    journalPath: join(state, 'journal.db'),
    slipsPath: join(state, 'slips.json'),
    identityPath: join(state, 'terminal-identity.json'),
    counter: {
      hallPath: join(state, 'hall.db'),
      rosterPath: join(state, 'roster.db'),
      lockOutPath: join(state, 'counter-lock.json'),
    },
    ...places,
  }
}

type Places = Omit<Settings, 'config' | 'journalPath' | 'slipsPath' | 'identityPath' | 'counter'>

function shippingPlaces(): Places {
  return {
    platformRootPath,
    virtualDevicesPort: undefined,
    deviceHostEnvironment: {},
    enrolmentCode: () => readCode(join(administratorsFolder, 'enrolment-code')),
  }
}

/** What a device host of a development build is told, beside the commands that it gets. */
const toldToHosts = ['PASSONLY_PLATFORM_ROOT', 'PASSONLY_DOCUMENT_TRUST', 'PCSCLITE_CSOCK_NAME'] as const

function deviceHostEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    toldToHosts.flatMap((name) => {
      const value = environment[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function developmentPlaces(environment: NodeJS.ProcessEnv): Places {
  const root = environment['PASSONLY_PLATFORM_ROOT'] ?? ''
  const port = environment['PASSONLY_VIRTUAL_DEVICES']
  return {
    platformRootPath: root,
    virtualDevicesPort: port === undefined ? undefined : Number(port),
    deviceHostEnvironment: deviceHostEnvironment(environment),
    enrolmentCode: async () => environment['PASSONLY_ENROLMENT_CODE'] ?? null,
  }
}

/** A code that cannot be read is as good as none: the terminal says that it is not enrolled. */
async function readCode(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
