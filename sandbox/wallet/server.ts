import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { inventedPassword } from '../platform/citizens/invented-passwords.ts'
import type { Platform } from '../platform/platform.ts'
import { createJsonApi } from '../web/json-api.ts'
import { type Page, servePage } from '../web/pages.ts'
import { aboutSchema, type citizensSchema, type PhoneView } from './api.ts'
import { waitingApplications } from './applications.ts'
import { phoneView, walletCitizens } from './phone-view.ts'
import type { Phones } from './phones.ts'
import { refusing } from './refuse.ts'
import { addAccountRoutes } from './routes/account.ts'
import { addApplicationRoutes } from './routes/applications.ts'
import { addApprovalRoutes } from './routes/approvals.ts'
import { addCodeRoutes } from './routes/codes.ts'
import type { WalletContext } from './wallet-context.ts'

/** The wallet's page and what it asks for. Nothing that was asked is kept or logged here. */
export function createWalletServer(platform: Platform, phones: Phones, page: Page): FastifyInstance {
  const api = createJsonApi()
  const context: WalletContext = { platform, phones, applications: waitingApplications() }
  api.get('/api/citizens', (): z.infer<typeof citizensSchema> => ({
    citizens: walletCitizens(context),
    knownPassword: inventedPassword,
  }))
  api.ask('/api/phone', aboutSchema, (about): Promise<PhoneView> => refusing(() => phoneView(context, about)))
  addCodeRoutes(api, context)
  addApprovalRoutes(api, context)
  addApplicationRoutes(api, context)
  addAccountRoutes(api, context)
  servePage(api.server, page)
  return api.server
}
