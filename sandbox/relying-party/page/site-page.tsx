import { useEffect, useState } from 'react'
import { chooseLanguage } from '../../web/page/language.ts'
import { type SiteLanguage, siteLanguages } from '../api.ts'
import type { CheckPurpose } from '../relying-party-sites.ts'
import { languageNames, siteTexts } from './language.ts'
import { Account, OddAccount } from './screens/account.tsx'
import { Check } from './screens/check.tsx'
import { Desk } from './screens/desk.tsx'
import { Outcome } from './screens/outcome.tsx'
import { Register, Start, Way } from './screens/start.tsx'
import { useVisit, type VisitState } from './use-visit.ts'
import type { KindTexts, SiteTexts } from './texts/zh-cn.ts'

/** What the visitor looks at where no check and no account is to be shown. */
type Place = 'start' | 'register' | 'desk' | { readonly way: number }

/** A relying party's site: the same program for each, with words and a colour of its own. */
export function SitePage() {
  const [language, setLanguage] = useState(() =>
    chooseLanguage(siteLanguages, location.search, navigator.languages),
  )
  const visiting = useVisit()
  const texts = siteTexts[language]
  const { site, reached } = visiting
  const kind = site && texts.kinds[site.kind]
  useEffect(() => {
    document.documentElement.lang = language
    if (kind) document.title = `${kind.name} · ${kind.site}`
  }, [language, kind])
  return (
    <div className={`site ${site?.kind ?? ''}`}>
      <aside className="test-band">{texts.test}</aside>
      <header>
        {kind && (
          <p className="name">
            <strong>{kind.name}</strong>
            <span>{kind.site}</span>
          </p>
        )}
        <Languages language={language} texts={texts} onChoose={setLanguage} />
      </header>
      <main>
        <p className="status" role="status">
          {reached ? '' : texts.unreachable}
        </p>
        {kind && <Screen visiting={visiting} texts={texts} language={language} kind={kind} />}
      </main>
    </div>
  )
}

interface LanguagesProps {
  readonly language: SiteLanguage
  readonly texts: SiteTexts
  readonly onChoose: (language: SiteLanguage) => void
}

function Languages({ language, texts, onChoose }: LanguagesProps) {
  return (
    <nav className="languages" aria-label={texts.language}>
      {siteLanguages.map((one) => (
        <button
          key={one}
          className="plain"
          type="button"
          lang={one}
          aria-current={one === language}
          onClick={() => onChoose(one)}
        >
          {languageNames[one]}
        </button>
      ))}
    </nav>
  )
}

interface ScreenProps {
  readonly visiting: VisitState
  readonly texts: SiteTexts
  readonly language: SiteLanguage
  readonly kind: KindTexts
}

function Screen({ visiting, texts, language, kind }: ScreenProps) {
  const [place, setPlace] = useState<Place>('start')
  const { site, visit, busy, act } = visiting
  const { check, account } = visit
  const begin = (purpose: CheckPurpose) => {
    setPlace('start')
    void act('checks', { purpose, language })
  }
  const toStart = () => setPlace('start')
  const toWay = (way: number) => setPlace({ way })
  if (check && check.state !== 'done') {
    return (
      <Check
        check={check}
        wallet={site?.wallet ?? ''}
        texts={texts}
        kind={kind}
        busy={busy}
        onDigits={(digits) => void act('checks/confirm', { digits })}
        onCancel={() => void act('checks/leave')}
      />
    )
  }
  const outcome = check?.outcome ?? null
  const isIn =
    outcome === 'registered' || outcome === 'signed-in' || outcome === 'had-account' || outcome === 'restored'
  if (check && !isIn) {
    return (
      <Outcome
        key={check.outcome}
        check={check}
        texts={texts}
        kind={kind}
        busy={busy}
        onAgain={() => begin(check.purpose)}
        onOpenAccount={() => void act('accounts')}
        onLeave={() => void act('checks/leave')}
      />
    )
  }
  if (typeof place === 'object') {
    const way = kind.ways[place.way] ?? kind.ways[0]
    return <Way way={way} texts={texts} onBack={toStart} />
  }
  if (account?.state === 'odd') {
    return (
      <OddAccount
        texts={texts}
        kind={kind}
        busy={busy}
        onConfirm={() => begin('confirm')}
        onWay={toWay}
        onSignOut={() => void act('sign-out')}
      />
    )
  }
  if (account) {
    return (
      <Account
        account={account}
        outcome={outcome}
        texts={texts}
        language={language}
        busy={busy}
        onSignOut={() => void act('sign-out')}
        onMarkOdd={() => void act('accounts/odd')}
        onClose={() => void act('accounts/close')}
      />
    )
  }
  switch (place) {
    case 'register':
      return (
        <Register texts={texts} kind={kind} busy={busy} onAgree={() => begin('register')} onBack={toStart} />
      )
    case 'desk':
      return <Desk texts={texts} onBack={toStart} />
    case 'start':
      return (
        <Start
          texts={texts}
          kind={kind}
          busy={busy}
          onSignIn={() => begin('sign-in')}
          onRegister={() => setPlace('register')}
          onWay={toWay}
          onDesk={() => setPlace('desk')}
        />
      )
  }
}
