import { element } from '../../web/page/dom.ts'
import type { BenchState } from '../api.ts'
import { badCodeIds, badCodes } from './bad-codes.ts'
import type { BenchTexts } from './locale-zh-cn.ts'
import type { Act, Panel } from './panel.ts'

/** What the scanner can be made to read: the phones' codes, any text, and codes that must be refused. */
export function scanPanel(texts: BenchTexts, act: Act): Panel {
  const phones = element('ul', { class: 'phones' })
  const text = element('textarea', {
    attributes: { rows: '2', placeholder: texts.textPlaceholder, spellcheck: 'false', autocomplete: 'off' },
  })
  const shown = new Map<string, HTMLElement>()
  const scanText = () => act(texts.textLabel, '/api/scan', { text: text.value })
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    scanText()
  })

  const phoneRow = ({ citizen, name }: BenchState['phones'][number], wallet: string): HTMLElement => {
    const state = element('span', { class: 'shows' })
    shown.set(citizen, state)
    const link = element('a', {
      attributes: { href: `${wallet}/#${citizen}`, target: '_blank', rel: 'noreferrer' },
    })
    link.textContent = texts.openWallet
    return element(
      'li',
      {},
      element('div', { class: 'who' }, element('strong', {}, name), state, link),
      element(
        'button',
        {
          class: 'main',
          onClick: () => act(`${name}：${texts.scanFresh}`, '/api/scan', { wallet: citizen, fresh: true }),
        },
        texts.scanFresh,
      ),
      element(
        'button',
        { onClick: () => act(`${name}：${texts.scanShown}`, '/api/scan', { wallet: citizen }) },
        texts.scanShown,
      ),
    )
  }

  return {
    root: element(
      'section',
      { class: 'scan' },
      element('h2', {}, texts.scan),
      element('p', { class: 'note' }, texts.scanNote),
      phones,
      element('h3', {}, texts.textLabel),
      element(
        'div',
        { class: 'text' },
        element('label', {}, element('span', { class: 'visually-hidden' }, texts.textLabel), text),
        element('button', { onClick: scanText }, texts.scanText),
      ),
      element('h3', {}, texts.badCodes),
      element(
        'div',
        { class: 'row' },
        ...badCodeIds.map((id) =>
          element(
            'button',
            { onClick: () => act(texts.bad[id], badCodes[id].path, badCodes[id].body) },
            texts.bad[id],
          ),
        ),
      ),
    ),
    show: (state) => {
      if (shown.size === 0)
        phones.replaceChildren(...state.phones.map((phone) => phoneRow(phone, state.wallet)))
      for (const { citizen, shows } of state.phones) {
        const place = shown.get(citizen)
        if (!place) continue
        place.textContent = texts.shows[shows]
        place.className = `shows ${shows}`
      }
    },
  }
}
