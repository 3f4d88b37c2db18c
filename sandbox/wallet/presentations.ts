import type { FactorPresentation } from '../platform/factors/factor.ts'
import type { Platform } from '../platform/platform.ts'
import type { CameraSees, Presentation } from './api.ts'

/** Somebody of the register, who is not before anybody's camera unless that is tried out. */
const passers = ['test-2', 'test-3'] as const

/** What a virtual phone says that its camera saw. @param holder the person of the register who should stand there */
export function cameraSaw(
  holder: string,
  answer: { readonly challenge: string; readonly camera: CameraSees; readonly acts: readonly string[] },
) {
  const { challenge, camera, acts } = answer
  const somebodyElse = passers.find((person) => person !== holder) ?? passers[0]
  const sees = {
    what: camera === 'photograph' || camera === 'screen' ? camera : 'person',
    person: camera === 'somebody-else' ? somebodyElse : holder,
  }
  return { challenge, sees, acts }
}

/** The page's presentations as the platform takes them. @param citizen whose they are */
export function presentationsOf(
  { store }: Pick<Platform, 'store'>,
  citizen: string,
  presented: readonly Presentation[],
): FactorPresentation[] {
  const holder = store.citizens.identity(citizen)?.person ?? citizen
  return presented.map((one) =>
    one.factor === 'password'
      ? { factor: 'password', answer: one.password }
      : { factor: 'face', answer: cameraSaw(holder, one) },
  )
}
