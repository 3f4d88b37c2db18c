import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../tools/lib/paths.mjs'
import { type JournalRow, readJournal } from '../support/journal.ts'
import { type AppProcess, endProcesses, isAlive, processTree } from '../support/processes.ts'
import { within } from '../support/within.ts'
import { byNobody, nobody } from './no-rights.ts'

/** Where `npm run package` leaves the application. */
export const packageFolder = join(root, 'dist', 'linux-unpacked')
/** Where a test's application is installed, as it sees it. */
const program = '/opt/passonly/passonly'

/** Longest time (ms) for a package to be made, on a machine that does other things as well. */
export const longestPackaging = 120_000
/** The same for a terminal to end after it was asked to. */
const longestEnd = 10_000

/** Packages the application, unless nothing has changed since it was packaged last. */
export async function packageApplication(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'tools', 'package.mjs')], {
    cwd: root,
    timeout: longestPackaging,
  })
}

/**
 * Installs a package and the administrator's files, for one process and its children alone: in a mount namespace of its
 * own the package lies in /opt and the files in /etc/passonly, both of root. The machine's own /etc stays as it is.
 * Arguments: package, folder of the administrator's files, command.
 */
const install = `
set -e
package=$1 administrators=$2
shift 2
mount -t tmpfs -o mode=755 passonly /opt
mkdir /opt/passonly /opt/upper /opt/work
mount --bind "$package" /opt/passonly
mount -t overlay -o lowerdir=/etc,upperdir=/opt/upper,workdir=/opt/work passonly /etc
mkdir -p /etc/passonly
mount -t tmpfs -o mode=755 passonly /etc/passonly
cp "$administrators"/* /etc/passonly
chmod 644 /etc/passonly/*
exec "$@"
`

/** The person without rights under whom a terminal runs, with a home that outlives it. */
export interface Home {
  readonly folder: string
  readonly stateFolder: string
  /** The environment of what runs there. */
  readonly environment: Readonly<Record<string, string>>
  /** Makes a folder that belongs to the same user. */
  readonly makeFolder: (name: string) => string
  /** Has something that runs there stopped when the home is left, if it still runs then; the last one first. */
  readonly atEnd: (stop: () => Promise<void>) => void
  /** Leaves nothing running in it, and removes it. */
  readonly leave: () => Promise<void>
}

export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-packaged-'))
  chownSync(folder, nobody, nobody)
  const makeFolder = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path, { mode: 0o700 })
    chownSync(path, nobody, nobody)
    return path
  }
  const { PATH = '' } = process.env
  const stops: (() => Promise<void>)[] = []
  return {
    folder,
    stateFolder: join(folder, '.config', 'passonly'),
    environment: {
      PATH,
      LANG: 'C.UTF-8',
      HOME: folder,
      TMPDIR: makeFolder('tmp'),
      XDG_RUNTIME_DIR: makeFolder('run'),
    },
    makeFolder,
    atEnd: (stop) => {
      stops.unshift(stop)
    },
    leave: async () => {
      for (const stop of stops) await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface InstalledOptions {
  readonly home: Home
  /** Files of /etc/passonly, by name. */
  readonly administrators: Readonly<Record<string, string>>
  readonly arguments?: readonly string[]
  /** Added to the environment of its home. */
  readonly environment?: Readonly<Record<string, string>>
  /** File that is to tell at the end at what its processes listened. */
  readonly trace?: string
}

/** A command whose calls of `listen`, and those of its children, strace writes to a file. It ends as the command does. */
export function tracedTo(file: string, command: readonly string[]): readonly [string, ...string[]] {
  return ['strace', '-f', '--seccomp-bpf', '-e', 'trace=listen', '-o', file, '--', ...command]
}

/** The packaged application, running. */
export interface Installed {
  readonly pid: number
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  hasEnded(): boolean
  /** What it wrote on standard output and error so far. */
  log(): string
  processes(): AppProcess[]
  /** Asks it to end, as systemd does, and waits until it has. */
  readonly stop: () => Promise<void>
}

async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  await once(child, 'close')
  return child.exitCode ?? child.signalCode ?? 'SIGKILL'
}

/** Starts the package as it is installed in a hall. */
export function startInstalled(options: InstalledOptions): Installed {
  const { home, administrators, arguments: args = [], environment, trace } = options
  const folder = mkdtempSync(join(tmpdir(), 'passonly-administrators-'))
  for (const [name, text] of Object.entries(administrators)) writeFileSync(join(folder, name), text)
  const command = byNobody([program, ...args])
  const run = trace === undefined ? command : tracedTo(trace, command)
  const child = spawn('unshare', ['--mount', 'sh', '-c', install, 'install', packageFolder, folder, ...run], {
    cwd: '/',
    env: { ...home.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error('unshare did not start')
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)))
  const ended = endOf(child).finally(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const installed: Installed = {
    pid,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    log: () => log,
    processes: () => processTree(pid),
    stop: async () => {
      const processes = installed.processes()
      child.kill('SIGTERM')
      try {
        await within(longestEnd, 'the end of the packaged application', ended)
      } finally {
        endProcesses(processes.filter((process) => isAlive(process.pid)))
      }
    },
  }
  home.atEnd(installed.stop)
  return installed
}

/**
 * What stands in the journal of whatever ran in this home; nothing while there is none yet. A copy is read: a reader of
 * the file itself could keep a terminal that is starting from opening its journal.
 */
export function journalOf({ stateFolder }: Home): JournalRow[] {
  const copy = mkdtempSync(join(tmpdir(), 'passonly-journal-'))
  try {
    for (const name of ['journal.db', 'journal.db-wal']) {
      const path = join(stateFolder, name)
      if (existsSync(path)) copyFileSync(path, join(copy, name))
    }
    return existsSync(join(copy, 'journal.db')) ? readJournal(join(copy, 'journal.db')) : []
  } catch (error) {
    // What is being written was seen half; the next look sees it whole, and who asks once asks when it is at rest.
    if (/no such table|malformed|ENOENT/.test(String(error))) return []
    throw error
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
