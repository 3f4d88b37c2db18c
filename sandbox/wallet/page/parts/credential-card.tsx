import { useState } from 'react'
import type { Seen } from '../countdown.ts'
import { useTexts } from '../texts/texts.ts'
import { Registered } from './basics.tsx'
import { CodePanel } from './code-panel.tsx'
import { DigitsPanel } from './digits-panel.tsx'
import { Icon } from './icon.tsx'

const ways = ['qr', 'digits'] as const

interface CredentialCardProps {
  readonly seen: Seen
  /** Whose phone it is. */
  readonly by: string
  readonly refresh: () => Promise<void>
}

/** One card, one code, one countdown. */
export function CredentialCard({ seen, by, refresh }: CredentialCardProps) {
  const texts = useTexts()
  const { card } = texts
  const [way, setWay] = useState<(typeof ways)[number]>('qr')
  const { holder, code } = seen.phone
  const proven = [...(code?.state === 'valid' && way === 'qr' ? code.proven : [])]
  return (
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
                <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
                <span>{card[one]}</span>
              </label>
            ))}
          </fieldset>
          {way === 'qr' ? (
            <CodePanel seen={seen} by={by} refresh={refresh} />
          ) : (
            <DigitsPanel seen={seen} by={by} refresh={refresh} />
          )}
          {proven.length > 0 && (
            <ul className="proven">
              {proven.map((factor) =>
                factor === 'password' || factor === 'face' ? (
                  <li key={factor}>{card.proven[factor]}</li>
                ) : null,
              )}
            </ul>
          )}
          {way === 'qr' && <p className="advice">{card.advice}</p>}
        </>
      )}
    </section>
  )
}

/** The number's first and last four: enough to know it again, too little to copy from across a counter. */
function masked(number: string): string {
  return `${number.slice(0, 4)} •••• ${number.slice(-4)}`
}
