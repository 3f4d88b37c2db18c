import { AskError, getJson, postJson } from '../../web/page/ask.ts'
import { chooseLanguage, otherLanguage, type PageLanguage } from '../../web/page/language.ts'
import {
  citizensSchema,
  codeReplySchema,
  dynamicCodeReplySchema,
  phoneSchema,
  type WalletCitizen,
} from '../api.ts'
import { codeView, type Seen } from './countdown.ts'
import { dynamicCodeView } from './dynamic-code.ts'
import { en } from './locale-en.ts'
import { zhCN } from './locale-zh-cn.ts'
import { createWalletView, type WalletView } from './view.ts'

/** The phone asks the platform this often (ms) what became of its code, and moves its countdown this often. */
const askEvery = 1_000
const tickEvery = 200

const locales = { 'zh-CN': zhCN, en }

async function start(): Promise<void> {
  const citizens = await untilAnswered(async () => (await getJson('/api/citizens', citizensSchema)).citizens)
  const [first] = citizens
  if (!first) throw new Error('a wallet without citizens')
  runPhone(citizens, citizens.find(({ id }) => id === location.hash.slice(1)) ?? first)
}

function runPhone(citizens: readonly WalletCitizen[], first: WalletCitizen): void {
  let language = chooseLanguage(location.search, navigator.languages)
  let citizen = first
  let seen: Seen | null = null
  let view = show(language)

  function show(next: PageLanguage): WalletView {
    language = next
    document.documentElement.lang = next
    document.title = locales[next].title
    const made = createWalletView(locales[next], next, citizens, {
      choose: (id) => {
        citizen = citizens.find((other) => other.id === id) ?? citizen
        history.replaceState(null, '', `#${citizen.id}`)
        seen = null
        view.showCitizen(citizen)
        view.showPhone(null)
        void refresh()
      },
      fresh: () => void takeCode(citizen),
      enterTerminal: (terminal) => void takeDynamicCode(citizen, terminal),
      switchLanguage: () => {
        view = show(otherLanguage(language))
        draw()
      },
    })
    made.showCitizen(citizen)
    document.body.replaceChildren(made.root)
    return made
  }

  function draw(): void {
    view.showPhone(seen?.phone ?? null)
    view.showDynamicCode(seen ? dynamicCodeView(seen, performance.now()) : { state: 'none' })
    view.showCode(seen ? codeView(seen, performance.now()) : { state: 'none' })
  }

  async function refresh(): Promise<void> {
    const asked = citizen
    try {
      const phone = await getJson(`/api/phone?citizen=${encodeURIComponent(asked.id)}`, phoneSchema)
      view.showReachable(true)
      if (asked !== citizen) return
      if (!phone.code) return await takeCode(asked)
      seen = { phone, at: performance.now() }
      draw()
    } catch (error) {
      if (!(error instanceof AskError)) throw error
      view.showReachable(false)
    }
  }

  async function takeCode(asked: WalletCitizen): Promise<void> {
    try {
      await postJson('/api/codes', { citizen: asked.id }, codeReplySchema)
    } catch (error) {
      if (!(error instanceof AskError)) throw error
      view.showReachable(false)
      return
    }
    await refresh()
  }

  async function takeDynamicCode(asked: WalletCitizen, terminal: string): Promise<void> {
    try {
      await postJson('/api/dynamic-codes', { citizen: asked.id, terminal }, dynamicCodeReplySchema)
      view.showTerminalUnknown(false)
    } catch (error) {
      if (!(error instanceof AskError)) throw error
      if (error.status === 404) view.showTerminalUnknown(true)
      else view.showReachable(false)
      return
    }
    await refresh()
  }

  draw()
  void refresh()
  setInterval(() => void refresh(), askEvery)
  setInterval(draw, tickEvery)
}

async function untilAnswered<Result>(question: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await question()
    } catch (error) {
      if (!(error instanceof AskError)) throw error
      await new Promise((resolve) => setTimeout(resolve, askEvery))
    }
  }
}

await start()
