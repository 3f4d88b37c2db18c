import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Platform } from '../platform/platform.ts'
import { ApiRefusal, createJsonApi } from '../web/json-api.ts'
import { type Page, servePage } from '../web/pages.ts'
import {
  type citizensSchema,
  type codeReplySchema,
  codeRequestSchema,
  type dynamicCodeReplySchema,
  dynamicCodeRequestSchema,
  type phoneSchema,
} from './api.ts'
import type { Phones } from './phones.ts'
import { refusing } from './refuse.ts'
import { addApprovalRoutes } from './routes/approvals.ts'

const historyLength = 10

/** The wallet's page and what it asks for. */
export function createWalletServer(platform: Platform, phones: Phones, page: Page): FastifyInstance {
  const api = createJsonApi()
  const known = (citizen: string): string => {
    if (!phones.has(citizen)) throw new ApiRefusal(404, 'citizen-unknown')
    return citizen
  }
  api.get('/api/citizens', (): z.infer<typeof citizensSchema> => ({
    citizens: platform.store.registry.citizens(),
  }))
  api.get('/api/phone', (query): z.infer<typeof phoneSchema> => {
    const parsed = codeRequestSchema.safeParse(query)
    if (!parsed.success) throw new ApiRefusal(400, 'malformed')
    const citizen = known(parsed.data.citizen)
    return {
      now: platform.clock.now(),
      code: phones.shown(citizen),
      dynamicCode: phones.shownDynamicCode(citizen),
      history: platform.store.checks.ofCitizen(citizen, historyLength),
    }
  })
  api.post(
    '/api/codes',
    codeRequestSchema,
    async ({ citizen }): Promise<z.infer<typeof codeReplySchema>> => ({
      ...(await refusing(() => phones.newCode(known(citizen)))),
      now: platform.clock.now(),
    }),
  )
  api.post(
    '/api/dynamic-codes',
    dynamicCodeRequestSchema,
    async ({ citizen, terminal }): Promise<z.infer<typeof dynamicCodeReplySchema>> => ({
      ...(await refusing(() => phones.newDynamicCode(known(citizen), terminal))),
      now: platform.clock.now(),
    }),
  )
  addApprovalRoutes(api, platform, known)
  servePage(api.server, page)
  return api.server
}
