import { useEffect, useState } from 'react'
import { choosePageLanguage, otherLanguage } from '../../web/page/language.ts'
import { clockTime } from '../../web/page/china-time.ts'
import type { ListedCheck } from '../api.ts'
import { Columns } from './columns.tsx'
import { en } from './locale-en.ts'
import { type FourSidesTexts, zhCN } from './locale-zh-cn.ts'
import { Scenes } from './scenes.tsx'
import { useFourSides } from './use-four-sides.ts'
import { zhCN as walletTexts } from '../../wallet/page/texts/zh-cn.ts'
import { en as englishWalletTexts } from '../../wallet/page/texts/en.ts'

const locales = { 'zh-CN': zhCN, en }
const phoneTexts = { 'zh-CN': walletTexts, en: englishWalletTexts }

/** One check as each of the four parties keeps it; the last one, or one that was chosen from the list. */
export function FourSidesPage() {
  const [language, setLanguage] = useState(() => choosePageLanguage(location.search, navigator.languages))
  const [chosen, setChosen] = useState<string | null>(null)
  const state = useFourSides(chosen)
  const texts = locales[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = texts.title
  }, [language, texts])
  return (
    <>
      <aside className="test-band">{texts.test}</aside>
      <header>
        <div>
          <h1>{texts.title}</h1>
          <p className="lead">
            {texts.lead} <span className="live">{texts.live}</span>
          </p>
        </div>
        <button className="plain" type="button" onClick={() => setLanguage(otherLanguage(language))}>
          {texts.otherLanguage}
        </button>
      </header>
      <main>
        <p className="status" role="status">
          {state?.reached === false ? texts.unreachable : ''}
        </p>
        {state && (
          <div className="bar">
            <Scenes present={state.scene} isOpen={state.checks.length === 0} texts={texts} />
            <Checks
              checks={state.checks}
              terminal={state.terminal}
              shown={state.sides?.bizSeq ?? null}
              texts={texts}
              onChoose={setChosen}
            />
          </div>
        )}
        {state?.sides && (
          <>
            <p className="serial">
              {texts.serial} <code>{state.sides.bizSeq}</code> <span>{texts.serialNote}</span>
            </p>
            <Columns
              sides={state.sides}
              words={{
                texts,
                stored: texts.stored,
                causes: phoneTexts[language].record.causes,
                documents: phoneTexts[language].apply.kinds,
              }}
            />
          </>
        )}
      </main>
    </>
  )
}

interface ChecksProps {
  readonly checks: readonly ListedCheck[]
  readonly terminal: boolean
  readonly shown: string | null
  readonly texts: FourSidesTexts
  /** Null: whichever is the last one. */
  readonly onChoose: (bizSeq: string | null) => void
}

function Checks({ checks, terminal, shown, texts, onChoose }: ChecksProps) {
  if (checks.length === 0) return <p className="nothing">{terminal ? texts.noChecks : texts.noTerminal}</p>
  return (
    <nav aria-label={texts.checks}>
      <ul className="checks">
        {checks.map(({ bizSeq, at, outcome, evidence }) => (
          <li key={bizSeq}>
            <button
              type="button"
              className={`check ${outcome}`}
              aria-current={bizSeq === shown}
              onClick={() => onChoose(bizSeq === checks[0]?.bizSeq ? null : bizSeq)}
            >
              <span className="time">{clockTime(at)}</span>
              <span className="outcome">{texts.outcomes[outcome]}</span>
              {evidence && <span className="evidence">{texts.evidence[evidence]}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
