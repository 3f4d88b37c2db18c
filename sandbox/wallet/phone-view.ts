import { guardiansAmongCitizens } from '../platform/citizens/standing.ts'
import { ageGroup } from '../platform/citizens/age.ts'
import { relyingParties } from '../platform/relying-parties.ts'
import type { PhoneView, WalletCitizen } from './api.ts'
import { refusal } from './refuse.ts'
import { type Acting, acting, type WalletContext } from './wallet-context.ts'

const historyLength = 20

/** Everybody who has a network number here. */
export function walletCitizens({ platform: { store, clock } }: WalletContext): WalletCitizen[] {
  return store.registry.citizens().flatMap(({ id, name, networkNumber }) => {
    const state = store.citizens.find(id)?.state
    const birth = store.citizens.identity(id)?.birth
    if (state === undefined || state === 'deleted' || birth === undefined) return []
    return [{ id, name, networkNumber, state, age: ageGroup(clock.now(), birth) }]
  })
}

/** All that a phone shows of one credential. @throws ApiRefusal */
export function phoneView(
  context: WalletContext,
  about: { readonly citizen: string; readonly by?: string | undefined },
): PhoneView {
  const { platform, phones, applications } = context
  const { citizen, by }: Acting = acting(context, about)
  const citizens = walletCitizens(context)
  const holder = citizens.find(({ id }) => id === citizen)
  const history = platform.citizens.history(citizen, by, historyLength)
  if (!holder || !history) throw refusal('citizen-unknown')
  const { store, clock } = platform
  const partyName = (customNumber: string) => store.registry.relyingPartyName(customNumber) ?? customNumber
  return {
    now: clock.now(),
    holder,
    code: phones.shown(citizen),
    dynamicCode: phones.shownDynamicCode(citizen),
    history: [...history.checks],
    events: [...history.securityEvents],
    notices: [...history.notices],
    consents: history.consents.map((consent) => ({
      number: consent.number,
      relyingParty: partyName(consent.customNumber),
      fields: [...consent.fields],
      givenAt: consent.givenAt,
      endsAt: consent.endsAt,
      withdrawnAt: consent.withdrawnAt,
      used: consent.usedBy !== null,
    })),
    terms: Object.values(relyingParties).flatMap(({ customNumber, name, policies }) =>
      Object.entries(policies)
        .filter(([, { fields }]) => fields.length > 0)
        .map(([policy, { fields, keepDays }]) => ({
          customNumber,
          policy,
          relyingParty: name,
          fields: [...fields],
          keepDays,
        })),
    ),
    children: citizens.filter(({ id, age }) => {
      const person = store.citizens.identity(id)?.person
      const isChild = age === 'under-14' || age === 'under-8'
      return (
        isChild &&
        person !== undefined &&
        guardiansAmongCitizens(store, person, clock.now()).includes(citizen)
      )
    }),
    requests: applications.forGuardian(citizen).map(({ id, form }) => ({ id, name: form.document.name })),
  }
}
