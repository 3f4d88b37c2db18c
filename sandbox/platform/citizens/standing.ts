import type { CitizenState } from '../store/citizens.ts'
import type { Store } from '../store/store.ts'
import { type AgeGroup, ageGroup } from './age.ts'
import { guardiansOf } from './document-register.ts'

/** What decides whether a credential can be used now, and by whom. */
export interface Standing {
  readonly state: CitizenState
  readonly age: AgeGroup
  /** Citizens who may act for this one: adult, active, and guardians by the family register. Empty for adults. */
  readonly guardians: readonly string[]
}

/** @returns undefined when nobody has the id */
export function standingOf(store: Store, citizen: string, now: number): Standing | undefined {
  const record = store.citizens.find(citizen)
  if (!record) return undefined
  const who = store.citizens.identity(citizen)
  // Somebody deleted has no birthday here: nothing is asked of one who can do nothing.
  if (!who) return { state: 'deleted', age: '18-and-over', guardians: [] }
  const age = ageGroup(now, who.birth)
  const guardians = age === '18-and-over' ? [] : guardiansAmongCitizens(store, who.person, now)
  return { state: record.state, age, guardians }
}

/** The guardians of a person of the register who are adult citizens in good standing. */
export function guardiansAmongCitizens(store: Store, person: string, now: number): string[] {
  return (guardiansOf[person] ?? []).flatMap((guardian) => {
    const found = store.citizens.findByPerson(guardian)
    const who = found && store.citizens.identity(found.id)
    return found?.state === 'active' && who && ageGroup(now, who.birth) === '18-and-over' ? [found.id] : []
  })
}

/** Whether `by`, from the own phone, may act for a citizen: from 14 on oneself, before that a guardian alone. */
export function mayActFor(store: Store, citizen: string, by: string, now: number): boolean {
  const standing = standingOf(store, citizen, now)
  if (!standing || standing.state === 'deleted') return false
  const isChild = standing.age === 'under-8' || standing.age === 'under-14'
  return isChild ? standing.guardians.includes(by) : by === citizen
}
