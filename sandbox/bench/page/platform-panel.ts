import { element } from '../../web/page/dom.ts'
import type { BenchTexts } from './locale-zh-cn.ts'
import { describeOffset } from './offset.ts'
import type { Act, Panel } from './panel.ts'

/** The platform's switch, its clock, and the code for the next terminal. */
export function platformPanel(texts: BenchTexts, act: Act): Panel {
  let offset = 0
  const state = element('strong', { class: 'state' })
  const address = element('span', { class: 'address' })
  const down = element(
    'button',
    { onClick: () => act(texts.takeDown, '/api/platform', { up: false }) },
    texts.takeDown,
  )
  const up = element(
    'button',
    { onClick: () => act(texts.putUp, '/api/platform', { up: true }) },
    texts.putUp,
  )
  const distance = element('span')
  const code = element('code')
  const turn = (label: string, by: number | null) =>
    element(
      'button',
      { onClick: () => act(label, '/api/clock', { offsetMs: by === null ? 0 : offset + by }) },
      label,
    )
  return {
    root: element(
      'section',
      { class: 'platform' },
      element('h2', {}, texts.platform),
      element('p', { class: 'status' }, state, address),
      element('div', { class: 'row' }, down, up),
      element('h3', {}, texts.clock),
      element('p', { class: 'status' }, distance),
      element(
        'div',
        { class: 'row' },
        turn(texts.addMinute, 61_000),
        turn(texts.addTen, 600_000),
        turn(texts.resetClock, null),
      ),
      element('h3', {}, texts.enrolmentCode),
      element(
        'div',
        { class: 'row' },
        code,
        element(
          'button',
          { onClick: () => act(`${texts.enrolmentCode}：${texts.reissue}`, '/api/enrolment-code', {}) },
          texts.reissue,
        ),
      ),
      element('p', { class: 'note' }, texts.enrolmentNote),
      element('h3', {}, texts.incident),
      element(
        'div',
        { class: 'row' },
        element(
          'button',
          { onClick: () => act(texts.declareIncident, '/api/incident', { kind: 'credentials-misused' }) },
          texts.declareIncident,
        ),
      ),
    ),
    show: ({ platform, offsetMs, enrolmentCode }) => {
      offset = offsetMs
      state.textContent = platform.up ? texts.up : texts.down
      state.classList.toggle('on', platform.up)
      address.textContent = platform.url
      down.disabled = !platform.up
      up.disabled = platform.up
      distance.textContent = describeOffset(offsetMs, texts)
      code.textContent = enrolmentCode
    },
  }
}
