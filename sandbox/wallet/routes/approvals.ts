import type { z } from 'zod'
import { fromHex } from '../../../src/shared/gm/bytes.ts'
import type { Platform } from '../../platform/platform.ts'
import type { JsonApi } from '../../web/json-api.ts'
import {
  approvalSchema,
  type approvedSchema,
  approveSchema,
  type openedApprovalSchema,
  openApprovalSchema,
} from '../api.ts'
import { refusing } from '../refuse.ts'

/** What the phone does with a code that stands on a terminal's screen. */
export function addApprovalRoutes(
  api: JsonApi,
  platform: Platform,
  known: (citizen: string) => string,
): void {
  api.post(
    '/api/approvals/open',
    openApprovalSchema,
    ({ citizen, step, link }): Promise<z.infer<typeof openedApprovalSchema>> =>
      refusing(() => ({ opened: platform.openApproval(known(citizen), { step, link: fromHex(link) }) })),
  )
  api.post(
    '/api/approvals/approve',
    approveSchema,
    ({ citizen, anchor }): Promise<z.infer<typeof approvedSchema>> =>
      refusing(async () => {
        const { digits } = await platform.approveApproval(known(citizen), anchor)
        return { approval: { state: 'approved', digits } }
      }),
  )
  api.post('/api/approvals/decline', approvalSchema, ({ citizen, anchor }) =>
    refusing(() => platform.declineApproval(known(citizen), anchor)),
  )
}
