import type { PhoneView } from '../../api.ts'
import { useTexts } from '../texts/texts.ts'

type Factors = NonNullable<PhoneView['code']>['proven']

/** What was proven for what stands above. */
export function Proven({ factors }: { readonly factors: Factors }) {
  const { card } = useTexts()
  const known = factors.filter((factor) => factor === 'password' || factor === 'face')
  if (known.length === 0) return null
  return (
    <ul className="proven">
      {known.map((factor) => (
        <li key={factor}>{card.proven[factor]}</li>
      ))}
    </ul>
  )
}
