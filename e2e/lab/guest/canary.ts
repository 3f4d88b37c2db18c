import { randomBytes } from 'node:crypto'
import { whileHostsHave } from '../../canary/held-host.ts'
import type { Secret } from '../../canary/encodings.ts'
import { searchTerminal } from '../../canary/places.ts'
import { forgetWrites } from '../../canary/process-memory.ts'
import { searchFor } from '../../canary/search.ts'
import type { Lab } from './lab.ts'

/*
 * The canary's search (e2e/canary), for the drivers that have a device only here. What passes between the processes and
 * to the platform is not recorded in the guest; that is the same for every driver, and is searched where it is.
 */
const network = new Uint8Array(0)

/** All that has to have been looked into. */
const searchedPlaces = ['main', 'renderer', 'service', 'device-host'].map((kind) => `memory of ${kind}`)

/** Reading all memory takes an emulated processor several times as long. */
const pages = 'written'

/** What is to be found, or not to be, after it was presented. */
export interface Canary {
  /**
   * Waits until a device host has all of these secrets: what is looked for later is something that can be found.
   * @param present does before each look what may be over by the next one
   */
  expectInHost(secrets: readonly Secret[], present?: () => Promise<void>): Promise<void>
  /** Finds these secrets nowhere, and by the same search something that is planted in the page. */
  expectNothingLeft(secrets: readonly Secret[]): Promise<void>
}

/** Begins before a secret is presented for the first time. */
export function watchMemory({ terminal }: Lab): Canary {
  for (const { pid } of terminal.processes()) forgetWrites(pid)
  return {
    expectInHost: (secrets, present = async () => undefined) =>
      whileHostsHave({ terminal, pages, present }, secrets, () => undefined),
    expectNothingLeft: async (secrets) => {
      const planted = { name: 'planted', text: randomBytes(24).toString('base64url') }
      await terminal.leak(planted.text)
      const search = searchFor([...secrets, planted])
      const { findings, amounts } = searchTerminal(terminal, search, network, pages)
      const isPlanted = (needle: string) => needle.startsWith(`${planted.name} `)
      const left = Object.entries(findings).filter(([, needles]) => !needles.every(isPlanted))
      if (left.length > 0) throw new Error(`left: ${JSON.stringify(left)}`)
      if (findings['memory of renderer'] === undefined) throw new Error('what was planted was not found')
      const unsearched = searchedPlaces.filter((place) => (amounts.get(place) ?? 0) === 0)
      if (unsearched.length > 0) throw new Error(`not searched: ${unsearched.join()}`)
    },
  }
}
