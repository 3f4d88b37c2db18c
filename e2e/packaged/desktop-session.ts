import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { briskly } from '../support/terminal.ts'
import { within } from '../support/within.ts'
import type { Home } from './installed.ts'
import { byNobody } from './no-rights.ts'

const run = promisify(execFile)
/** Longest time (ms) for each of its parts to start. */
const longestStart = 20_000

/** A bus on which nothing starts by itself: the only key ring there is the one that is started here. */
const busConfiguration = (folder: string) => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** A desktop's session with its key ring (GNOME's), unlocked. */
export interface DesktopSession {
  /** What a program needs to find it. */
  readonly environment: Readonly<Record<string, string>>
  /** The secret that this program keeps in the key ring. */
  readonly secretOf: (application: string) => Promise<string>
  readonly stop: () => Promise<void>
}

/**
 * Starts a session in a home.
 * @param keyRing name of the folder in which its key ring lies; it is made when it is not there
 * @param password unlocks that key ring
 */
export async function startDesktopSession(
  home: Home,
  keyRing: string,
  password: string,
): Promise<DesktopSession> {
  const folder = home.makeFolder(`session-${keyRing}`)
  const configuration = join(folder, 'bus.conf')
  writeFileSync(configuration, busConfiguration(folder))
  const start = (command: readonly string[], environment: Readonly<Record<string, string>>) => {
    const [program, ...args] = byNobody(command)
    // GNOME's key ring warns of what is no fault; what is one, is missed on the bus.
    const child = spawn(program, args, { env: environment, stdio: ['pipe', 'pipe', 'ignore'] })
    const ended = once(child, 'exit')
    const stop = async () => {
      child.kill('SIGTERM')
      await ended
    }
    home.atEnd(stop)
    return { stdin: child.stdin, stdout: child.stdout, stop }
  }
  const bus = start(
    ['dbus-daemon', `--config-file=${configuration}`, '--nofork', '--print-address'],
    home.environment,
  )
  const [address] = await within(
    longestStart,
    'the address of the bus',
    once(createInterface({ input: bus.stdout }), 'line'),
  )
  const environment = {
    ...home.environment,
    DBUS_SESSION_BUS_ADDRESS: String(address),
    XDG_CURRENT_DESKTOP: 'GNOME',
  }
  const keyRings = start(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'], {
    ...environment,
    XDG_DATA_HOME: join(home.folder, keyRing),
  })
  keyRings.stdin.end(password)

  const ask = async (command: readonly string[]): Promise<string> => {
    const [program, ...args] = byNobody(command)
    return (await run(program, args, { env: environment, timeout: longestStart })).stdout
  }
  const names = ['--dest=org.freedesktop.DBus', '--print-reply', '/', 'org.freedesktop.DBus.ListNames']
  await expect
    .poll(() => ask(['dbus-send', '--session', ...names]), {
      message: 'the key ring is there',
      timeout: longestStart,
      intervals: briskly,
    })
    .toContain('org.freedesktop.secrets')
  return {
    environment,
    secretOf: (application) => ask(['secret-tool', 'lookup', 'application', application]),
    stop: async () => {
      await keyRings.stop()
      await bus.stop()
    },
  }
}
