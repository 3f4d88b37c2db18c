import type { PhoneView } from '../../api.ts'
import { useTexts } from '../texts/texts.ts'
import { isGivenHere } from './prove.tsx'

type Factors = NonNullable<PhoneView['code']>['proven']

/** What was proven for what stands above. */
export function Proven({ factors }: { readonly factors: Factors }) {
  const { card } = useTexts()
  const given = factors.filter(isGivenHere)
  if (given.length === 0) return null
  return (
    <ul className="proven">
      {given.map((factor) => (
        <li key={factor}>{card.proven[factor]}</li>
      ))}
    </ul>
  )
}
