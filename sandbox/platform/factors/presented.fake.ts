import { inventedPassword } from '../citizens/invented-passwords.ts'
import type { Platform } from '../platform.ts'
import type { FactorPresentation } from './factor.ts'
import type { ShownChallenge } from './liveness.ts'

/** What virtual phones present to a whole platform. */

/** The 口令 of somebody whom the sandbox began with. */
export function password(answer = inventedPassword): FactorPresentation {
  return { factor: 'password', answer }
}

/** A face, asked for and given. @param sees who stands before the camera: the citizen unless somebody else does */
export function face(
  { citizens, store }: Pick<Platform, 'citizens' | 'store'>,
  citizen: string,
  sees = store.citizens.identity(citizen)?.person ?? citizen,
): FactorPresentation {
  const asked = citizens.challenge('face', citizen)
  if (!isShownChallenge(asked)) throw new Error('no challenge')
  const { challenge, acts } = asked
  return { factor: 'face', answer: { challenge, sees: { what: 'person', person: sees }, acts } }
}

function isShownChallenge(value: unknown): value is ShownChallenge {
  return typeof value === 'object' && value !== null && 'challenge' in value && 'acts' in value
}
