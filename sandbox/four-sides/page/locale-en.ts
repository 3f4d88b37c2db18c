import { scenesEn } from './scene-words.ts'
import type { FourSidesTexts } from './locale-zh-cn.ts'

/** What the four-sided page says, in English. */
export const en: FourSidesTexts = {
  title: 'One check, from its four sides',
  lead: 'Each column is what that party holds at this moment, read from its own database or record, word for word.',
  test: 'Test environment · everybody in it is invented',
  otherLanguage: '中文',
  scenes: 'Scenes',
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
  citizen: {
    title: 'What the citizen sees',
    promise: 'All of it, and why it failed if it did.',
    screen: 'At the kiosk',
    phone: 'In the phone’s history',
    noPhone: 'Nothing of this check is in a phone’s history',
    steps: {
      'journey.start': 'touched the start screen',
      'journey.consent': 'read the notice and agreed',
      'journey.document-consent': 'agreed to the document being read',
      'journey.method': 'chose a method',
      'journey.end': 'left; the screen was cleared',
    },
    askedBy: (name) => `asked by ${name}`,
    approved: 'Passed',
    failed: 'Not passed',
  },
  terminal: {
    title: 'What the kiosk keeps',
    promise: 'One word, pass or fail. What was read ended with its process.',
    held: 'The process that reads documents and codes',
    heldFrom: (time) => `${time} began to wait`,
    goneAt: (time) => `${time} ended, its memory given back`,
    notGone: 'still there, about to be ended',
    kept: (count) => `All records in its journal (${count})`,
  },
  relyingParty: {
    title: 'What the relying party gets',
    promise: 'Its own name for the person; more only by law and separate consent.',
    nothing: (names) => `Nothing at all: ${names.join(', ')}`,
  },
  platform: {
    title: 'What the platform keeps',
    promise: 'Who was checked when, and for whom. Not where, and not for what.',
    nothing: 'Nothing of this check',
  },
  table: (name) => `table ${name}`,
}
