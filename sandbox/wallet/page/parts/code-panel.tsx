import { useEffect, useState } from 'react'
import { VerdictMark } from '../../../web/page/verdict-mark.tsx'
import { codeReplySchema } from '../../api.ts'
import { codeView, type Seen } from '../countdown.ts'
import { useNow } from '../hooks.ts'
import { useTexts } from '../texts/texts.ts'
import { type Refused, send } from '../wallet-client.ts'
import { Problem } from './basics.tsx'
import { CountdownBar } from './countdown.tsx'
import { Icon } from './icon.tsx'
import { Proven } from './proven.tsx'
import { QrCode } from './qr-code.tsx'

const lifetimeSeconds = 60

interface CodePanelProps {
  readonly seen: Seen
  /** Whose phone it is. */
  readonly by: string
  readonly refresh: () => Promise<void>
}

/** The QR of a credential, with its countdown, and what became of it. */
export function CodePanel({ seen, by, refresh }: CodePanelProps) {
  const texts = useTexts()
  const { card } = texts
  const [refused, setRefused] = useState<Refused | null>(null)
  const citizen = seen.phone.holder.id
  const shown = seen.phone.code
  const view = codeView(seen, useNow())
  const renew = async () => {
    const answer = await send('/api/codes', { citizen, by }, codeReplySchema)
    setRefused(answer.ok ? null : answer.refused)
    await refresh()
  }
  const isMissing = shown === null
  useEffect(() => {
    // Opening the phone is the citizen's act; what follows is another, a tap.
    if (isMissing) void renew()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each credential without a code, not for each drawing
  }, [isMissing, citizen])
  const isOver = view.state === 'used' || view.state === 'expired'
  return (
    <div className="code" data-code={view.state}>
      <div className="symbol">{shown && <QrCode text={shown.code} label={card.codeLabel} />}</div>
      {view.state === 'valid' && (
        <CountdownBar seconds={view.seconds} of={lifetimeSeconds} words={card.remaining(view.seconds)} />
      )}
      {view.state === 'valid' && <p className="help">{card.help}</p>}
      {isOver && (
        <button type="button" className="over" onClick={() => void renew()}>
          <span className="over-face">
            {view.state === 'used' ? <VerdictMark verdict="pass" /> : <Icon name="again" />}
            <strong>{card[view.state]}</strong>
            {view.state === 'used' && <span>{card.usedNote}</span>}
          </span>
          <span className="over-action">{view.state === 'used' ? card.fresh : card.expiredNote}</span>
        </button>
      )}
      <p className="visually-hidden" role="status">
        {isOver ? card[view.state] : ''}
      </p>
      {view.state === 'valid' && shown && <Proven factors={shown.proven} />}
      <Problem refused={refused} />
      {isMissing && refused !== null && (
        <button type="button" className="wide" onClick={() => void renew()}>
          {card.fresh}
        </button>
      )}
    </div>
  )
}
