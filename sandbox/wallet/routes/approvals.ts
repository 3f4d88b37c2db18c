import type { z } from 'zod'
import { fromHex } from '../../../src/shared/gm/bytes.ts'
import type { JsonApi } from '../../web/json-api.ts'
import {
  approvalSchema,
  type approvalStateSchema,
  approveSchema,
  type openedApprovalSchema,
  openApprovalSchema,
} from '../api.ts'
import { presentationsOf } from '../presentations.ts'
import { refusing } from '../refuse.ts'
import { acting, actingActively, type WalletContext } from '../wallet-context.ts'

type State = z.infer<typeof approvalStateSchema>

/** What the phone does with a code that stands on a terminal's screen. */
export function addApprovalRoutes(api: JsonApi, context: WalletContext): void {
  const { platform } = context
  const stateOf = (citizen: string, anchor: string): State => ({
    now: platform.clock.now(),
    approval: platform.approvalOnPhone(citizen, anchor),
  })
  api.post(
    '/api/approvals/open',
    openApprovalSchema,
    ({ citizen, step, link }): Promise<z.infer<typeof openedApprovalSchema>> => {
      actingActively(context, { citizen })
      return refusing(() => {
        const opened = platform.openApproval(citizen, { step, link: fromHex(link) })
        return { opened, ...stateOf(citizen, opened.anchor) }
      })
    },
  )
  api.post('/api/approvals/approve', approveSchema, (body): Promise<State> => {
    const { citizen, anchor } = body
    actingActively(context, { citizen })
    const presented = presentationsOf(platform, citizen, body.presentations)
    return refusing(async () => {
      await platform.approveApproval(citizen, anchor, presented)
      return stateOf(citizen, anchor)
    })
  })
  api.post('/api/approvals/decline', approvalSchema, ({ citizen, anchor }): Promise<State> => {
    acting(context, { citizen })
    return refusing(() => {
      platform.declineApproval(citizen, anchor)
      return stateOf(citizen, anchor)
    })
  })
  api.ask('/api/approval', approvalSchema, ({ citizen, anchor }): Promise<State> => {
    acting(context, { citizen })
    return refusing(() => stateOf(citizen, anchor))
  })
}
