import type { WalletCitizen } from '../../api.ts'
import { useTexts } from '../texts/texts.ts'
import { Registered } from './basics.tsx'

interface ChildChoiceProps {
  /** Children under 14 in the care of whoever holds the phone. */
  readonly of: readonly WalletCitizen[]
  readonly chosen: WalletCitizen | null
  readonly choose: (citizen: string) => void
}

/** For which child a guardian approves, and the guardian's consent in so many words. One child needs no choice. */
export function ChildChoice({ of, chosen, choose }: ChildChoiceProps) {
  const { approve, children } = useTexts()
  if (of.length === 0) return <p className="statement">{approve.noChild}</p>
  return (
    <>
      {of.length > 1 && (
        <fieldset className="choices">
          <legend>{approve.whichChild}</legend>
          {of.map(({ id, name }) => (
            <label key={id} className="choice">
              <input type="radio" name="child" checked={chosen?.id === id} onChange={() => choose(id)} />
              <span>
                <Registered>{name}</Registered>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {chosen && <p className="statement">{children.consentText(chosen.name)}</p>}
    </>
  )
}
