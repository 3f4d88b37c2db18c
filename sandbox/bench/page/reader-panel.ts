import { element } from '../../web/page/dom.ts'
import { cardIds } from '../card-ids.ts'
import { faultFieldset } from './fault-fieldset.ts'
import { samSwitches } from './fault-switches.ts'
import type { BenchTexts } from './locale-zh-cn.ts'
import type { Act, Panel } from './panel.ts'

/** The virtual card reader: its cards, its plug, and what is wrong with it. */
export function readerPanel(texts: BenchTexts, act: Act): Panel {
  const state = element('strong', { class: 'state' })
  const onIt = element('span', { class: 'terminals' })
  const plug = element(
    'button',
    { onClick: () => act(texts.plugReader, '/api/sam/plug', {}) },
    texts.plugReader,
  )
  const unplug = element(
    'button',
    { onClick: () => act(texts.unplugReader, '/api/sam/unplug', {}) },
    texts.unplugReader,
  )
  const lift = element('button', { onClick: () => act(texts.lift, '/api/card/lift', {}) }, texts.lift)

  const cards = cardIds.map((id) => {
    const what = `${texts.lay}：${texts.cards[id]}`
    const lies = element('span', { class: 'lies' }, texts.lies)
    const lay = element(
      'button',
      { attributes: { 'aria-label': what }, onClick: () => act(what, '/api/card/lay', { card: id }) },
      texts.lay,
    )
    const name = element('span', { class: 'who' }, element('strong', {}, texts.cards[id]))
    return { id, lies, lay, row: element('li', {}, name, lies, lay) }
  })

  const faults = faultFieldset(
    {
      title: texts.faultsTitle,
      names: texts.faults,
      switches: samSwitches,
      path: '/api/sam/faults',
      counted: texts.faultCount,
    },
    act,
  )

  return {
    root: element(
      'section',
      { class: 'reader' },
      element('h2', {}, texts.reader),
      element('p', { class: 'status' }, state, onIt, faults.count),
      element('div', { class: 'row' }, lift, plug, unplug),
      element('ul', { class: 'cards' }, ...cards.map(({ row }) => row)),
      faults.root,
    ),
    show: ({ reader }) => {
      state.textContent = reader.plugged ? texts.plugged : texts.unplugged
      state.classList.toggle('on', reader.plugged)
      onIt.textContent = reader.card === null ? texts.noCard : texts.cards[reader.card]
      plug.disabled = reader.plugged
      unplug.disabled = !reader.plugged
      lift.disabled = reader.card === null
      for (const { id, lies, lay } of cards) {
        lies.hidden = reader.card !== id
        lay.disabled = reader.card === id
      }
      faults.show(reader.faults)
    },
  }
}
