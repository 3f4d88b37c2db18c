import { randomBytes } from 'node:crypto'
import type { ApplicationForm } from '../platform/citizens/application-form.ts'

/** An application of somebody of 14 to 17 that waits on this phone for a guardian's consent on the guardian's own. */
export interface WaitingApplication {
  readonly id: string
  readonly form: ApplicationForm
  /** Citizens who may consent. */
  readonly guardians: readonly string[]
  readonly state: 'waiting' | 'declined' | { readonly begun: string }
}

/** In memory alone: the platform keeps nothing of an application before a guardian has consented. */
export interface WaitingApplications {
  add(form: ApplicationForm, guardians: readonly string[]): WaitingApplication
  find(id: string): WaitingApplication | undefined
  /** Those that wait for this guardian. */
  forGuardian(citizen: string): WaitingApplication[]
  settle(id: string, state: 'declined' | { readonly begun: string }): void
}

/** More phones than this do not wait at once; the one that has waited longest is forgotten. */
const mostWaiting = 100

export function waitingApplications(): WaitingApplications {
  const all = new Map<string, WaitingApplication>()
  return {
    add: (form, guardians) => {
      for (const { id, form: other } of all.values()) {
        if (other.document.number === form.document.number) all.delete(id)
      }
      const [oldest] = all.keys()
      if (all.size >= mostWaiting && oldest !== undefined) all.delete(oldest)
      const made: WaitingApplication = {
        id: `w-${randomBytes(16).toString('hex')}`,
        form,
        guardians,
        state: 'waiting',
      }
      all.set(made.id, made)
      return made
    },
    find: (id) => all.get(id),
    forGuardian: (citizen) =>
      [...all.values()].filter(({ guardians, state }) => state === 'waiting' && guardians.includes(citizen)),
    settle: (id, state) => {
      const found = all.get(id)
      if (found) all.set(id, { ...found, state })
    },
  }
}
