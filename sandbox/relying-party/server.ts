import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ApiRefusal, createJsonApi } from '../web/json-api.ts'
import { type Page, servePage } from '../web/pages.ts'
import {
  beginCheckSchema,
  confirmCheckSchema,
  exchangeSchema,
  type Exchanged,
  type newSessionSchema,
  ofSessionSchema,
  type Site,
  type Visit,
} from './api.ts'
import type { NoticeTaken } from './deliveries/take-notice.ts'
import type { RelyingParty } from './relying-party.ts'
import type { Visitor } from './visitors/visitor.ts'

/** A relying party's site, and what its pages ask. @param wallet the address of the sandbox's wallet page */
export function createRelyingPartyServer(party: RelyingParty, wallet: string, page: Page): FastifyInstance {
  const { site, reception, visitors, store } = party
  const api = createJsonApi()

  const visitorOf = (session: string): Visitor => {
    const visitor = visitors.find(session)
    if (!visitor) throw new ApiRefusal(401, 'session')
    return visitor
  }
  const onVisit = <Schema extends typeof ofSessionSchema>(
    path: string,
    schema: Schema,
    act: (visitor: Visitor, body: z.infer<Schema>) => void | Promise<void>,
  ) => {
    api.post(path, schema, async (body): Promise<Visit> => {
      const visitor = visitorOf(body.session)
      await act(visitor, body)
      return reception.visit(visitor)
    })
  }

  api.get('/api/site', (): Site => ({ kind: site.kind, customNumber: site.customNumber, wallet }))
  api.post('/api/visits', noMembers, (): z.infer<typeof newSessionSchema> => ({ session: visitors.enter() }))
  onVisit('/api/visit', ofSessionSchema, () => undefined)
  onVisit('/api/checks', beginCheckSchema, (visitor, { purpose, language }) =>
    reception.begin(visitor, purpose, language),
  )
  onVisit('/api/checks/confirm', confirmCheckSchema, (visitor, { digits }) =>
    reception.confirm(visitor, digits),
  )
  onVisit('/api/checks/leave', ofSessionSchema, (visitor) => reception.leaveCheck(visitor))
  onVisit('/api/accounts', ofSessionSchema, (visitor) => reception.openAccount(visitor))
  onVisit('/api/accounts/odd', ofSessionSchema, (visitor) => reception.markOdd(visitor))
  onVisit('/api/accounts/close', ofSessionSchema, (visitor) => reception.closeAccount(visitor))
  onVisit('/api/sign-out', ofSessionSchema, (visitor) => reception.signOut(visitor))
  api.post('/api/receipts', exchangeSchema, async ({ receipt }): Promise<Exchanged> => {
    const who = await party.whoPassed(receipt)
    if (who.kind !== 'known') return who
    return { ...who, account: store.accounts.ofPerson(who.pseudonym)?.number ?? null }
  })
  const { server } = api
  server.addContentTypeParser('application/cms', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  server.post(noticePath, (request, reply) => {
    if (!(request.body instanceof Uint8Array)) return reply.code(415).send()
    return reply.code(statusFor[party.takeNotice(request.body)]).send()
  })
  servePage(server, page)
  return server
}

/** Where a relying party's server takes the platform's notices. */
export const noticePath = '/v1/notices'

/** What was known already is as good as new: the platform need not send it again. */
const statusFor: Readonly<Record<NoticeTaken, number>> = {
  new: 204,
  known: 204,
  forged: 400,
  'other-party': 403,
  conflict: 409,
  late: 412,
}

const noMembers = z.strictObject({})
