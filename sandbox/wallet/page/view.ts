import { element, picture, verdictMark } from '../../web/page/dom.ts'
import type { PageLanguage } from '../../web/page/language.ts'
import type { PhoneView, WalletCitizen } from '../api.ts'
import type { CodeView } from './countdown.ts'
import { createDynamicCodePanel, type DynamicCodeView } from './dynamic-code.ts'
import { historyItems } from './history.ts'
import type { WalletTexts } from './locale-zh-cn.ts'
import { drawQr } from '../../../src/shared/qr-drawing.ts'

export interface WalletActions {
  readonly choose: (citizen: string) => void
  readonly fresh: () => void
  /** The number of a terminal was entered, to type eight digits there. */
  readonly enterTerminal: (terminal: string) => void
  readonly switchLanguage: () => void
}

/** The phone's screen: one card, one code, one countdown. It is built once for a language and then kept up to date. */
export interface WalletView {
  readonly root: HTMLElement
  showCitizen(citizen: WalletCitizen): void
  showPhone(phone: PhoneView | null): void
  showCode(code: CodeView): void
  showDynamicCode(code: DynamicCodeView): void
  showTerminalUnknown(unknown: boolean): void
  showReachable(reachable: boolean): void
}

const lifetimeSeconds = 60

export function createWalletView(
  texts: WalletTexts,
  language: PageLanguage,
  citizens: readonly WalletCitizen[],
  actions: WalletActions,
): WalletView {
  const choices = citizens.map((citizen) => citizenChoice(citizen, actions))
  const name = element('strong', { class: 'name' })
  const number = element('span', { class: 'number' })
  const symbol = element('div', { class: 'symbol' })
  const over = element('button', { class: 'over', onClick: actions.fresh })
  const seconds = element('span', { class: 'seconds' })
  const progress = element('progress', {
    attributes: { max: String(lifetimeSeconds), 'aria-hidden': 'true' },
  })
  const code = element(
    'div',
    { class: 'code' },
    symbol,
    element('div', { class: 'countdown' }, seconds, progress),
    element('p', { class: 'help' }, texts.help),
    over,
  )
  const dynamicCode = createDynamicCodePanel(texts.dynamicCode, actions.enterTerminal)
  const history = element('ul', { class: 'history' })
  const unreachable = element(
    'p',
    { class: 'unreachable', attributes: { role: 'status' } },
    texts.unreachable,
  )
  const announcement = element('p', { class: 'visually-hidden', attributes: { role: 'status' } })
  let drawn = ''
  let shownState = ''
  let shownHistory = ''

  const root = element(
    'div',
    { class: 'phone' },
    element('aside', { class: 'test-band' }, texts.test),
    element(
      'header',
      {},
      element('h1', {}, texts.title),
      element('button', { class: 'plain language', onClick: actions.switchLanguage }, texts.otherLanguage),
    ),
    element(
      'main',
      {},
      element(
        'fieldset',
        { class: 'citizens' },
        element('legend', { class: 'visually-hidden' }, texts.citizens),
        ...choices.map(({ label }) => label),
      ),
      element(
        'section',
        { class: 'card', attributes: { 'aria-label': texts.codeLabel } },
        element(
          'div',
          { class: 'holder' },
          name,
          element('span', { class: 'number-line' }, element('span', {}, texts.networkNumber), number),
        ),
        code,
      ),
      element('h2', {}, texts.dynamicCode.title),
      dynamicCode.root,
      unreachable,
      announcement,
      element('h2', {}, texts.history),
      history,
      element('div', { class: 'advice' }, ...texts.advice.map((line) => element('p', {}, line))),
    ),
  )
  unreachable.hidden = true

  return {
    root,
    showCitizen: (citizen) => {
      for (const { id, input } of choices) input.checked = id === citizen.id
      name.textContent = citizen.name
      dynamicCode.clear()
      number.textContent = citizen.networkNumber.match(/.{1,4}/g)?.join(' ') ?? ''
    },
    showPhone: (phone) => {
      const text = phone?.code?.code ?? ''
      if (text !== drawn) {
        drawn = text
        symbol.replaceChildren(...(text === '' ? [] : [qrPicture(text, texts.codeLabel)]))
      }
      const key = JSON.stringify(phone?.history ?? [])
      if (key === shownHistory) return
      shownHistory = key
      history.replaceChildren(...historyItems(phone?.history ?? [], texts, language))
    },
    showCode: (shown) => {
      if (shown.state === 'valid') {
        seconds.textContent = texts.remaining(shown.seconds)
        progress.value = Math.min(shown.seconds, lifetimeSeconds)
        code.classList.toggle('soon', shown.seconds <= 10)
      }
      if (shown.state === shownState) return
      shownState = shown.state
      root.dataset['code'] = shown.state
      const ended = shown.state === 'used' || shown.state === 'expired'
      over.hidden = !ended
      if (shown.state === 'used') over.replaceChildren(...overlay('used', texts))
      if (shown.state === 'expired') over.replaceChildren(...overlay('expired', texts))
      announcement.textContent = ended ? texts[shown.state] : ''
    },
    showDynamicCode: (shown) => dynamicCode.show(shown),
    showTerminalUnknown: (unknown) => dynamicCode.showUnknown(unknown),
    showReachable: (reachable) => {
      unreachable.hidden = reachable
    },
  }
}

function citizenChoice({ id, name }: WalletCitizen, { choose }: WalletActions) {
  const input = element('input', { attributes: { type: 'radio', name: 'citizen', value: id } })
  input.addEventListener('change', () => choose(id))
  return { id, input, label: element('label', {}, input, element('span', {}, name)) }
}

function qrPicture(text: string, label: string): SVGSVGElement {
  const { size, path } = drawQr(text)
  const drawing = picture(
    `0 0 ${size} ${size}`,
    [{ d: `M0 0h${size}v${size}H0z`, fill: '#fff' }, { d: path }],
    label,
  )
  drawing.setAttribute('shape-rendering', 'crispEdges')
  return drawing
}

function overlay(state: 'used' | 'expired', texts: WalletTexts): Node[] {
  const expired = state === 'expired'
  const sign = expired
    ? picture('0 0 24 24', [{ d: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4', class: 'again' }])
    : verdictMark('pass')
  const note = expired ? [] : [element('span', {}, texts.usedNote)]
  return [
    element('span', { class: 'face' }, sign, element('strong', {}, texts[state]), ...note),
    element('span', { class: 'action' }, expired ? texts.expiredNote : texts.fresh),
  ]
}
