import type { DocumentMethod, JourneyScreen, NoticeText } from '../../../shared/journey-view.ts'
import type { Texts } from '../../locales/texts.ts'
import type { NoticePoint } from './consent.tsx'

/** The points of the notice, by their names. */
type PointId = keyof Texts['notice']['points']

/** What the hall tells beside all that, for one service. */
function ownPoints({ points }: NoticeText): readonly NoticePoint[] {
  return points.map((point, index) => ({ id: `own-${index + 1}`, ...point }))
}

/** The notice point by point, in the order of article 11, then what articles 4 to 7 add to it. */
export function noticePoints(
  texts: Texts,
  { service, notice }: Extract<JourneyScreen, { name: 'notice' }>,
  window: string,
): readonly NoticePoint[] {
  const { points } = texts.notice
  const { handler, purpose, way, kinds, retention, rights, necessity, voluntary, minors } = points
  return [
    { id: 'handler', title: handler.title, text: handler.text(notice.handler, notice.contact) },
    { id: 'purpose', title: purpose.title, text: purpose.text(service) },
    { id: 'way', ...way },
    { id: 'kinds', ...kinds },
    { id: 'retention', ...retention },
    { id: 'rights', title: rights.title, text: rights.text(notice.contact) },
    { id: 'necessity', ...necessity },
    { id: 'voluntary', title: voluntary.title, text: voluntary.text(window) },
    { id: 'minors', title: minors.title, text: minors.text(window) },
    ...ownPoints(notice),
  ]
}

/** What a guardian is told before a child is checked: the same points, of both of them. */
export function guardianPoints(
  texts: Texts,
  { service, notice }: Extract<JourneyScreen, { name: 'guardian-consent' }>,
  window: string,
): readonly NoticePoint[] {
  const own = texts.guardianConsent.points
  const said: Readonly<Partial<Record<string, NoticePoint>>> = {
    purpose: { id: 'purpose', title: own.purpose.title, text: own.purpose.text(service) },
    kinds: { id: 'kinds', ...own.kinds },
    necessity: { id: 'necessity', ...own.necessity },
  } satisfies Partial<Record<PointId, NoticePoint>>
  return noticePoints(texts, { name: 'notice', service, notice }, window).map(
    (point) => said[point.id] ?? point,
  )
}

/** What is told before a document of this kind is read. */
export function documentNoticeOf(texts: Texts, method: DocumentMethod): Texts['documentNotice'] {
  return method === 'travel-document' ? texts.travelDocumentNotice : texts.documentNotice
}

/** The notice before a document is read: the same points, and what the check proves. */
export function documentNoticePoints(
  texts: Texts,
  { service, notice, method }: Extract<JourneyScreen, { name: 'document-notice' }>,
  window: string,
): readonly NoticePoint[] {
  const { handler, minors } = texts.notice.points
  const { points } = documentNoticeOf(texts, method)
  const { purpose, way, kinds, proof, retention, rights, necessity, voluntary } = points
  return [
    { id: 'handler', title: handler.title, text: handler.text(notice.handler, notice.contact) },
    { id: 'purpose', title: purpose.title, text: purpose.text(service) },
    { id: 'way', ...way },
    { id: 'kinds', ...kinds },
    { id: 'proof', ...proof },
    { id: 'retention', ...retention },
    { id: 'rights', title: rights.title, text: rights.text(notice.contact) },
    { id: 'necessity', ...necessity },
    { id: 'voluntary', title: voluntary.title, text: voluntary.text(window) },
    { id: 'minors', title: minors.title, text: minors.text(window) },
    ...ownPoints(notice),
  ]
}
