import { useState } from 'react'
import { AskError, postJson } from '../../../web/page/ask.ts'
import { type Exchanged, exchangedSchema } from '../../api.ts'
import { Title } from '../parts.tsx'
import type { SiteTexts } from '../texts/zh-cn.ts'

const form = /^[0-9a-f]{20}$/

/** For the relying party's own staff: the number of a receipt, and whose check it was under this party's own name. */
export function Desk({ texts, onBack }: { readonly texts: SiteTexts; readonly onBack: () => void }) {
  const { desk } = texts
  const [receipt, setReceipt] = useState('')
  const [found, setFound] = useState<Exchanged | null>(null)
  const isWhole = form.test(receipt)
  const look = async () => {
    try {
      setFound(await postJson('/api/receipts', { receipt }, exchangedSchema))
    } catch (error) {
      if (!(error instanceof AskError)) throw error
      setFound({ kind: 'unavailable' })
    }
  }
  return (
    <>
      <Title help={desk.help}>{desk.title}</Title>
      <form
        className="receipt"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole) void look()
        }}
      >
        <label htmlFor="receipt">{desk.label}</label>
        <div className="field">
          <input
            id="receipt"
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            aria-describedby="receipt-form"
            value={receipt}
            onChange={({ target }) => {
              setReceipt(target.value.trim().toLowerCase())
              setFound(null)
            }}
          />
          <button className="main" type="submit" disabled={!isWhole}>
            {desk.ask}
          </button>
        </div>
        <p className="help" id="receipt-form">
          {desk.format}
        </p>
      </form>
      <div className="found" role="status">
        {found && <Found found={found} texts={texts} />}
      </div>
      <div className="acts">
        <button type="button" onClick={onBack}>
          {texts.back}
        </button>
      </div>
    </>
  )
}

function Found({ found, texts }: { readonly found: Exchanged; readonly texts: SiteTexts }) {
  const { desk } = texts
  switch (found.kind) {
    case 'known':
      return (
        <dl className="facts">
          <div>
            <dt>{desk.known}</dt>
            <dd>
              <code>{found.pseudonym}</code>
            </dd>
          </div>
          <div>
            <dt>{desk.account}</dt>
            <dd>{found.account ?? desk.noAccount}</dd>
          </div>
          {found.ageMark !== null && (
            <div>
              <dt>{desk.ageMark}</dt>
              <dd>{desk.ageMarks[found.ageMark]}</dd>
            </div>
          )}
        </dl>
      )
    case 'unknown':
      return (
        <p className="said">
          <strong>{desk.unknown}</strong>
          <span>{desk.unknownHelp}</span>
        </p>
      )
    case 'unavailable':
      return (
        <p className="said">
          <strong>{desk.unavailable}</strong>
        </p>
      )
  }
}
