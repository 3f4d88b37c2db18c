import { useState } from 'react'
import { codeReplySchema, type WalletCitizen } from '../../api.ts'
import { type AskedFactor, Prove } from '../parts/prove.tsx'
import { atFirst } from '../showing.ts'
import { send } from '../wallet-client.ts'
import { ShownChild } from './children-screens.tsx'

interface ChildsTurnProps {
  readonly child: WalletCitizen
  /** Whose phone it is. */
  readonly guardian: string
  /** What the check asks for: of the guardian's own approval, and again for the child's code. */
  readonly factors: readonly AskedFactor[]
  readonly back: () => void
}

/** The second half of a child's check, on the phone that approved the first: the child's code for the scanner. */
export function ChildsTurn({ child, guardian, factors, back }: ChildsTurnProps) {
  const [proving, setProving] = useState(factors.length > 0)
  const citizen = child.id
  if (!proving) return <ShownChild child={child} showing={atFirst} back={back} />
  return (
    <Prove
      factors={factors}
      by={guardian}
      forChild
      back={back}
      act={async (presentations) => {
        const answer = await send('/api/codes', { citizen, by: guardian, presentations }, codeReplySchema)
        if (!answer.ok) return answer.refused
        setProving(false)
        return null
      }}
    />
  )
}
