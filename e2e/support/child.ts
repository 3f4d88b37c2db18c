import { z } from 'zod'
import { inventedPassword } from '../../sandbox/platform/citizens/invented-passwords.ts'
import { applicationStepSchema, virtualDocumentsSchema } from '../../sandbox/wallet/api.ts'
import type { Sandbox } from './sandbox.ts'

/** A child of ten whose guardian is test-1, as the register of families has it. */
const childsName = '测试七'

export interface ChildInCare {
  readonly citizen: string
  readonly name: string
  /** A new code, as the guardian's phone shows it. */
  code(): Promise<string>
  /** Deletes the child's network number again, so that another test may apply. */
  remove(): Promise<void>
}

const guardian = 'test-1'
const codeSchema = z.object({ code: z.string() })

/** A guardian applies for a network number for the child, by the calls that the wallet's page makes. */
export async function childInCare({ ready }: Pick<Sandbox, 'ready'>): Promise<ChildInCare> {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const reply = await fetch(
      new URL(path, ready.wallet),
      body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
    )
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }
  const step = async (path: string, body: object) => applicationStepSchema.parse(await ask(path, body))
  const presentations = [{ factor: 'password', password: inventedPassword }]
  const { documents } = virtualDocumentsSchema.parse(await ask('/api/documents'))
  const begun = await step('/api/applications', {
    document: documents.find(({ name }) => name === childsName)?.id,
    phone: '12000000077',
    serviceConsent: true,
    faceConsent: true,
    guardian: { citizen: guardian, presentations },
  })
  if (begun.step !== 'face') throw new Error(`the application is at ${begun.step}`)
  const { application, challenge } = begun
  const seen = { challenge: challenge.challenge, camera: 'holder', acts: challenge.acts }
  await step('/api/applications/face', { application, ...seen })
  const issued = await step('/api/applications/finish', { application, password: 'hai-zi-2026' })
  if (issued.step !== 'issued') throw new Error(`the application is at ${issued.step}`)
  const about = { citizen: issued.citizen, by: guardian }
  return {
    citizen: issued.citizen,
    name: childsName,
    code: async () => codeSchema.parse(await ask('/api/codes', about)).code,
    remove: async () => {
      await ask('/api/account/delete', { ...about, presentations })
    },
  }
}
