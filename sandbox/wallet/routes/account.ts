import type { z } from 'zod'
import type { ActOutcome } from '../../platform/citizens/lifecycle.ts'
import type { JsonApi } from '../../web/json-api.ts'
import {
  aboutSchema,
  actSchema,
  type consentReplySchema,
  consentRequestSchema,
  newPasswordSchema,
  noticeReadSchema,
  type Presentation,
  withdrawSchema,
} from '../api.ts'
import { presentationsOf } from '../presentations.ts'
import { refusal } from '../refuse.ts'
import { acting, type WalletContext } from '../wallet-context.ts'

/** @throws ApiRefusal */
function requireDone(outcome: ActOutcome, presented: readonly Presentation[]): void {
  if (!('refused' in outcome)) return
  if (outcome.refused !== 'factor') throw refusal(outcome.refused)
  if (outcome.fault === undefined) throw refusal('factor-missing')
  // Of several only the last that was looked at can have failed; the platform does not say which it was.
  const factor = presented.length === 1 ? presented[0]?.factor : undefined
  throw refusal('factor-failed', { fault: outcome.fault, ...(factor && { factor }) })
}

/** What a citizen does with the credential itself, and with what was consented to. */
export function addAccountRoutes(api: JsonApi, context: WalletContext): void {
  const { platform, phones } = context
  const { citizens, store, clock } = platform
  api.post('/api/account/suspend', aboutSchema, (body) => {
    const { citizen, by } = acting(context, body)
    requireDone(citizens.suspend(citizen, by), [])
    phones.clear(citizen)
  })
  api.post('/api/account/restore', actSchema, async (body) => {
    const who = acting(context, body)
    const presentations = presentationsOf(platform, who.by, body.presentations)
    requireDone(await citizens.restore({ ...who, presentations }), body.presentations)
  })
  api.post('/api/account/delete', actSchema, async (body) => {
    const who = acting(context, body)
    const presentations = presentationsOf(platform, who.by, body.presentations)
    requireDone(await citizens.delete({ ...who, presentations }), body.presentations)
    phones.clear(who.citizen)
  })
  api.post('/api/account/password', newPasswordSchema, async (body) => {
    const who = acting(context, body)
    const presentations = presentationsOf(platform, who.by, body.presentations)
    const outcome = await citizens.changePassword({ ...who, presentations }, body.password)
    requireDone(outcome, body.presentations)
  })
  api.post('/api/consents', consentRequestSchema, (body): z.infer<typeof consentReplySchema> => {
    const who = acting(context, body)
    const { customNumber, policy } = body
    const { fields } = store.policyTerms.of(customNumber, policy)
    const given = citizens.consent({ ...who, customNumber, policy, fields })
    if ('refused' in given) throw refusal(given.refused)
    return given
  })
  api.post('/api/consents/withdraw', withdrawSchema, (body) => {
    const { citizen, by } = acting(context, body)
    const outcome = citizens.withdraw(citizen, by, body.consent)
    if ('refused' in outcome) throw refusal(outcome.refused)
  })
  api.post('/api/notices/read', noticeReadSchema, ({ citizen, notice }) => {
    acting(context, { citizen })
    store.incidents.markRead(notice, citizen, clock.now())
  })
}
