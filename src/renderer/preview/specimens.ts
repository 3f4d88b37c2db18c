import { subjects } from '../../shared/check.ts'
import { type Access, plainAccess } from '../../shared/access.ts'
import {
  languages,
  methodIds,
  type DocumentMethod,
  type JourneyScreen,
  type JourneyView,
  type Language,
  type PresentHint,
} from '../../shared/journey-view.ts'
import { accessSpecimens } from './specimens/access.ts'
import type { AreaSpecimens } from './specimens/area-specimens.ts'
import { hallSpecimens } from './specimens/hall.ts'
import { inventedHall } from './specimens/invented-hall.ts'
import { visitSpecimens } from './specimens/visit.ts'

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
export function viewWith(
  screen: JourneyScreen,
  language: Language = 'zh-CN',
  test = true,
  access: Access = plainAccess,
): JourneyView {
  const at = steps[screen.name]
  return {
    language,
    languages,
    hall: inventedHall(language).name,
    looks: { accent: null, mark: null },
    window: '3',
    helpWindow: '3',
    slip: null,
    test,
    access,
    voiceOffered: true,
    visit: 1,
    warning: null,
    step: at === undefined ? null : { at, of: 5 },
    screen,
  }
}

function areasIn(language: Language): readonly AreaSpecimens[] {
  const hall = inventedHall(language)
  return [visitSpecimens(hall), accessSpecimens(hall), hallSpecimens(hall, language)]
}

/** Every view that is worth a picture, by its name: each screen in every state it has, and what is special elsewhere. */
export function viewsIn(
  language: Language,
  access: Access = plainAccess,
): Readonly<Record<string, JourneyView>> {
  const views = Object.entries(screensIn(language)).map(
    ([name, screen]) => [name, viewWith(screen, language, true, access)] as const,
  )
  const special = areasIn(language).flatMap((area) =>
    Object.entries(area.views).map(
      ([name, { screen, ...rest }]) =>
        [name, { ...viewWith(screen, language, true, access), ...rest }] as const,
    ),
  )
  return Object.fromEntries([...views, ...special])
}

/** Every screen in every state it has, by a name for its picture. */
export function screensIn(language: Language): Readonly<Record<string, JourneyScreen>> {
  const { notice, service } = inventedHall(language)
  const documentNotice = (method: DocumentMethod): JourneyScreen => ({
    name: 'document-notice',
    service,
    notice,
    method,
  })
  return {
    ...Object.fromEntries(areasIn(language).flatMap(({ screens }) => Object.entries(screens))),
    subject: { name: 'subject', service, subjects },
    'guardian-consent': { name: 'guardian-consent', service, notice },
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
    fail: { name: 'fail', canRetry: true },
    'fail-last': { name: 'fail', canRetry: false },
    'unavailable-network': { name: 'unavailable', cause: 'network', canRetry: true },
    'unavailable-platform': { name: 'unavailable', cause: 'platform', canRetry: true },
    'unavailable-terminal': { name: 'unavailable', cause: 'terminal', canRetry: false },
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
