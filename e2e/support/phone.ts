import { z } from 'zod'
import { isPurpose, readApprovalCode } from '../../src/shared/approval-code.ts'
import { toHex } from '../../src/shared/gm/bytes.ts'
import type { Sandbox } from './sandbox.ts'

/** The phone's side of an approval, as the wallet's page asks its server for it. */
export interface Phone {
  /** Scans a code off the terminal's screen; it must say what it is for in the words that the terminal signed. */
  open(code: string): Promise<OpenedOnPhone>
  approve(anchor: string): Promise<{ readonly digits: string }>
  decline(anchor: string): Promise<void>
}

export interface OpenedOnPhone {
  readonly anchor: string
  readonly subject: string
  /** What the check is for. */
  readonly words: string
}

const openedSchema = z.object({
  opened: z.object({ anchor: z.string(), subject: z.string(), purpose: z.string() }),
})
const approvedSchema = z.object({ approval: z.object({ digits: z.string() }) })

export function phoneOf({ ready }: Sandbox, citizen = 'test-1'): Phone {
  const ask = async (path: string, body: object): Promise<unknown> => {
    const reply = await fetch(new URL(path, ready.wallet), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ citizen, ...body }),
      signal: AbortSignal.timeout(20_000),
    })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }
  return {
    open: async (text) => {
      const code = readApprovalCode(text)
      if (!code) throw new Error('this is no code of an approval')
      const { step, link } = code
      const reply = await ask('/api/approvals/open', { step, link: toHex(link) })
      const { anchor, subject, purpose } = openedSchema.parse(reply).opened
      if (!isPurpose(code, purpose)) throw new Error('the words are not those that the terminal signed')
      return { anchor, subject, words: code.purpose }
    },
    approve: async (anchor) =>
      approvedSchema.parse(await ask('/api/approvals/approve', { anchor, presentations: [] })).approval,
    decline: async (anchor) => {
      await ask('/api/approvals/decline', { anchor })
    },
  }
}
