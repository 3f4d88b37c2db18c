import { useCallback, useEffect, useMemo, useState } from 'react'
import { citizensSchema, type WalletCitizen } from '../api.ts'
import { usePhone, type WatchedPhone } from './hooks.ts'
import { KnownPasswordContext } from './known-password.ts'
import { languages, type WalletLanguage, walletLanguages } from './languages.ts'
import { Icon } from './parts/icon.tsx'
import { PhoneContext, useCitizensPhone } from './parts/phone-context.ts'
import { type GoTo, type Route, type Tab, tabOf, tabs } from './route.ts'
import { DeleteScreen, PasswordScreen, RestoreScreen, SuspendScreen } from './screens/account-screens.tsx'
import { ApplyScreen } from './screens/apply-screen.tsx'
import { ApproveScreen } from './screens/approve-screen.tsx'
import { CardScreen } from './screens/card-screen.tsx'
import { ChildrenScreen, ChildScreen, RequestsScreen, ShownChildScreen } from './screens/children-screens.tsx'
import { ConsentsScreen } from './screens/consents-screen.tsx'
import { MeScreen } from './screens/me-screen.tsx'
import { NoticesScreen } from './screens/notices-screen.tsx'
import { PhonesScreen } from './screens/phones-screen.tsx'
import { RecordScreen } from './screens/record-screen.tsx'
import { ScanScreen } from './screens/scan-screen.tsx'
import { StrongerScreen } from './screens/stronger-screen.tsx'
import { WelcomeScreen } from './screens/welcome-screen.tsx'
import { atFirst } from './showing.ts'
import { SpokenContext, texts, useTexts } from './texts/texts.ts'
import { ask, untilAnswered } from './wallet-client.ts'

/** The name of a new phone in the address. */
const newPhone = 'new'

interface Known {
  readonly citizens: readonly WalletCitizen[]
  readonly knownPassword: string
}

interface AppProps {
  readonly firstLanguage: WalletLanguage
  /** What the address names: a citizen, a new phone, or nothing. */
  readonly named: string
}

/** One phone at a time: whose it is, its language, and where one is on it. */
export function App({ firstLanguage, named }: AppProps) {
  const [language, setLanguage] = useState(firstLanguage)
  const [known, setKnown] = useState<Known | null>(null)
  const learn = useCallback(async () => {
    setKnown(await untilAnswered(() => ask('/api/citizens', {}, citizensSchema)))
  }, [])
  useEffect(() => {
    const first = setTimeout(() => void learn())
    return () => clearTimeout(first)
  }, [learn])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = texts[language].title
  }, [language])
  const spoken = useMemo(() => ({ language, texts: texts[language] }), [language])
  return (
    <SpokenContext value={spoken}>
      {known && (
        <KnownPasswordContext value={known.knownPassword}>
          <Phone
            citizens={known.citizens}
            named={named}
            learn={learn}
            language={language}
            setLanguage={setLanguage}
          />
        </KnownPasswordContext>
      )}
    </SpokenContext>
  )
}

interface PhoneProps {
  readonly citizens: readonly WalletCitizen[]
  readonly named: string
  readonly learn: () => Promise<void>
  readonly language: WalletLanguage
  readonly setLanguage: (language: WalletLanguage) => void
}

function Phone({ citizens, named, learn, language, setLanguage }: PhoneProps) {
  const [holder, setHolder] = useState<string | null>(() => {
    if (named === newPhone) return null
    return (citizens.find(({ id }) => id === named) ?? citizens[0])?.id ?? null
  })
  const [route, setRoute] = useState<Route>({ at: 'card' })
  const [deleted, setDeleted] = useState(false)
  const pickUp = (citizen: string | null) => {
    history.replaceState(null, '', `#${citizen ?? newPhone}`)
    setDeleted(false)
    setHolder(citizen)
    setRoute({ at: 'card' })
  }
  const leave = async (wasDeleted: boolean) => {
    pickUp(null)
    setDeleted(wasDeleted)
    await learn()
  }
  const phone = usePhone(holder, holder, () => void leave(false))
  const goTo = useCallback(
    (next: Route) => {
      setRoute(next)
      if (next.at === 'phones') void learn()
    },
    [learn],
  )
  const isShown = phone.seen !== null && holder !== null
  const tab = isShown ? tabOf(route) : null
  return (
    <div className={tab === null ? 'phone' : 'phone with-tabs'}>
      <TestBand switchPhone={() => goTo({ at: 'phones' })} language={language} setLanguage={setLanguage} />
      {!phone.reachable && <Unreachable />}
      {route.at === 'phones' ? (
        <PhonesScreen citizens={citizens} back={() => goTo({ at: 'card' })} pickUp={pickUp} />
      ) : holder === null ? (
        <NewPhone
          route={route}
          goTo={goTo}
          deleted={deleted}
          issued={(citizen) => {
            void learn()
            pickUp(citizen)
          }}
        />
      ) : (
        <HeldPhone key={holder} phone={phone} route={route} goTo={goTo} deleted={() => void leave(true)} />
      )}
      {tab !== null && <Tabs present={tab} goTo={goTo} />}
    </div>
  )
}

interface TestBandProps {
  readonly switchPhone: () => void
  readonly language: WalletLanguage
  readonly setLanguage: (language: WalletLanguage) => void
}

/** Says on every screen that nothing here is real; what belongs to the test and not to the phone is in it. */
function TestBand({ switchPhone, language, setLanguage }: TestBandProps) {
  const { test, phones, language: languageWord } = useTexts()
  return (
    <aside className="test-band" aria-label={test}>
      <p>{test}</p>
      <div className="test-controls">
        <button type="button" className="plain" onClick={switchPhone}>
          {phones.switch}
        </button>
        <select
          aria-label={languageWord}
          value={language}
          onChange={({ target }) => {
            const chosen = walletLanguages.find((one) => one === target.value)
            if (chosen) setLanguage(chosen)
          }}
        >
          {walletLanguages.map((one) => (
            <option key={one} value={one} lang={one}>
              {languages[one]}
            </option>
          ))}
        </select>
      </div>
    </aside>
  )
}

function Unreachable() {
  const { unreachable } = useTexts()
  return (
    <p className="unreachable" role="status">
      {unreachable}
    </p>
  )
}

interface NewPhoneProps {
  readonly route: Route
  readonly goTo: GoTo
  readonly deleted: boolean
  readonly issued: (citizen: string) => void
}

function NewPhone({ route, goTo, deleted, issued }: NewPhoneProps) {
  if (route.at !== 'apply') return <WelcomeScreen deleted={deleted} apply={() => goTo({ at: 'apply' })} />
  return <ApplyScreen guardian={null} leave={() => goTo({ at: 'card' })} issued={issued} />
}

interface HeldPhoneProps {
  readonly phone: WatchedPhone
  readonly route: Route
  readonly goTo: GoTo
  readonly deleted: () => void
}

function HeldPhone({ phone: { seen, refresh }, route, goTo, deleted }: HeldPhoneProps) {
  if (!seen) return null
  const citizen = seen.phone.holder.id
  return (
    <PhoneContext value={{ seen, refresh, goTo }}>
      <CitizenScreen route={route} goTo={goTo} citizen={citizen} deleted={deleted} />
    </PhoneContext>
  )
}

interface CitizenScreenProps {
  readonly route: Route
  readonly goTo: GoTo
  readonly citizen: string
  readonly deleted: () => void
}

function CitizenScreen({ route, goTo, citizen, deleted }: CitizenScreenProps) {
  switch (route.at) {
    case 'card':
      return <CardScreen showing={route.showing ?? atFirst} />
    case 'phones':
    case 'apply':
      return <CardScreen showing={atFirst} />
    case 'scan':
      return <ScanScreen />
    case 'approve':
      return <ApproveScreen approval={route.approval} leave={() => goTo({ at: 'card' })} />
    case 'stronger':
      return <StrongerScreen citizen={route.citizen} showing={route.showing} />
    case 'record':
      return <RecordScreen />
    case 'me':
      return <MeScreen />
    case 'children':
      return <ChildrenScreen />
    case 'child':
      return <ChildScreen citizen={route.citizen} />
    case 'shown-child':
      return <ShownChildScreen citizen={route.citizen} showing={route.showing} />
    case 'requests':
      return <RequestsScreen />
    case 'apply-for-child':
      return <ApplyForChild guardian={citizen} />
    case 'consents':
      return <ConsentsScreen />
    case 'notices':
      return <NoticesScreen />
    case 'password':
      return <PasswordScreen />
    case 'suspend':
      return <SuspendScreen />
    case 'restore':
      return <RestoreScreen />
    case 'delete':
      return <DeleteScreen deleted={deleted} />
  }
}

function ApplyForChild({ guardian }: { readonly guardian: string }) {
  const { refresh, goTo } = useCitizensPhone()
  const leave = () => goTo({ at: 'children' })
  return <ApplyScreen guardian={guardian} leave={leave} issued={() => void refresh().then(leave)} />
}

function Tabs({ present, goTo }: { readonly present: Tab; readonly goTo: GoTo }) {
  const { tabs: words } = useTexts()
  return (
    <nav className="tabs" aria-label={words.label}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          className="plain tab"
          aria-current={tab === present ? 'page' : undefined}
          onClick={() => goTo({ at: tab })}
        >
          <Icon name={tab} />
          <span>{words[tab]}</span>
        </button>
      ))}
    </nav>
  )
}
