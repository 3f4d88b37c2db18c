import { element } from '../../web/page/dom.ts'
import type { FaultSwitches } from './fault-switches.ts'
import type { Act } from './panel.ts'

export interface FaultFieldset<Faults> {
  readonly root: HTMLElement
  /** How many are on, for where the device's state stands; nothing when it has none. */
  readonly count: HTMLElement
  /** What is wrong with the device now. */
  show(faults: Faults): void
}

/** A device whose faults can be switched, in the page's words. */
interface FaultyDevice<Faults, Id extends keyof Faults & string> {
  readonly title: string
  readonly names: Readonly<Record<Id, string>>
  readonly switches: FaultSwitches<Faults, Id>
  /** Where all faults of the device are set. */
  readonly path: string
  readonly counted: (count: number) => string
}

/** A switch for each fault of one device. */
export function faultFieldset<Faults, Id extends keyof Faults & string>(
  { title, names, switches, path, counted }: FaultyDevice<Faults, Id>,
  act: Act,
): FaultFieldset<Faults> {
  let faults = switches.none
  const count = element('span', { class: 'faulty' })
  const inputs = switches.ids.map((id) => {
    const input = element('input', { attributes: { type: 'checkbox' } })
    input.addEventListener('change', () => {
      faults = switches.turned(faults, id, input.checked)
      act(names[id], path, faults)
    })
    return { id, input, label: element('label', {}, input, element('span', {}, names[id])) }
  })
  return {
    count,
    root: element(
      'fieldset',
      { class: 'layouts faults' },
      element('legend', {}, title),
      ...inputs.map(({ label }) => label),
    ),
    show: (given) => {
      faults = given
      for (const { id, input } of inputs) input.checked = switches.isOn(faults, id)
      const on = inputs.filter(({ input }) => input.checked).length
      count.textContent = on === 0 ? '' : counted(on)
    },
  }
}
