import { scenesEn } from './scene-words.ts'
import { storedEn } from './stored-words.ts'
import type { Aspect } from './totals.ts'
import type { FourSidesTexts } from './locale-zh-cn.ts'

/** What the four-sided page says, in English. */
export const en: FourSidesTexts = {
  title: 'One check, from its four sides',
  lead: 'Each column is what that party holds now, read from its own database or journal. What tells who it was has its colour.',
  test: 'Test environment · everybody in it is invented',
  otherLanguage: '中文',
  scenes: 'Scene',
  change: 'choose another',
  play: 'Set this scene up',
  set: 'set up',
  notSet: {
    site: 'Not set up: the relying party’s site cannot have a check made. Connect the platform and set its clock right on the bench, then try again.',
    phone:
      'Not set up: somebody in the scene cannot approve by phone; the credential may be paused or deleted. Resume it in the wallet, then try again.',
  },
  scene: scenesEn,
  checks: 'Latest checks',
  noTerminal: 'No terminal is running.',
  noChecks: 'No checks yet. Do something at the kiosk first.',
  unreachable: 'The test service cannot be reached; connecting again…',
  outcomes: {
    pass: 'pass',
    fail: 'fail',
    unavailable: 'cannot check now',
    abandoned: 'nothing presented',
    open: 'under way',
  },
  evidence: {
    'wallet-code': 'phone code',
    'dynamic-code': 'eight digits',
    'phone-approval': 'approved by phone',
    'resident-card': 'identity card',
    'travel-document': 'travel document',
  },
  live: 'read again every second',
  serial: 'Serial number',
  serialNote: 'every row of the kiosk, the relying party and the platform carries it',
  separator: ', ',
  empty: (names) => `Empty: ${names.join(', ')}`,
  asStored: 'as stored',
  milliseconds: (count) => `${count} ms`,
  octets: (count) => `${count} octets`,
  characters: (count) => `${count} characters`,
  stored: storedEn,
  citizen: {
    title: 'What the citizen sees',
    total: ({ steps, records, hasCause }) => {
      const phone = records === 0 ? 'nothing on a phone' : `${records} on the phone`
      return `${steps} steps at the kiosk; ${phone}${hasCause ? ', with the reason' : ''}`
    },
    screen: 'At the kiosk',
    phone: 'In the phone’s history',
    noPhone: 'Nothing of this check is in a phone’s history',
    askedBy: (name) => `asked by ${name}`,
    approved: 'Passed',
    failed: 'Not passed',
  },
  terminal: {
    title: 'What the kiosk keeps',
    total: ({ values, unknown }) =>
      unknown.length === 0
        ? `${values} values, none of which tells who it was`
        : `${unknown.length} of its values may tell who it was: ${unknown.join(', ')}`,
    held: 'The process that reads documents and codes',
    heldFrom: 'began to wait',
    gone: 'ended, and what it had read with it',
    lived: (seconds) => `it was there for ${seconds} s; its memory was given back`,
    notGone: 'still there; replaced when the check ends',
    kept: 'All records with this serial number',
  },
  relyingParty: {
    title: 'What the relying party gets',
    total: ({ isEmpty, pseudonym, hasCitizen, hasAge, retained, isConsented, unknown }) => {
      if (isEmpty) return 'nothing at all'
      const kept = retained.map((name) => storedEn.columns[name] ?? name).join(', ')
      const parts = [
        ...(pseudonym === 'own' ? ['a pseudonym that is used here alone'] : []),
        ...(pseudonym === 'shared' ? ['a pseudonym that stands elsewhere, too'] : []),
        ...(hasCitizen ? ['the platform’s name for the person'] : []),
        ...(hasAge ? ['an age mark'] : []),
        ...(kept === ''
          ? []
          : [`${kept} (${isConsented ? 'with separate consent' : 'no consent is to be found'})`]),
        ...(unknown.length === 0 ? [] : [`${unknown.length} that may tell more: ${unknown.join(', ')}`]),
      ]
      return parts.length === 0 ? 'nothing that tells who it was' : parts.join('; ')
    },
    nothing: (names) => `Nothing at all: ${names.join(', ')}`,
    keptByLaw: (until) => `kept by law, deleted on ${until}`,
  },
  platform: {
    title: 'What the platform keeps',
    total: ({ isEmpty, hasGuardian, knows, lacks, unknown }) => {
      if (isEmpty) return 'nothing at all'
      const aspects: Readonly<Record<Aspect, string>> = {
        citizen: hasGuardian ? 'which child and which guardian' : 'who',
        when: 'when',
        party: 'for whom',
        place: 'where',
        purpose: 'what for',
      }
      const names = (list: readonly Aspect[]) => list.map((aspect) => aspects[aspect]).join(', ')
      const parts = [
        ...(knows.length === 0 ? [] : [`knows ${names(knows)}`]),
        ...(lacks.length === 0 ? [] : [`not ${names(lacks)}`]),
        ...(unknown.length === 0 ? [] : [`${unknown.length} that may tell more: ${unknown.join(', ')}`]),
      ]
      return parts.join('; ')
    },
    kept: 'All rows with this serial number',
    nothing: 'Nothing of this check',
  },
}
