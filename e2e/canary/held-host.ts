import { setTimeout as pause } from 'node:timers/promises'
import { type AppProcess, isGone } from '../support/processes.ts'
import type { Secret } from './encodings.ts'
import { type Searchable, type Searched, searchTerminal } from './places.ts'
import { searchMemory } from './process-memory.ts'
import { searchFor } from './search.ts'

/** The host is waited for no longer (ms). */
const patience = 20_000
/** It runs on so long (ms) between two looks. */
const betweenLooks = 30

/** What a search covers besides the terminal itself. */
export interface Held {
  readonly terminal: Searchable
  /** Octets that passed between it and the platform. */
  readonly network: Uint8Array
  /** Does before each look what may be over by the next one. */
  readonly present?: () => Promise<void>
}

/**
 * Waits until the device hosts have all of these secrets in their memory, holds them still there, and searches
 * everything: a reading goes on for moments, a search takes longer. That they have them shows as well that these are
 * needles which can be found.
 * @throws when they never have
 */
export async function searchWhileHeld(held: Held, secrets: readonly Secret[]): Promise<Searched> {
  const search = searchFor(secrets)
  const hosts = held.terminal.processes().filter(({ kind }) => kind === 'device-host')
  const deadline = performance.now() + patience
  for (;;) {
    await held.present?.()
    signal(hosts, 'SIGSTOP')
    try {
      const found = hosts.flatMap(({ pid }) => [...searchMemory(pid, search).found])
      const missing = secrets.filter(({ name }) => !found.some((needle) => needle.startsWith(`${name} `)))
      if (missing.length === 0) return searchTerminal(held.terminal, search, held.network)
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
