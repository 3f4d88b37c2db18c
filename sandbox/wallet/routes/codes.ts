import type { z } from 'zod'
import type { JsonApi } from '../../web/json-api.ts'
import {
  aboutSchema,
  challengeSchema,
  type codeReplySchema,
  codeRequestSchema,
  type dynamicCodeReplySchema,
  dynamicCodeRequestSchema,
} from '../api.ts'
import { presentationsOf } from '../presentations.ts'
import { refusal, refusing } from '../refuse.ts'
import { acting, actingActively, type WalletContext } from '../wallet-context.ts'

/** What the phone shows to a terminal. */
export function addCodeRoutes(api: JsonApi, context: WalletContext): void {
  const { platform, phones } = context
  api.post('/api/codes', codeRequestSchema, async (body): Promise<z.infer<typeof codeReplySchema>> => {
    const { citizen, by } = actingActively(context, body)
    const presented = presentationsOf(platform, by, body.presentations)
    const shown = await refusing(() => phones.newCode(citizen, presented, by))
    return { ...shown, now: platform.clock.now() }
  })
  api.post(
    '/api/dynamic-codes',
    dynamicCodeRequestSchema,
    async (body): Promise<z.infer<typeof dynamicCodeReplySchema>> => {
      const { citizen, by } = actingActively(context, body)
      const presented = presentationsOf(platform, by, body.presentations)
      const shown = await refusing(() => phones.newDynamicCode(citizen, body.terminal, presented, by))
      return { ...shown, now: platform.clock.now() }
    },
  )
  // What the face is asked for is the acting person's: for a child under 14 the guardian's.
  api.post('/api/challenges', aboutSchema, (body): z.infer<typeof challengeSchema> => {
    const { by } = acting(context, body)
    const challenge = challengeSchema.safeParse(platform.citizens.challenge('face', by))
    if (!challenge.success) throw refusal('factor-failed', { factor: 'face', fault: 'not-enrolled' })
    return challenge.data
  })
}
