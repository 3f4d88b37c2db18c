import { useEffect, useState } from 'react'
import { choosePageLanguage, otherLanguage } from '../../web/page/language.ts'
import { VerdictMark } from '../../web/page/verdict-mark.tsx'
import type { JournalEntry, ListedCheck, Sides, StoredRow } from '../api.ts'
import { en } from './locale-en.ts'
import { type FourSidesTexts, zhCN } from './locale-zh-cn.ts'
import { Scenes } from './scenes.tsx'
import { timeOf } from './time.ts'
import { useFourSides } from './use-four-sides.ts'
import { zhCN as walletTexts } from '../../wallet/page/texts/zh-cn.ts'
import { en as englishWalletTexts } from '../../wallet/page/texts/en.ts'

const locales = { 'zh-CN': zhCN, en }
const phoneTexts = { 'zh-CN': walletTexts, en: englishWalletTexts }

/** One check as each of the four parties keeps it; the last one, or one that was chosen from the list. */
export function FourSidesPage() {
  const [language, setLanguage] = useState(() => choosePageLanguage(location.search, navigator.languages))
  const [chosen, setChosen] = useState<string | null>(null)
  const { reached, scene, terminal, checks, sides } = useFourSides(chosen)
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
          <p className="lead">{texts.lead}</p>
        </div>
        <button className="plain" type="button" onClick={() => setLanguage(otherLanguage(language))}>
          {texts.otherLanguage}
        </button>
      </header>
      <main>
        <p className="status" role="status">
          {reached ? '' : texts.unreachable}
        </p>
        <Scenes present={scene} texts={texts} />
        <Checks
          checks={checks}
          terminal={terminal}
          shown={sides?.bizSeq ?? null}
          texts={texts}
          onChoose={setChosen}
        />
        {sides && (
          <div className="sides">
            <Citizen sides={sides} texts={texts} causes={phoneTexts[language].record.causes} />
            <Terminal sides={sides} texts={texts} />
            <RelyingParty sides={sides} texts={texts} />
            <Platform sides={sides} texts={texts} />
          </div>
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
  readonly onChoose: (bizSeq: string) => void
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
              onClick={() => onChoose(bizSeq)}
            >
              <span className="time">{timeOf(at)}</span>
              <span className="outcome">{texts.outcomes[outcome]}</span>
              {evidence && <span className="evidence">{texts.evidence[evidence]}</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface SideProps {
  readonly sides: Sides
  readonly texts: FourSidesTexts
}

interface ColumnProps {
  readonly name: string
  readonly title: string
  readonly promise: string
  readonly children: React.ReactNode
}

function Column({ name, title, promise, children }: ColumnProps) {
  return (
    <section className={name} aria-labelledby={`title-${name}`}>
      <h2 id={`title-${name}`}>{title}</h2>
      <p className="promise">{promise}</p>
      {children}
    </section>
  )
}

function Citizen({
  sides,
  texts,
  causes,
}: SideProps & { readonly causes: Readonly<Record<string, string>> }) {
  const { citizen: words } = texts
  const { screens, phones } = sides.citizen
  return (
    <Column name="citizen" title={words.title} promise={words.promise}>
      <h3>{words.screen}</h3>
      <ol className="steps">
        {screens.map(({ seq, at, event }) => (
          <li key={seq}>
            <span className="time">{timeOf(at)}</span> {words.steps[event] ?? event}
          </li>
        ))}
      </ol>
      <h3>{words.phone}</h3>
      {phones.length === 0 && <p className="nothing">{words.noPhone}</p>}
      {phones.map(({ at, verdict, cause, relyingParty }) => (
        <div className={`phone ${verdict}`} key={`${at}${relyingParty}`}>
          <VerdictMark verdict={verdict} />
          <div>
            <strong>{verdict === 'pass' ? words.approved : words.failed}</strong>
            <p>
              {timeOf(at)} · {words.askedBy(relyingParty)}
            </p>
            {cause !== null && <p>{causes[cause]}</p>}
          </div>
        </div>
      ))}
    </Column>
  )
}

function Terminal({ sides, texts }: SideProps) {
  const { terminal: words } = texts
  const { heldFrom, goneAt, records } = sides.terminal
  return (
    <Column name="terminal" title={words.title} promise={words.promise}>
      <h3>{words.held}</h3>
      <ol className="steps">
        <li>{words.heldFrom(timeOf(heldFrom))}</li>
        <li className={goneAt === null ? 'waiting' : 'gone'}>
          {goneAt === null ? words.notGone : words.goneAt(timeOf(goneAt))}
        </li>
      </ol>
      <h3>{words.kept(records.length)}</h3>
      {records.map((record) => (
        <Entry key={record.seq} record={record} />
      ))}
    </Column>
  )
}

function Entry({ record: { seq, at, event, fields } }: { readonly record: JournalEntry }) {
  const entries: unknown = JSON.parse(fields)
  const columns = Object.entries(typeof entries === 'object' && entries !== null ? entries : {})
  return (
    <Table
      caption={event}
      columns={[
        { name: 'seq', value: String(seq) },
        { name: 'time', value: timeOf(at) },
        ...columns.map(([name, value]) => ({ name, value: String(value) })),
      ]}
    />
  )
}

/** Who keeps something of the check, with all of it; the others by name. */
function RelyingParty({ sides, texts }: SideProps) {
  const { relyingParty: words } = texts
  const holding = sides.relyingParties.filter(({ rows }) => rows.length > 0)
  const others = sides.relyingParties.filter(({ rows }) => rows.length === 0)
  return (
    <Column name="relying-party" title={words.title} promise={words.promise}>
      {holding.map(({ name, rows }) => (
        <div key={name}>
          <h3>{name}</h3>
          <Rows rows={rows} texts={texts} />
        </div>
      ))}
      {others.length > 0 && <p className="nothing">{words.nothing(others.map(({ name }) => name))}</p>}
    </Column>
  )
}

function Platform({ sides, texts }: SideProps) {
  const { platform: words } = texts
  return (
    <Column name="platform" title={words.title} promise={words.promise}>
      {sides.platform.length === 0 && <p className="nothing">{words.nothing}</p>}
      <Rows rows={sides.platform} texts={texts} />
    </Column>
  )
}

interface RowsProps {
  readonly rows: readonly StoredRow[]
  readonly texts: FourSidesTexts
}

function Rows({ rows, texts }: RowsProps) {
  return rows.map(({ table, columns }) => (
    <Table key={`${table} ${columns[0]?.value}`} caption={texts.table(table)} columns={columns} />
  ))
}

function Table({ caption, columns }: { readonly caption: string; readonly columns: StoredRow['columns'] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <tbody>
        {columns.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
