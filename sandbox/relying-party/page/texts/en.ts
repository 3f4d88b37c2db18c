import type { SiteTexts } from './zh-cn.ts'

export const en: SiteTexts = {
  test: 'Test environment · organisations and people are invented',
  language: 'Language',
  unreachable: 'This site cannot be reached just now. Trying again…',
  back: 'Back',

  kinds: {
    hall: {
      name: 'Sample government service',
      site: 'Services online',
      question: 'How would you like to begin?',
      ways: [
        {
          drawing: 'counter',
          name: 'At the counter',
          help: 'No phone needed, and the same result',
          steps: [
            'Bring your identity document',
            'Come to any counter in the hall',
            'Our staff help you in person',
          ],
        },
      ],
      promise:
        'This site only ever learns “pass” or “fail”, and a code name for you that is used here and nowhere else. It does not see or keep your name or document number.',
      contact: 'the information desk in the hall',
    },
    hotel: {
      name: 'Sample hotel',
      site: 'Guest services',
      question: 'How would you like to use guest services?',
      ways: [
        {
          drawing: 'counter',
          name: 'At the front desk',
          help: 'No phone needed, and the same service',
          steps: ['Bring your identity document', 'Come to the front desk', 'Our staff help you in person'],
        },
      ],
      promise:
        'A check on this site tells us “pass” or “fail”, and a code name for you that is used here and nowhere else: not your name or document number. What the law makes us register when you stay needs a consent of its own.',
      contact: 'the front desk',
    },
    exam: {
      name: 'Sample examination office',
      site: 'Candidate registration',
      question: 'How would you like to register?',
      ways: [
        {
          drawing: 'counter',
          name: 'At a registration point',
          help: 'No phone needed, and the same result',
          steps: [
            'Bring your identity document',
            'Come to the nearest registration point',
            'Our staff register you in person',
          ],
        },
      ],
      promise:
        'A check on this site tells us “pass” or “fail”, and a code name for you that is used here and nowhere else: not your name or document number. At the exam that code name shows that it is you; the law lets us know besides only whether you are a minor, an adult or elderly.',
      contact: 'the desk at a registration point',
    },
    museum: {
      name: 'Sample museum',
      site: 'Book a visit',
      question: 'How would you like to book?',
      help: 'By network identity, by telephone or at the museum: the same dates, the same places, the same visit.',
      ways: [
        {
          drawing: 'telephone',
          name: 'By telephone',
          help: 'No internet or document number needed',
          steps: [
            'Call 000-0000 0000 (test number) while the museum is open',
            'Settle the date and the number of visitors',
            'On the day, show any valid document at the booking window by the main gate',
          ],
        },
        {
          drawing: 'counter',
          name: 'At the museum',
          help: 'Bring any valid document, and visit on the same day',
          steps: [
            'Bring any valid document: identity card, passport, travel permit or residence card',
            'Come to the booking window by the main gate',
            'Our staff book for you in person, and you visit on the same day',
          ],
        },
      ],
      promise:
        'With the network identity this site only learns “pass” or “fail”, and a code name for you that is used here and nowhere else. It does not see or keep your name or document number.',
      contact: 'the desk by the main gate',
    },
    insurer: {
      name: 'Sample insurer',
      site: 'Policy services',
      question: 'How would you like to see to your policy?',
      help: 'Either way takes three steps: begin, be checked, see the result.',
      ways: [
        {
          drawing: 'counter',
          name: 'At a branch',
          help: 'No phone needed, and the same result',
          steps: [
            'Bring your identity document',
            'Come to the counter of any branch',
            'A clerk helps you in person',
          ],
        },
      ],
      promise:
        'A check tells us “pass” or “fail”, and a code name for you that is used here and nowhere else. We learn no name and no document number by it. It adds nothing to your policy and takes nothing away.',
      contact: 'the desk of a branch',
    },
  },

  home: {
    signIn: 'Sign in',
    signInHelp: 'With an account: one tap on your phone',
    register: 'Open an account',
    registerHelp: 'First time here: no name or phone number to fill in',
    staff: 'For staff: look up a receipt',
  },

  register: {
    title: 'Before you open an account',
    notice: ({ name, ways, contact }) => [
      ['Who', `${name}. Questions? Ask ${contact}`],
      ['What for', 'To make sure that it is you, and to open your account'],
      ['How', 'The national network identity service checks; your phone asks for your password'],
      ['What we get', '“Pass” or “fail”, and a code name for you that only we use'],
      ['How long', 'The code name until you close the account, receipts of checks for 180 days'],
      [
        'Your rights',
        `You may say no: ${ways.map((way) => `“${way.name}”`).join(' or ')} gives the same result. Close the account at any time, and it is deleted at once`,
      ],
    ],
    agree: 'Agree and begin',
    agreeToOpen: 'Agree and open the account',
  },

  check: {
    titles: {
      register: 'Open your account by phone',
      'sign-in': 'Sign in by phone',
      confirm: 'Confirm once more that it is you',
    },
    scan: 'Open the network identity app and scan',
    approve: 'Read on the phone who asks and why, then approve',
    type: 'Enter here the two digits that the phone shows',
    steps: 'Three steps',
    code: 'QR code for the check',
    renewed: 'Renewed every 10 seconds',
    samePhone: 'On this very phone?',
    samePhoneHelp: 'Copy the code as text and paste it under “Scan” in the app',
    copy: 'Copy the code',
    copied: 'Copied. Now paste it in the app',
    wallet: 'Open the test wallet',
    opened: 'Open on your phone',
    openedHelp: 'Approve on the phone, and leave this page open',
    digits: 'The two digits on your phone',
    digitsHelp: 'Good for 60 seconds and for one try',
    confirm: 'Confirm',
    checking: 'Checking…',
    cancel: 'Cancel the check',
  },

  outcomes: {
    registered: ['Your account is open', 'Next time, one tap on your phone signs you in'],
    'signed-in': ['You are signed in', ''],
    'had-account': ['You have an account, and are signed in', 'There is no need for another'],
    'no-account': [
      'You have no account here yet',
      'We know that it is you. Read the notice below, and open one without another check.',
    ],
    restored: ['It is you', 'Your account can be used again'],
    failed: ['Check not passed', 'Your phone says why. Try again, or choose another way.'],
    ended: ['The check was cancelled', 'Nothing was sent'],
    expired: ['Time is up', 'The code and the digits are void. Begin again'],
    busy: ['Many people are being checked', 'Try again in a moment'],
    unavailable: ['Cannot check now', 'It is not your fault. Try again in a moment, or choose another way.'],
    'not-told': [
      'You passed, but your code name has not arrived',
      'It is not your fault. Try again in a moment.',
    ],
  },
  again: 'Try again',
  toStart: 'To the start page',

  account: {
    title: 'My account',
    number: 'Account',
    kept: 'Everything we keep about you',
    pseudonym: 'Code name',
    pseudonymHelp: 'Only we use it. Any other organisation sees another one.',
    openedAt: 'Opened',
    signedInAt: 'Last signed in',
    checks: 'Checks',
    ageMarkKept: (mark) => `${mark}; deleted together with the checks`,
    checksKept: (count) => `Time and serial number of ${count}; deleted after 30 days`,
    retained: 'Kept by law',
    noRetained: 'Nothing',
    retainedUntil: (fields, until) => `${fields}; deleted on ${until}`,
    fields: {
      name: 'name',
      'document-kind': 'kind of document',
      'document-number': 'document number',
      birth: 'date of birth',
    },
    between: ', ',
    notKept:
      'Not kept: your network number, phone number or face. Nor do we know what you do at other organisations.',
    signOut: 'Sign out',
    close: 'Close the account',
    closeQuestion: 'Code name and account are deleted at once and cannot be brought back.',
    closeRetained: 'What the law makes us keep is deleted when its time is over.',
    closeYes: 'Close it',
    closeNo: 'Keep it',
    test: 'Test',
    markOdd: 'Make this account ask again',
    markOddHelp: 'As if the site had noticed an unusual sign-in',
  },

  odd: {
    title: 'Confirm once more that it is you',
    help: 'There was an unusual sign-in, and the account is paused. It opens again as soon as you have confirmed.',
    confirm: 'Confirm by phone',
    confirmHelp: 'Your phone asks for your password',
  },

  desk: {
    title: 'Look up a receipt',
    help: 'The receipt number has 20 characters. The terminal and the hall’s software give it after a pass.',
    label: 'Receipt number',
    format: '20 characters: digits and the letters a to f',
    ask: 'Look up',
    known: 'Our code name',
    account: 'Account',
    noAccount: 'None yet',
    ageMark: 'Age mark',
    ageMarks: { minor: 'Minor', adult: 'Adult', elderly: 'Elderly' },
    unknown: 'We have no such receipt',
    unknownHelp: 'Compare the number. Receipts of other organisations are not found here.',
    unavailable: 'Cannot look it up now. Try again in a moment',
  },
}
