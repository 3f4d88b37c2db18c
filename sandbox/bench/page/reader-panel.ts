import { element } from '../../web/page/dom.ts'
import { cardIds } from '../card-ids.ts'
import { noFaults, type SamFaults } from '../sam/faults.ts'
import type { BenchTexts } from './locale-zh-cn.ts'
import type { Act, Panel } from './panel.ts'
import { hasFault, switchableFaultIds, withFault } from './reader-faults.ts'

/** The virtual card reader: its cards, its plug, and what is wrong with it. */
export function readerPanel(texts: BenchTexts, act: Act): Panel {
  let faults: SamFaults = noFaults
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

  const switches = switchableFaultIds.map((id) => {
    const input = element('input', { attributes: { type: 'checkbox' } })
    input.addEventListener('change', () => {
      faults = withFault(faults, id, input.checked)
      act(texts.faults[id], '/api/sam/faults', faults)
    })
    return { id, input, label: element('label', {}, input, element('span', {}, texts.faults[id])) }
  })

  return {
    root: element(
      'section',
      { class: 'reader' },
      element('h2', {}, texts.reader),
      element('p', { class: 'status' }, state, onIt),
      element('div', { class: 'row' }, lift, plug, unplug),
      element('ul', { class: 'cards' }, ...cards.map(({ row }) => row)),
      element(
        'fieldset',
        { class: 'layouts faults' },
        element('legend', {}, texts.faultsTitle),
        ...switches.map(({ label }) => label),
      ),
    ),
    show: ({ reader }) => {
      faults = reader.faults
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
      for (const { id, input } of switches) input.checked = hasFault(faults, id)
    },
  }
}
