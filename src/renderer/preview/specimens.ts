import { subjects } from '../../shared/check.ts'
import {
  languages,
  methodIds,
  type DocumentMethod,
  type JourneyScreen,
  type JourneyView,
  type Language,
  type PresentHint,
} from '../../shared/journey-view.ts'

/** An invented hall's words in one language, for previews and tests. */
const words: Readonly<
  Record<
    Language,
    {
      readonly hall: string
      readonly handler: string
      readonly contact: string
      readonly services: readonly (readonly [title: string, note: string])[]
    }
  >
> = {
  'zh-CN': {
    hall: '泰和区政务服务中心',
    handler: '泰和区政务服务管理局',
    contact: '一楼咨询台，电话 000-0000 0000',
    services: [
      ['社会保障卡补办', '卡片遗失或损坏，当场补发'],
      ['居住证明打印', '打印带电子印章的居住证明'],
      ['公积金查询', '查询余额、缴存和提取记录'],
      ['不动产登记资料查询', '查询本人名下的登记资料'],
      ['完税证明打印', '打印近三年的完税证明'],
      ['无犯罪记录证明', '申请开具，三个工作日后领取'],
    ],
  },
  'zh-Hant': {
    hall: '泰和區政務服務中心',
    handler: '泰和區政務服務管理局',
    contact: '一樓諮詢台，電話 000-0000 0000',
    services: [
      ['社會保障卡補辦', '卡片遺失或損壞，當場補發'],
      ['居住證明列印', '列印附電子印章的居住證明'],
      ['公積金查詢', '查詢餘額、供款和提取紀錄'],
      ['不動產登記資料查詢', '查詢本人名下的登記資料'],
      ['完稅證明列印', '列印近三年的完稅證明'],
      ['無犯罪紀錄證明', '申請開具，三個工作日後領取'],
    ],
  },
  en: {
    hall: 'Taihe District Service Hall',
    handler: 'Taihe District Government Services Bureau',
    contact: 'information desk, ground floor; telephone 000-0000 0000',
    services: [
      ['Replace a social security card', 'Lost or damaged; a new card on the spot'],
      ['Print proof of residence', 'Printed here with an electronic seal'],
      ['Housing fund balance', 'Balance, deposits and withdrawals'],
      ['Property register search', 'Entries under your own name'],
      ['Print proof of tax paid', 'For the last three years'],
      ['Certificate of no criminal record', 'Apply here, collect after three working days'],
    ],
  },
}

const serviceIds = ['social-security-card', 'residence', 'housing-fund', 'property', 'tax', 'no-record']
const steps: Partial<Record<JourneyScreen['name'], number>> = {
  service: 1,
  notice: 2,
  subject: 3,
  'guardian-consent': 3,
  method: 3,
  'document-notice': 3,
  present: 4,
  verifying: 5,
}

/** A whole view around one screen. */
export function viewWith(screen: JourneyScreen, language: Language = 'zh-CN', test = true): JourneyView {
  const at = steps[screen.name]
  return {
    language,
    languages,
    hall: words[language].hall,
    window: '3',
    test,
    step: at === undefined ? null : { at, of: 5 },
    screen,
  }
}

/** Every screen in every state it has, by a name for its picture. */
export function screensIn(language: Language): Readonly<Record<string, JourneyScreen>> {
  const { handler, contact, services } = words[language]
  const choices = services.map(([title, note], index) => ({ id: serviceIds[index] ?? 'other', title, note }))
  const service = services[0]?.[0] ?? ''
  const documentNotice = (method: DocumentMethod): JourneyScreen => ({
    name: 'document-notice',
    service,
    notice: { version: '2026-11-22', handler, contact },
    method,
  })
  return {
    attract: { name: 'attract' },
    service: { name: 'service', services: choices.slice(0, 3) },
    'service-six': { name: 'service', services: choices },
    notice: { name: 'notice', service, notice: { version: '2026-11-22', handler, contact } },
    subject: { name: 'subject', service, subjects },
    'guardian-consent': {
      name: 'guardian-consent',
      service,
      notice: { version: '2026-11-22', handler, contact },
    },
    method: { name: 'method', service, methods: methodIds, subject: 'self' },
    'method-child': { name: 'method', service, methods: methodIds, subject: 'child' },
    'document-notice': documentNotice('identity-card'),
    'travel-document-notice': documentNotice('travel-document'),
    ...presentScreens('present', phone, ['reading', 'not-a-code', 'read-again']),
    ...approvalScreens,
    'present-without-typing': presentScreen({ ...phone, typing: 'not-offered' }),
    'present-typing': presentScreen({ ...phone, typing: 'open' }),
    'present-approval-typing': presentScreen({
      ...phone,
      typing: 'open',
      approval: { state: 'approved' },
    }),
    'present-absent-unavailable': presentScreen({
      ...phone,
      reader: 'absent',
      approval: { state: 'unavailable' },
    }),
    ...presentScreens('card', { method: 'identity-card' }, [
      'reading',
      'read-again',
      'take-away-first',
      'card-unusable',
    ]),
    ...presentScreens('document-key', { method: 'travel-document', typing: 'offered' }, [
      'reading',
      'read-again',
      'not-a-document-key',
      'document-key-wrong',
      'document-unusable',
    ]),
    'document-key-typing': presentScreen({ method: 'travel-document', typing: 'open' }),
    ...presentScreens('document', { method: 'travel-document', documentKey: true }, [
      'reading',
      'lay-back',
      'read-again',
    ]),
    ...childScreens,
    verifying: { name: 'verifying' },
    pass: { name: 'pass', service },
    fail: { name: 'fail', canRetry: true },
    'fail-last': { name: 'fail', canRetry: false },
    'unavailable-network': { name: 'unavailable', cause: 'network', canRetry: true },
    'unavailable-platform': { name: 'unavailable', cause: 'platform', canRetry: true },
    'unavailable-terminal': { name: 'unavailable', cause: 'terminal', canRetry: false },
    window: { name: 'window' },
    'out-of-service': { name: 'out-of-service' },
  }
}

type PresentScreen = Extract<JourneyScreen, { readonly name: 'present' }>

function presentScreen(special: Partial<PresentScreen> & Pick<PresentScreen, 'method'>): PresentScreen {
  return {
    name: 'present',
    turn: 'own',
    reader: 'ready',
    hint: 'none',
    typing: 'not-offered',
    approval: null,
    documentKey: false,
    terminal: '90731846',
    ...special,
  }
}

/** A code as long as they come: of an approval that nobody offered. */
const shownCode = `WZA1.17.${'Ab3_'.repeat(10)}xyz.${'9-cD'.repeat(5)}ef.${'5rWL6K-V'.repeat(20)}`

const phone = {
  method: 'network-identity',
  typing: 'offered',
  approval: { state: 'waiting', code: shownCode },
} as const

/** The phone's present screen with each state of its approval. */
const approvalScreens: Readonly<Record<string, JourneyScreen>> = Object.fromEntries(
  (['offering', 'opened', 'approved', 'ended', 'unavailable'] as const).map(
    (state) => [`present-approval-${state}`, presentScreen({ ...phone, approval: { state } })] as const,
  ),
)

/** A child's check: what is asked of the guardian, and then of the child. */
const childScreens: Readonly<Record<string, JourneyScreen>> = {
  'guardian-code': presentScreen({ ...phone, turn: 'guardian' }),
  'child-code': presentScreen({ ...phone, turn: 'child', approval: null }),
  'child-code-shown-before': presentScreen({
    ...phone,
    turn: 'child',
    approval: null,
    hint: 'shown-before',
  }),
  'guardian-card': presentScreen({ method: 'identity-card', turn: 'guardian' }),
  'child-card': presentScreen({ method: 'identity-card', turn: 'child', hint: 'take-away-first' }),
  'guardian-document-key': presentScreen({
    method: 'travel-document',
    typing: 'offered',
    turn: 'guardian',
  }),
  'child-document-key': presentScreen({ method: 'travel-document', typing: 'offered', turn: 'child' }),
  'guardian-document': presentScreen({ method: 'travel-document', documentKey: true, turn: 'guardian' }),
  'child-document': presentScreen({ method: 'travel-document', documentKey: true, turn: 'child' }),
}

/** The present screen while it asks for one thing: its reader's states, and its hints. */
function presentScreens(
  prefix: string,
  asked: Partial<PresentScreen> & Pick<PresentScreen, 'method'>,
  hints: readonly PresentHint[],
): Readonly<Record<string, JourneyScreen>> {
  const readers = (['starting', 'ready', 'absent'] as const).map(
    (reader) => [`${prefix}-${reader}`, presentScreen({ ...asked, reader })] as const,
  )
  const hinted = hints.map((hint) => [`${prefix}-${hint}`, presentScreen({ ...asked, hint })] as const)
  return Object.fromEntries([...readers, ...hinted])
}
