import { z } from 'zod'
import { inTurn } from '../../../src/shared/in-turn.ts'
import { AskError, getJson, postJson } from '../../web/page/ask.ts'
import { clockTime } from '../../web/page/china-time.ts'
import { element } from '../../web/page/dom.ts'
import { choosePageLanguage, otherLanguage, type PageLanguage } from '../../web/page/language.ts'
import { benchStateSchema, sentSchema } from '../api.ts'
import { documentPanel } from './document-panel.ts'
import { en } from './locale-en.ts'
import { type BenchTexts, zhCN } from './locale-zh-cn.ts'
import type { Panel } from './panel.ts'
import { readerPanel } from './reader-panel.ts'
import { platformPanel } from './platform-panel.ts'
import { scanPanel } from './scan-panel.ts'
import { scannerPanel } from './scanner-panel.ts'
import { terminalsPanel } from './terminals-panel.ts'

/** How often (ms) the page asks for the bench's state. */
const askEvery = 1_000
/** So many actions stay listed. */
const listed = 8

const locales = { 'zh-CN': zhCN, en }

let language = choosePageLanguage(location.search, navigator.languages)
let texts: BenchTexts = locales[language]
let panels: readonly Panel[] = []
const list = element('ul', { class: 'done' })
const unreachable = element('p', { class: 'unreachable', attributes: { role: 'status' } })
/** Actions go out one after another, in the order of the clicks. */
const turn = inTurn()
/** A state that was asked for while an action was on its way, or before one began, is of the past. */
let begun = 0
let answered = 0

function act(what: string, path: string, body: unknown): void {
  begun++
  void turn(async () => {
    note(what, await resultOf(path, body))
    answered++
    await refresh()
  })
}

async function resultOf(path: string, body: unknown): Promise<string> {
  try {
    const answer = sentSchema.safeParse(await postJson(path, body, z.unknown()))
    return answer.success ? texts.sent(answer.data.reports, answer.data.hosts) : ''
  } catch (error) {
    if (error instanceof AskError) return texts.failed
    throw error
  }
}

function note(what: string, result: string): void {
  const time = clockTime(Date.now())
  if (list.firstElementChild?.className === 'none') list.replaceChildren()
  list.prepend(
    element(
      'li',
      {},
      element('span', { class: 'time' }, time),
      element('strong', {}, what),
      element('span', {}, result),
    ),
  )
  while (list.children.length > listed) list.lastElementChild?.remove()
}

async function refresh(): Promise<void> {
  const answeredBefore = answered
  try {
    const state = await getJson('/api/state', benchStateSchema)
    if (answeredBefore === begun) for (const panel of panels) panel.show(state)
    unreachable.hidden = true
  } catch (error) {
    if (!(error instanceof AskError)) throw error
    unreachable.hidden = false
  }
}

function show(next: PageLanguage): void {
  language = next
  texts = locales[next]
  document.documentElement.lang = next
  document.title = texts.title
  unreachable.textContent = texts.unreachable
  list.replaceChildren(element('li', { class: 'none' }, texts.nothingDone))
  const scan = scanPanel(texts, act)
  const scanner = scannerPanel(texts, act)
  const reader = readerPanel(texts, act)
  const documents = documentPanel(texts, act)
  const platform = platformPanel(texts, act)
  const terminals = terminalsPanel(texts, act)
  panels = [scan, scanner, reader, documents, platform, terminals]
  document.body.replaceChildren(
    element('aside', { class: 'test-band' }, texts.test),
    element(
      'header',
      {},
      element('h1', {}, texts.title),
      element(
        'button',
        { class: 'plain language', onClick: () => show(otherLanguage(language)) },
        texts.otherLanguage,
      ),
    ),
    element(
      'main',
      {},
      unreachable,
      element('div', {}, scan.root, documents.root, platform.root, terminals.root),
      element(
        'div',
        {},
        scanner.root,
        reader.root,
        element('section', {}, element('h2', {}, texts.done), list),
      ),
    ),
  )
  void refresh()
}

unreachable.hidden = true
show(language)
setInterval(() => void refresh(), askEvery)
