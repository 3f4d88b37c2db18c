import { element } from '../../web/page/dom.ts'
import type { Seen } from './countdown.ts'
import type { WalletTexts } from './locale-zh-cn.ts'

/** What stands where the eight digits are shown. */
export type DynamicCodeView =
  | { readonly state: 'none' | 'used' | 'blocked' | 'expired' }
  | { readonly state: 'valid'; readonly code: string; readonly seconds: number }

/**
 * Counts down by the platform's clock, not by the phone's. When the digits are over, the next ones come with the next
 * answer.
 * @param at the page's own clock (ms)
 */
export function dynamicCodeView({ phone, at: seenAt }: Seen, at: number): DynamicCodeView {
  const shown = phone.dynamicCode
  if (!shown) return { state: 'none' }
  if (shown.state !== 'valid') return { state: shown.state }
  const remaining = shown.expiresAt - (phone.now + at - seenAt)
  return { state: 'valid', code: shown.code, seconds: Math.max(0, Math.ceil(remaining / 1000)) }
}

const lifetimeSeconds = 30

/** The row for the terminal's number, and the digits below it. */
export interface DynamicCodePanel {
  readonly root: HTMLElement
  show(view: DynamicCodeView): void
  /** Says that no terminal has the number, or takes it back. */
  showUnknown(unknown: boolean): void
  /** Empties the row, for another citizen. */
  clear(): void
}

/** @param ask the eight digits of a terminal's number were entered */
export function createDynamicCodePanel(
  texts: WalletTexts['dynamicCode'],
  ask: (terminal: string) => void,
): DynamicCodePanel {
  const input = element('input', {
    attributes: {
      id: 'terminal-number',
      inputmode: 'numeric',
      autocomplete: 'off',
      maxlength: '8',
      pattern: '[0-9]{8}',
      required: '',
      placeholder: '00000000',
      'aria-describedby': 'terminal-number-note',
    },
  })
  const note = element('p', { class: 'note', attributes: { id: 'terminal-number-note', role: 'status' } })
  const digits = element('p', { class: 'digits' })
  const seconds = element('span', { class: 'seconds' })
  const progress = element('progress', {
    attributes: { max: String(lifetimeSeconds), 'aria-hidden': 'true' },
  })
  const valid = element(
    'div',
    { class: 'valid' },
    digits,
    element('div', { class: 'countdown' }, seconds, progress),
    element('p', { class: 'help' }, texts.help),
  )
  const ended = element('p', { class: 'ended', attributes: { role: 'status' } })
  const form = element(
    'form',
    { attributes: { novalidate: '' } },
    element('label', { attributes: { for: 'terminal-number' } }, texts.terminal),
    element('div', { class: 'row' }, input, element('button', { attributes: { type: 'submit' } }, texts.ask)),
    note,
  )
  const showNote = (text: string) => {
    note.textContent = text
    input.setAttribute('aria-invalid', String(text !== ''))
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const terminal = input.value.replaceAll(/\s/g, '')
    if (!/^[0-9]{8}$/.test(terminal)) return showNote(texts.incomplete)
    showNote('')
    ask(terminal)
  })
  valid.hidden = true
  ended.hidden = true
  return {
    root: element(
      'section',
      { class: 'dynamic-code', attributes: { 'aria-label': texts.title } },
      form,
      valid,
      ended,
    ),
    show: (view) => {
      valid.hidden = view.state !== 'valid'
      ended.hidden = view.state === 'valid' || view.state === 'none'
      if (view.state === 'none') return
      if (view.state !== 'valid') {
        if (ended.textContent !== texts[view.state]) ended.textContent = texts[view.state]
        return
      }
      const grouped = `${view.code.slice(0, 4)} ${view.code.slice(4)}`
      if (digits.textContent !== grouped) digits.textContent = grouped
      seconds.textContent = texts.remaining(view.seconds)
      progress.value = view.seconds
      valid.classList.toggle('soon', view.seconds <= 5)
    },
    showUnknown: (unknown) => showNote(unknown ? texts.unknown : ''),
    clear: () => {
      input.value = ''
      showNote('')
    },
  }
}
