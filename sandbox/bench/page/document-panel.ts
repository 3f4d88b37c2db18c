import { element } from '../../web/page/dom.ts'
import { chipProfileIds } from '../chips/profile-ids.ts'
import { faultFieldset } from './fault-fieldset.ts'
import { documentSwitches } from './fault-switches.ts'
import type { BenchTexts } from './locale-zh-cn.ts'
import type { Act, Panel } from './panel.ts'

/** The contactless reader: travel documents to lay on it and to have scanned, its plug, and what goes wrong. */
export function documentPanel(texts: BenchTexts, act: Act): Panel {
  const state = element('strong', { class: 'state' })
  const onIt = element('span', { class: 'terminals' })
  const carried = element('p', { class: 'note' })
  const press = (what: string, path: string) =>
    element('button', { onClick: () => act(what, path, {}) }, what)
  const plug = press(texts.plugDocumentReader, '/api/document/plug')
  const unplug = press(texts.unplugDocumentReader, '/api/document/unplug')
  const lift = press(texts.liftDocument, '/api/document/lift')

  const documents = chipProfileIds.map((id) => {
    const name = texts.documents[id]
    const lies = element('span', { class: 'lies' }, texts.liesDocument)
    const fields = element('span', { class: 'fields' })
    const button = (label: string, path: string, body: unknown) => {
      const what = `${label}：${name}`
      return element(
        'button',
        { attributes: { 'aria-label': what }, onClick: () => act(what, path, body) },
        label,
      )
    }
    const scan = button(texts.scanZone, '/api/scan', { mrz: id })
    const lay = button(texts.lay, '/api/document/lay', { document: id })
    const who = element('span', { class: 'who' }, element('strong', {}, name), fields)
    return { id, lies, fields, lay, row: element('li', {}, who, lies, scan, lay) }
  })

  const faults = faultFieldset(
    {
      title: texts.documentFaultsTitle,
      names: texts.documentFaults,
      switches: documentSwitches,
      path: '/api/document/faults',
      counted: texts.faultCount,
    },
    act,
  )

  return {
    root: element(
      'section',
      { class: 'documents' },
      element('h2', {}, texts.documentReader),
      element('p', { class: 'status' }, state, onIt, faults.count),
      carried,
      element('div', { class: 'row' }, lift, plug, unplug),
      element('p', { class: 'note' }, texts.documentNote),
      element('ul', { class: 'cards' }, ...documents.map(({ row }) => row)),
      faults.root,
    ),
    show: ({ documentReader: { plugged, document, faults: given, vpcd }, documents: printed }) => {
      state.textContent = plugged ? texts.plugged : texts.unplugged
      state.classList.toggle('on', plugged)
      onIt.textContent = document === null ? texts.noDocument : texts.documents[document]
      carried.hidden = vpcd === null
      carried.textContent = vpcd && texts.carried(vpcd.port, vpcd.connected)
      plug.disabled = plugged
      unplug.disabled = !plugged
      lift.disabled = document === null
      for (const { id, lies, fields, lay } of documents) {
        lies.hidden = document !== id
        lay.disabled = document === id
        const found = printed.find((one) => one.id === id)
        fields.textContent = found ? texts.fields(found.documentNumber, found.birth, found.expiry) : ''
      }
      faults.show(given)
    },
  }
}
