import { element } from '../../web/page/dom.ts'
import { scannerModelIds } from '../scanner-models.ts'
import { faultFieldset } from './fault-fieldset.ts'
import { scannerSwitches } from './fault-switches.ts'
import type { BenchTexts } from './locale-zh-cn.ts'
import type { Act, Panel } from './panel.ts'

/** The virtual scanner's plug, its make, who is at the other end of the cable, and what is wrong with it. */
export function scannerPanel(texts: BenchTexts, act: Act): Panel {
  const state = element('strong', { class: 'state' })
  const terminals = element('span', { class: 'terminals' })
  const plug = element('button', { onClick: () => act(texts.plug, '/api/plug', {}) }, texts.plug)
  const unplug = element('button', { onClick: () => act(texts.unplug, '/api/unplug', {}) }, texts.unplug)
  const half = element(
    'button',
    {
      onClick: () => {
        act(texts.unplugInCode, '/api/scan-partial', { text: 'WZ1:'.padEnd(100, 'A') })
        act(texts.unplug, '/api/unplug', {})
      },
    },
    texts.unplugInCode,
  )
  const layouts = scannerModelIds.map((layout) => {
    const input = element('input', { attributes: { type: 'radio', name: 'layout', value: layout } })
    input.addEventListener('change', () => act(texts.layouts[layout], '/api/plug', { layout }))
    return { layout, input, label: element('label', {}, input, element('span', {}, texts.layouts[layout])) }
  })
  const faults = faultFieldset(
    {
      title: texts.scannerFaultsTitle,
      names: texts.scannerFaults,
      switches: scannerSwitches,
      path: '/api/scanner/faults',
      counted: texts.faultCount,
    },
    act,
  )
  return {
    root: element(
      'section',
      { class: 'scanner' },
      element('h2', {}, texts.scanner),
      element('p', { class: 'status' }, state, terminals, faults.count),
      element('div', { class: 'row' }, plug, unplug, half),
      element(
        'fieldset',
        { class: 'layouts' },
        element('legend', {}, texts.layout),
        ...layouts.map(({ label }) => label),
      ),
      element('p', { class: 'note' }, texts.layoutNote),
      faults.root,
    ),
    show: ({ scanner, hosts }) => {
      state.textContent = scanner.plugged ? texts.plugged : texts.unplugged
      state.classList.toggle('on', scanner.plugged)
      const waits = scanner.plugged && hosts.some(({ enabled }) => !enabled)
      terminals.textContent = texts.terminals(hosts.length) + (waits ? ` · ${texts.waiting}` : '')
      plug.disabled = scanner.plugged
      unplug.disabled = !scanner.plugged
      half.disabled = !scanner.plugged
      for (const { layout, input } of layouts) input.checked = layout === scanner.layout
      faults.show(scanner.faults)
    },
  }
}
