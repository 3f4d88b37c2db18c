import type { WalletCitizen } from '../../api.ts'
import { Row, Screen } from '../parts/basics.tsx'
import { useTexts } from '../texts/texts.ts'

interface PhonesScreenProps {
  readonly citizens: readonly WalletCitizen[]
  readonly back: (() => void) | undefined
  /** Null for a new phone. */
  readonly pickUp: (citizen: string | null) => void
}

/** Whose phone one plays with. This screen is the sandbox's, not the phone's. Under 14 nobody has one here. */
export function PhonesScreen({ citizens, back, pickUp }: PhonesScreenProps) {
  const { phones } = useTexts()
  const own = citizens.filter(({ age }) => age === '14-17' || age === '18-and-over')
  return (
    <Screen title={phones.title} back={back}>
      <p className="help">{phones.help}</p>
      <ul className="rows">
        {own.map(({ id, name, state, age }) => (
          <Row
            key={id}
            icon="phone"
            label={phones.of(name)}
            note={[
              state === 'active' ? phones.ready : phones.suspended,
              ...(age === '14-17' ? [phones.minor] : []),
            ].join(' · ')}
            onClick={() => pickUp(id)}
          />
        ))}
        <Row icon="phone" label={phones.empty} note={phones.emptyHelp} onClick={() => pickUp(null)} />
      </ul>
    </Screen>
  )
}
