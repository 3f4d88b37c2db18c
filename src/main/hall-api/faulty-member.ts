import type { z } from 'zod'
import { type ProblemMember, type Refusal, startCheckSchema } from '../../shared/hall-api/contract.ts'

function isMember(name: PropertyKey | undefined): name is ProblemMember {
  return typeof name === 'string' && Object.hasOwn(startCheckSchema.shape, name)
}

/** The member of a request that is wrong first; of one that there is not, nothing is said back. */
export function faultyMember(error: z.ZodError): Pick<Refusal, 'member'> {
  const name = error.issues[0]?.path[0]
  return isMember(name) ? { member: name } : {}
}
