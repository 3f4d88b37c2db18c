import { element } from '../../web/page/dom.ts'
import type { BenchState } from '../api.ts'
import type { BenchTexts } from './locale-zh-cn.ts'
import type { Act, Panel } from './panel.ts'

type Terminal = BenchState['terminals'][number]

/** What the platform's operator does about terminals: lets them in, takes their right, enrols their reader. */
export function terminalsPanel(texts: BenchTexts, act: Act): Panel {
  const list = element('ul', { class: 'cards' })
  let shown = ''

  const button = (label: string, step: string, { number }: Terminal) => {
    const what = `${label}：${number}`
    const onClick = () => act(what, `/api/terminals/${step}`, { terminal: number })
    return element('button', { attributes: { 'aria-label': what }, onClick }, label)
  }

  const row = (terminal: Terminal) => {
    const { number, state, sam } = terminal
    const states = element('span', {}, texts.terminalStates[state], sam ? ` · ${texts.samEnrolled}` : '')
    const buttons =
      state === 'revoked'
        ? []
        : [
            ...(state === 'waiting' ? [button(texts.approveTerminal, 'approve', terminal)] : []),
            sam
              ? button(texts.withdrawSam, 'withdraw-sam', terminal)
              : button(texts.enrolSam, 'enrol-sam', terminal),
            button(texts.revokeTerminal, 'revoke', terminal),
          ]
    return element(
      'li',
      {},
      element('span', { class: 'who' }, element('strong', {}, number), states),
      ...buttons,
    )
  }

  return {
    root: element('section', { class: 'enrolled' }, element('h2', {}, texts.enrolledTerminals), list),
    show: ({ terminals }) => {
      // Drawn anew only when something changed, so that a button under a finger stays what it is.
      const next = JSON.stringify(terminals)
      if (next === shown) return
      shown = next
      list.replaceChildren(
        ...(terminals.length > 0
          ? terminals.map(row)
          : [element('li', { class: 'none' }, texts.noTerminals)]),
      )
    },
  }
}
