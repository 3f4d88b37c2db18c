import { useState } from 'react'
import type { Seen } from '../countdown.ts'
import { type Showing, ways } from '../showing.ts'
import { useTexts } from '../texts/texts.ts'
import { Registered, Row } from './basics.tsx'
import { CodePanel } from './code-panel.tsx'
import { DigitsPanel } from './digits-panel.tsx'
import { Icon } from './icon.tsx'
import { useCitizensPhone } from './phone-context.ts'

interface CredentialCardProps {
  readonly seen: Seen
  /** Whose phone it is. */
  readonly by: string
  readonly refresh: () => Promise<void>
  /** How it stands there at first. */
  readonly showing: Showing
}

/** One card, one code, one countdown; and below it the way to prove more for what the card shows. */
export function CredentialCard({ seen, by, refresh, showing: first }: CredentialCardProps) {
  const { card, digits } = useTexts()
  const { goTo } = useCitizensPhone()
  const [showing, setShowing] = useState(first)
  const { holder, dynamicCode } = seen.phone
  const { way } = showing
  const panel = { seen, by, refresh }
  return (
    <>
      <section className="card" aria-label={holder.name}>
        <div className="holder">
          <Icon name="shield" />
          <div>
            <strong className="name">
              <Registered>{holder.name}</Registered>
            </strong>
            <p className="number">
              <span>{card.networkNumber}</span> {masked(holder.networkNumber)}
            </p>
          </div>
        </div>
        {holder.state === 'suspended' ? (
          <div className="resting">
            <Icon name="pause" />
            <strong>{card.suspended}</strong>
            <p>{card.suspendedHelp}</p>
          </div>
        ) : (
          <>
            <fieldset className="ways">
              <legend className="visually-hidden">{card.ways}</legend>
              {ways.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="way"
                    checked={way === one}
                    onChange={() => setShowing({ ...showing, way: one })}
                  />
                  <span>{card[one]}</span>
                </label>
              ))}
            </fieldset>
            {way === 'qr' ? (
              <CodePanel {...panel} />
            ) : (
              <DigitsPanel
                {...panel}
                terminal={showing.terminal}
                enter={(terminal) => setShowing({ way, terminal })}
              />
            )}
            {way === 'qr' && <p className="advice">{card.advice}</p>}
          </>
        )}
      </section>
      {holder.state === 'active' && (
        <ul className="rows">
          <Row
            icon="add"
            label={way === 'qr' ? card.stronger : digits.stronger}
            note={card.strongerHelp}
            onClick={() => {
              const terminal = showing.terminal || (dynamicCode?.terminal ?? '')
              goTo({ at: 'stronger', citizen: holder.id, showing: { way, terminal } })
            }}
          />
        </ul>
      )}
    </>
  )
}

/** The number's first and last four: enough to know it again, too little to copy from across a counter. */
function masked(number: string): string {
  return `${number.slice(0, 4)} •••• ${number.slice(-4)}`
}
