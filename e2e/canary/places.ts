import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type AppProcess, isGone, type OpenFile, openFiles } from '../support/processes.ts'
import type { Terminal } from '../support/terminal.ts'
import { changedFiles } from './changed-files.ts'
import { type Pages, searchMemory } from './process-memory.ts'
import { type Findings, note, type Search } from './search.ts'

const sharedMemory = '/dev/shm'

/** Every file below a folder, at whatever depth. */
export function filesBelow(folder: string): string[] {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

/** Null when the file was removed in between. */
function contentOf(path: string): Uint8Array | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** What is known of a terminal that is searched. */
export interface Searchable {
  processes(): readonly AppProcess[]
  /** All that it can write is in here. */
  readonly folder: string
  /** What it wrote on standard output and error so far. */
  log(): string
  /** The file that holds everything that passed between its processes; null where nobody taps them. */
  readonly ipcRecord: string | null
}

/** How much was searched, so that a search of nothing cannot pass for one that found nothing. */
export interface Searched {
  readonly findings: Findings
  /** Octets searched in each kind of process, and in each other place. */
  readonly amounts: ReadonlyMap<string, number>
}

/**
 * Searches everything that a terminal is, has written and has said: the memory of all of its processes, its folders
 * (state and journal, home, temporary files), the shared memory of the machine, files that its processes hold open
 * elsewhere, its output, and everything that passed between its processes.
 * @param network octets that passed between it and the platform
 */
export function searchTerminal(
  terminal: Searchable,
  search: Search,
  network: Uint8Array,
  pages: Pages = 'all',
): Searched {
  const findings: Findings = {}
  const amounts = new Map<string, number>()
  const lookIn = (kind: string, place: string, bytes: Uint8Array | null) => {
    if (bytes === null) return
    amounts.set(kind, (amounts.get(kind) ?? 0) + bytes.length)
    note(findings, place, search.in(bytes))
  }
  const processes = terminal.processes()
  for (const { pid, kind } of processes) {
    const { complete, bytes, found } = searchMemory(pid, search, pages)
    // A device host may be replaced at any time, and what it held ends with it. Nobody else ends unseen.
    if (!complete && kind !== 'device-host') throw new Error(`${kind} ended while it was searched`)
    amounts.set(`memory of ${kind}`, (amounts.get(`memory of ${kind}`) ?? 0) + bytes)
    note(findings, `memory of ${kind}`, found)
  }
  for (const path of filesBelow(terminal.folder)) {
    lookIn('disk', `disk ${relative(terminal.folder, path)}`, contentOf(path))
  }
  for (const path of filesBelow(sharedMemory))
    lookIn('shared memory', `shared memory ${path}`, contentOf(path))
  for (const { name, path } of writtenElsewhere(processes, terminal.folder)) {
    lookIn('open files', `open file ${name}`, contentOf(path))
  }
  lookIn('log', 'log', Buffer.from(terminal.log()))
  const messages = terminal.ipcRecord === null ? null : contentOf(terminal.ipcRecord)
  lookIn('messages', 'messages between processes', messages)
  lookIn('network', 'network', network)
  return { findings, amounts }
}

/**
 * Searches every file of the machine that was changed since the terminal started, wherever it lies: a program that runs
 * as root can write anywhere.
 * @param except folders of those who may know: the stand-ins of the other side
 */
export function searchMachine(
  { folder, startedAt }: Terminal,
  search: Search,
  except: readonly string[],
): Findings {
  const findings: Findings = {}
  for (const path of changedFiles(startedAt, [folder, ...except])) {
    const content = contentOf(path)
    if (content) note(findings, `file ${path}`, search.in(content))
  }
  return findings
}

/** Files that a process may write to and that are found in no folder: deleted ones, and those of other folders. */
function writtenElsewhere(processes: readonly AppProcess[], folder: string): OpenFile[] {
  return processes
    .flatMap(({ pid }) => openFiles(pid))
    .filter(({ name, path, writable }) => {
      const isHere = name.startsWith(`${folder}/`) && !name.endsWith(' (deleted)')
      return writable && !isHere && isRegular(path)
    })
}

function isRegular(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}
