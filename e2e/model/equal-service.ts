/** What a method asks of a citizen and how its row is drawn; and what of it makes one method less than another. */
import type { MethodId } from '../../src/shared/journey-view.ts'

export interface Measures {
  /** Touches from the start until the reader waits, or the window is named. */
  readonly taps: number
  /** Screens on the way there. */
  readonly screens: number
  /** Of its row: size, and the sizes of its words and of its picture (px). */
  readonly row: string
  readonly title: string
  readonly note: string
  readonly picture: string
}

export type Measure = keyof Measures

/** One way in which a method may differ from the network identity. */
interface Lawful {
  readonly methods: readonly MethodId[]
  readonly measure: Measure
  readonly by: number
  readonly article: string
}

const consent =
  '《国家网络身份认证公共服务管理办法》第九条: what stands on a document is sensitive information, and reading it wants a consent of its own'

/** The only differences that there may be. */
export const lawful: readonly Lawful[] = [
  { methods: ['identity-card', 'travel-document'], measure: 'taps', by: 1, article: consent },
  { methods: ['identity-card', 'travel-document'], measure: 'screens', by: 1, article: consent },
]

/** In what a method differs from the network identity, but for what the law wants; one line each. */
export function unlawful(measured: Readonly<Record<MethodId, Measures>>): readonly string[] {
  const { 'network-identity': first, ...others } = measured
  return Object.entries(others).flatMap(([method, measures]) =>
    Object.entries(measures).flatMap(([measure, value]: readonly [string, string | number]) => {
      const allowed = lawful.find(
        (difference) =>
          difference.measure === measure && difference.methods.some((allowed) => allowed === method),
      )
      const wanted = expected(first, measure, allowed?.by ?? 0)
      return value === wanted ? [] : [`${measure} of ${method}: ${value}, and ${wanted} as the others`]
    }),
  )
}

function expected(first: Measures, measure: string, more: number): string | number {
  const own = new Map<string, string | number>(Object.entries(first)).get(measure)
  if (own === undefined) throw new Error(`the first method has no ${measure}`)
  return typeof own === 'number' ? own + more : own
}
