import { setTimeout as pause } from 'node:timers/promises'
import { type AppProcess, isGone } from '../support/processes.ts'
import type { Secret } from './encodings.ts'
import type { Searchable } from './places.ts'
import { type Pages, searchMemory } from './process-memory.ts'
import { searchFor } from './search.ts'

/** The host is waited for no longer (ms). */
const patience = 20_000
/** It runs on so long (ms) between two looks. */
const betweenLooks = 30

/** How the device hosts are waited for. */
export interface Held {
  readonly terminal: Searchable
  /** All, unless said otherwise. */
  readonly pages?: Pages
  /** Does before each look what may be over by the next one. */
  readonly present?: () => Promise<void>
}

/**
 * Waits until the device hosts have all of these secrets in their memory, and holds them still there while something is
 * looked at: a reading goes on for moments, a search takes longer. That they have them shows as well that these are
 * needles which can be found.
 * @throws when they never have
 */
export async function whileHostsHave<Seen>(
  { terminal, pages, present }: Held,
  secrets: readonly Secret[],
  look: () => Seen,
): Promise<Seen> {
  const search = searchFor(secrets)
  const hosts = terminal.processes().filter(({ kind }) => kind === 'device-host')
  const deadline = performance.now() + patience
  for (;;) {
    await present?.()
    signal(hosts, 'SIGSTOP')
    try {
      const found = hosts.flatMap(({ pid }) => [...searchMemory(pid, search, pages).found])
      const missing = secrets.filter(({ name }) => !found.some((needle) => needle.startsWith(`${name} `)))
      if (missing.length === 0) return look()
      if (performance.now() > deadline)
        throw new Error(`no device host ever had: ${missing.map(({ name }) => name).join(', ')}`)
    } finally {
      signal(hosts, 'SIGCONT')
    }
    await pause(betweenLooks)
  }
}

function signal(processes: readonly AppProcess[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, name)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
}
