import type { ScreenTexts } from './zh-CN.ts'

/** English: plain and imperative. */
export const en: ScreenTexts = {
  product: 'Identity check',
  testBanner: 'TEST · results are not valid',
  step: (at, of) => `Step ${at} of ${of}`,
  promise:
    'This machine only ever learns “*pass*” or “*not passed*”. It never sees or keeps your name or ID number.',
  cardPromise:
    'What is read is encrypted at once; only the platform can open it. This machine only learns “*pass*” or “*not passed*”.',
  notYourFault: 'It is not your fault',

  dock: {
    label: 'Actions',
    back: 'Back',
    leave: 'Leave',
    done: 'Done',
    languages: 'Language',
    goToWindow: (window) => `Go to window ${window}`,
  },

  attract: {
    title: 'What do you need?',
    start: 'More services',
    straightToWindow: (window) => `Or go straight to window ${window}`,
  },

  service: {
    title: 'What are you here for?',
    help: 'First comes a notice, then the check',
  },

  notice: {
    title: 'Do you agree to a check?',
    summary: {
      purpose: (service) => `Only for: ${service}`,
      choice: 'Or go to the window: same result',
    },
    full: 'The full notice',
    more: 'Read the full notice below',
    end: 'End of the notice',
    agree: 'Agree',
    decline: 'Do not agree',
    version: (version) => `Notice version ${version}`,
    points: {
      handler: {
        title: 'Who handles it, and how to reach them',
        text: (handler, contact) => `Handled by: ${handler}. Contact: ${contact}.`,
      },
      purpose: {
        title: 'Purpose',
        text: (service) => `To check your identity for “${service}”. It is used for nothing else.`,
      },
      way: {
        title: 'How it works',
        text: 'With the National Network Identity: you show your identity code, or scan the machine’s code, confirm on your phone and tap two digits, or type the 8-digit code from your phone. The machine reads it, encrypts it at once and sends it to the national network identity platform. A password or face check, if one is needed, happens on your own phone and never on this machine. With an identity document: before it is read you are told about it, and asked for separate consent. Either way, the platform answers this machine “pass” or “not passed”, nothing more. If the person who passed has a network identity, the platform also tells the handler a pseudonym that is for the handler alone and, where the law asks for it, an age group (minor, adult or elderly); the pseudonym holds no name and no ID number.',
      },
      kinds: {
        title: 'What information is used',
        text: 'With the National Network Identity, only one thing from your phone: the identity code (a one-time credential), the two digits it shows once you confirmed, or an 8-digit code. The machine reads no name, no ID number and no photo. With an identity document, information in it: you are told which before you give separate consent. If you have a network identity, the handler receives the pseudonym after a pass and, where the law asks for it, the age group. The machine does not record where you are.',
      },
      retention: {
        title: 'How long it is kept',
        text: 'The code, or what was read from a document, is erased from this machine as soon as the check ends. The machine keeps only the time, the language, whom the check was for, the method and kind of evidence, the result, why something could not be read or checked, on which screen help was asked for, the version of this notice and the number of the check, with nothing that identifies you. The platform keeps records for the period that national rules set.',
      },
      rights: {
        title: 'Your rights',
        text: (contact) =>
          `You may see, copy, correct or delete your information, withdraw consent, or ask for an explanation. In the National Network Identity app you can see past checks and close your network number and credential. You can also reach us: ${contact}. Until the check starts, touch “Back” or “Leave” at any time.`,
      },
      necessity: {
        title: 'Why it is needed, and its effect',
        text: 'The code, or the information in a document, stands for your identity and counts as sensitive personal information, so we ask for your separate consent. This service needs a check of your identity; nothing beyond what your chosen way needs is asked for. The result affects this visit only.',
      },
      voluntary: {
        title: 'Voluntary, with another way',
        text: (window) =>
          `Using the national network identity is up to you. You can instead use another way that this machine offers, or show a valid document at window ${window}; service and result are the same.`,
      },
      minors: {
        title: 'Children and young people',
        text: (window) =>
          `Under 14, a parent or other guardian must consent, and is checked before the child. Under 8, the National Network Identity is not used: use a document, or go to window ${window}. From 14 to 17, use this machine with your guardian beside you.`,
      },
    },
  },

  subject: {
    title: 'Who is it for?',
    names: {
      self: 'Myself',
      supervised: 'Someone aged 14 to 17',
      child: 'A child under 14',
    },
    notes: {
      self: '18 or over',
      supervised: 'In person, with a guardian beside them',
      child: 'With a guardian, who is checked first',
    },
    underEight: (window) =>
      `A child under 8 cannot use the National Network Identity. Use a document, or go to window ${window}.`,
  },

  guardianConsent: {
    title: 'May we check the child?',
    help: 'Under 14, a guardian has to agree',
    summary: {
      both: {
        title: 'You first, then the child',
        text: 'You are a parent or other guardian.\nIt is a pass when both of you pass.',
      },
      underEight: {
        title: 'Under 8, use a document',
        text: (window) =>
          `The National Network Identity is not for them. You can also go to window ${window}.`,
      },
    },
    promise:
      'This machine only ever learns “*pass*” or “*not passed*”. It never sees or keeps your name or ID number, nor the child’s.',
    agree: 'Agree as guardian',
    points: {
      purpose: {
        title: 'Purpose',
        text: (service) =>
          `To check the child’s identity for “${service}”, and the guardian who is there. It is used for nothing else.`,
      },
      kinds: {
        title: 'What information is used',
        text: 'One thing that each of you presents: an identity code, the two digits a phone shows once you confirmed, an 8-digit code, or information in a document. Of a document you are told which information before it is read. If the child has a network identity, the handler receives the child’s pseudonym after a pass and, where the law asks for it, the age group. The machine does not record where you are, and does not know the child’s age.',
      },
      necessity: {
        title: 'Why it is needed, and its effect',
        text: 'Information about a child under 14 counts as sensitive personal information, and the rules ask for the consent of a parent or other guardian. It is needed to check the child; nothing beyond it is asked for. The result affects this visit only.',
      },
    },
  },

  method: {
    title: 'Choose a way to check',
    help: 'The result is the same',
    names: {
      'network-identity': '国家网络身份认证',
      'identity-card': 'Resident ID card',
      'travel-document': 'Passport or travel permit',
      window: 'Staffed window',
    },
    networkIdentityLanguage: 'zh-CN',
    networkIdentityNote: 'National Network Identity app',
    networkIdentityChildNote: 'Phone app, children aged 8 or over',
    identityCardNote: 'Foreign permanent resident card too',
    travelDocumentNote: 'With a chip, from China or abroad',
    windowNote: (window) => `Go to window ${window} and ask the staff`,
  },

  documentNotice: {
    title: 'May we read your card?',
    help: 'Reading a card needs your separate consent',
    summary: {
      kinds: {
        title: 'The text in the chip is read',
        text: 'Name, ID number, birth date, address and so on.\nNo photo and no fingerprint is used.',
      },
      proof: {
        title: 'The card is checked, not its holder',
        text: '“Pass” means that the card is genuine and valid.\nIt does not say who is holding it.',
      },
    },
    agree: 'Agree, read it',
    points: {
      purpose: {
        title: 'Purpose',
        text: (service) =>
          `To check for “${service}” that your card is genuine and valid. It is used for nothing else.`,
      },
      way: {
        title: 'How it is read and checked',
        text: 'You lay the card on the reader. The machine’s reading program takes the text from the chip, encrypts it at once inside that program, and sends it to the national network identity platform. Only the platform can open it. The rest of the machine cannot see it and does not keep it. The platform answers this machine “pass” or “not passed”, nothing more. If you have a network identity, after a pass it also tells the handler a pseudonym that is for the handler alone and, where the law asks for it, an age group; the pseudonym holds no name and no ID number.',
      },
      kinds: {
        title: 'What information is used',
        text: 'The text in the chip: name, sex, ethnic group or nationality, date of birth, address, ID number, issuing authority, period of validity and so on, as far as your card has them. The chip gives its photo together with the text; the machine does not look at it, use it or send it, and erases it at once. No fingerprint is read.',
      },
      proof: {
        title: 'What it proves, and what it does not',
        text: 'This way checks the card only, not its holder. “Pass” means that the card is genuine and valid. It does not mean that whoever holds it is the person named on it.',
      },
      retention: {
        title: 'How long it is kept',
        text: 'As soon as the information is encrypted, the reading program erases it; the machine does not keep it. The machine keeps only the time, the language, whom the check was for, the method and kind of evidence, the result, why something could not be read or checked, on which screen help was asked for, the version of this notice and the number of the check, with nothing that identifies you. The platform keeps records for the period that national rules set.',
      },
      rights: {
        title: 'How to withdraw consent, and your rights',
        text: (contact) =>
          `Until you lay the card down, touch “Back” or “Leave” to withdraw consent; nothing is read. After the check you can withdraw consent, see, copy, correct or delete your information, or ask for an explanation: ${contact}. Withdrawing does not undo what is already done.`,
      },
      necessity: {
        title: 'Why it is needed, and its effect',
        text: 'The information in a card counts as sensitive personal information. It is needed to check that the card is genuine and valid, so we ask for your separate consent; nothing beyond it is asked for. The result affects this visit only.',
      },
      voluntary: {
        title: 'Voluntary, with another way',
        text: (window) =>
          `If you do not agree, you can still be served: go back and choose another way, or go to window ${window}; service and result are the same.`,
      },
    },
  },

  travelDocumentNotice: {
    title: 'May we read your document?',
    help: 'Reading it needs your separate consent',
    summary: {
      kinds: {
        title: 'Its bottom lines and chip are read',
        text: 'Name, number, nationality, birth date etc.\nNo fingerprint is read, no face is compared.',
      },
      proof: {
        title: 'Checks the document, not its holder',
        text: '“Pass” means that it is genuine and valid.\nIt does not say who is holding it.',
      },
    },
    agree: 'Agree, read it',
    points: {
      purpose: {
        title: 'Purpose',
        text: (service) =>
          `To check for “${service}” that your document is genuine and valid. It is used for nothing else.`,
      },
      way: {
        title: 'How it is read and checked',
        text: 'Two or three lines are printed at the foot of the page with the photo. The chip opens only to the document number, birth date and expiry date in them. You scan these lines, or type what is needed. Then you lay the document on the reader. The machine’s reading program takes the signed information from the chip, checks the signature, encrypts it at once inside that program, and sends it to the national network identity platform. Only the platform can open it. The rest of the machine cannot see it and does not keep it. The platform answers this machine “pass” or “not passed”, nothing more. If you have a network identity, after a pass it also tells the handler a pseudonym that is for the handler alone and, where the law asks for it, an age group; the pseudonym holds no name and no ID number.',
      },
      kinds: {
        title: 'What information is used',
        text: 'The lines at the foot of the page, and the same in the chip: name, sex, nationality, date of birth, document number, issuing state, date of expiry and so on, as far as your document has them; and the issuer’s digital signature. No fingerprint is read. The photo is read only where this machine is set to check that it is whole: a checksum is taken, the machine does not look at the photo or send it, and erases it at once.',
      },
      proof: {
        title: 'What it proves, and what it does not',
        text: 'This way checks the document only, not its holder. “Pass” means that the document is genuine and valid. It does not mean that whoever holds it is the person named in it.',
      },
      retention: {
        title: 'How long it is kept',
        text: 'As soon as the information is encrypted, the reading program erases it, and what was scanned or typed as well; the machine does not keep it. The machine keeps only the time, the language, whom the check was for, the method and kind of evidence, the result, why something could not be read or checked, on which screen help was asked for, the version of this notice and the number of the check, with nothing that identifies you. The platform keeps records for the period that national rules set.',
      },
      rights: {
        title: 'How to withdraw consent, and your rights',
        text: (contact) =>
          `Until you scan the page or lay the document down, touch “Back” or “Leave” to withdraw consent; nothing is read. After the check you can withdraw consent, see, copy, correct or delete your information, or ask for an explanation: ${contact}. Withdrawing does not undo what is already done.`,
      },
      necessity: {
        title: 'Why it is needed, and its effect',
        text: 'The information in a document counts as sensitive personal information. It is needed to check that the document is genuine and valid, so we ask for your separate consent; nothing beyond it is asked for. The result affects this visit only.',
      },
      voluntary: {
        title: 'Voluntary, with another way',
        text: (window) =>
          `If you do not agree, you can still be served: go back and choose another way, or go to window ${window}; service and result are the same.`,
      },
    },
  },

  present: {
    title: 'Open the Network Identity app',
    steps: { open: 'Open the child’s code in the app', show: 'Hold the code over the scanner below' },
    scan: {
      title: 'Scan this code',
      label: 'QR code for your phone to scan',
      states: {
        offering: { title: 'Getting ready…', text: 'One moment, or use the other way' },
        opened: { title: 'Your phone has it', text: 'Now confirm on your phone' },
        approved: { title: 'Your phone confirmed', text: 'Tap the two digits that it shows' },
        ended: { title: 'It was not confirmed', text: 'That is fine. A new code is coming.' },
        unavailable: {
          title: 'This way cannot be used now',
          text: 'Use the other way.\nIt is not your fault.',
        },
      },
    },
    or: 'or',
    show: {
      title: 'Show your code\nto the scanner',
      absentHelp: 'Use the other way.\nIt is not your fault.',
    },
    scanner: {
      starting: 'Scanner is starting, one moment',
      ready: 'Scanner is ready',
      absent: 'Scanner cannot be used now',
    },
    absentHelp: (window) => `It is not your fault. Please go to window ${window}.`,
    hints: {
      reading: { title: 'Reading…', text: 'Keep the phone where it is' },
      'not-a-code': {
        title: 'This is not an identity code',
        text: 'Open the code in the National Network Identity app',
      },
      'read-again': { title: 'Show it once more', text: 'It was not read in full. It is not your fault.' },
    },
    noCode: (window) => `No code? Go to window ${window}`,
  },

  presentForChild: {
    guardian: {
      code: { title: 'The guardian first', help: 'With the guardian’s app, in either of these ways' },
      card: {
        title: 'The guardian’s card first',
        help: 'Take it away once it is read. The child’s comes next.',
      },
      'document-key': { title: 'Guardian’s photo page first', help: 'The child’s document comes next' },
      document: {
        title: 'Lay down the guardian’s',
        help: 'Take it away once it is read. The child’s comes next.',
      },
    },
    child: {
      code: {
        title: 'Now the child’s code',
        help: 'Do it now: the guardian’s half is good for a minute',
        note: 'The scanner reads it. Nothing to scan this time.',
      },
      card: { title: 'Now the child’s card', help: 'The guardian’s is read. Take it away first.' },
      'document-key': {
        title: 'Now the child’s photo page',
        help: 'The guardian’s is read. Take it away first.',
      },
      document: { title: 'Lay down the child’s', help: 'Lay the child’s document on the reader' },
    },
    shownBefore: {
      title: 'That is the guardian’s code',
      text: 'Open the child’s, then hold it over the scanner',
    },
    guardianWait: 'Take it away once the child’s is asked for',
    takeAwayFirst: { title: 'Take the guardian’s card away', text: 'Then lay down the child’s' },
  },

  presentCard: {
    title: 'Lay down your card',
    steps: { lay: 'Lay the card flat on the reader', wait: 'Take it away once you see “Checking”' },
    reader: {
      starting: 'Reader is starting, one moment',
      ready: 'Reader is ready',
      absent: 'Reader cannot be used now',
    },
    hints: {
      reading: { title: 'Reading…', text: 'Leave the card where it is' },
      'read-again': {
        title: 'Lay the card down again',
        text: 'It was not read in full. It is not your fault.',
      },
      'take-away-first': {
        title: 'Take the card away, then lay it down again',
        text: 'The last card still lies on the reader',
      },
      'card-unusable': {
        title: 'This card cannot be read here',
        text: 'Go back and choose another way, or go to the window',
      },
    },
    noCard: (window) => `No card? Go to window ${window}`,
  },

  presentDocument: {
    steps: {
      scan: 'Hold its bottom lines to the scanner',
      lay: 'Lay it on the reader and leave it there',
    },
    key: {
      title: 'Scan the photo page',
      note: 'On a card, these lines may be on the back',
      reader: {
        starting: 'Getting ready, one moment',
        ready: 'Ready to scan',
        absent: 'Reader cannot be used now',
      },
    },
    document: {
      title: 'Lay down your document',
      note: 'Reading its chip takes some seconds',
      reader: {
        starting: 'Reader is starting, one moment',
        ready: 'Reader is ready',
        absent: 'Reader cannot be used now',
      },
    },
    keyHints: {
      reading: { title: 'Reading…', text: 'Hold the page still' },
      'read-again': { title: 'Scan it once more', text: 'It was not read in full. It is not your fault.' },
    },
    hints: {
      reading: { title: 'Reading the chip…', text: 'This takes some seconds. Leave it where it is.' },
      'read-again': {
        title: 'Lay it down again',
        text: 'It was not read in full. It is not your fault.',
      },
      'lay-back': {
        title: 'Put it back on the reader',
        text: 'Within five seconds, and the reading goes on',
      },
      'not-a-document-key': {
        title: 'The lines were not read',
        text: 'Hold the bottom lines of the photo page to the scanner, or type instead',
      },
      'document-key-wrong': {
        title: 'It did not match',
        text: 'One character may have been misread.\nScan once more, or type instead.',
      },
      'document-unusable': {
        title: 'It cannot be checked here',
        text: 'Use another document, go back and choose another way, or go to the window',
      },
    },
  },

  typing: {
    'dynamic-code': {
      offer: 'Type 8 digits',
      title: 'Enter this on your phone',
      help: 'It then shows 8 digits. Type them below.',
      terminal: 'Machine number',
    },
    'phone-approval': {
      offer: 'Type two digits',
      title: 'Confirmed. One more step.',
      help: 'Tap the two digits that your phone shows',
    },
    'document-key': {
      offer: 'Type instead',
      title: 'Type from your document',
      help: 'Its number, your birth date and its date of expiry',
      promise: 'What you type only opens the chip. It is erased at once, and never kept.',
    },
  },

  secureEntry: {
    fields: {
      'dynamic-code': {
        name: 'Dynamic code',
        title: 'Type the 8 digits on your phone',
        help: 'The keys change places each time, so nobody can watch',
        wrong: 'Those are not the digits. Check your phone.',
      },
      'phone-approval': {
        name: 'Two digits on your phone',
        title: 'Tap the two digits on your phone',
        help: 'Only the phone that approved shows them',
        wrong: 'Those are not the digits. Check your phone.',
      },
      'document-number': {
        name: 'Document number',
        title: 'Type the document number',
        help: 'The part marked below, letters and digits',
        wrong: 'That cannot be the number. Check the document.',
      },
      birth: {
        name: 'Date of birth',
        title: 'Type the date of birth',
        help: 'Year first: 12 Aug 1974 is 740812',
        wrong: 'That cannot be the date. Check the document.',
      },
      expiry: {
        name: 'Date of expiry',
        title: 'Type the date of expiry',
        help: 'Year first: 15 Apr 2032 is 320415',
        wrong: 'That cannot be the date. Check the document.',
      },
    },
    dateHint: 'YYMMDD',
    entered: (count) => `${count} entered`,
    enteredOf: (count, of) => `${count} of ${of} entered`,
    passport: 'Passport: last two lines',
    card: 'Card: the three lines',
    erase: 'Delete',
    clear: 'Clear',
    next: 'Next',
    confirm: 'Confirm',
    leave: 'Stop typing',
  },

  verifying: {
    title: 'Checking…',
    help: 'This usually takes a few seconds',
  },

  pass: {
    title: 'Passed',
    next: (service) => `You can go on with “${service}”`,
    note: 'Take your phone and document with you',
    kept: 'This machine learned “*pass*” and kept neither your name nor your ID number.',
  },

  fail: {
    title: 'Not passed',
    phone: 'Used your phone? It shows why.\nIf it does not, a digit may have been wrong.',
    phoneRetry:
      'Used your phone? It shows why. Get a new code.\nIf it does not, a digit may have been wrong.',
    card: 'Used a document? It may have expired or been cancelled.',
    retryNext: (window) => `Try again, or go to window ${window}`,
    windowNext: (window) => `Go to window ${window}. Staff will help you.`,
    retry: 'Try again',
  },

  unavailable: {
    title: 'Cannot check now',
    causes: {
      network: 'The network is down for the moment',
      platform: 'The platform cannot answer for the moment',
      terminal: 'This machine cannot check for the moment',
    },
    notAVerdict: 'This does not count as “not passed”',
    retryNext: (window) => `Try again, or go to window ${window}`,
    windowNext: (window) => `Go to window ${window}. Staff will help you.`,
    retry: 'Try again',
  },

  window: {
    title: (window) => `Please go to window ${window}`,
    plate: 'Window',
    help: 'Bring a valid document for the staff',
    same: 'The result is the same as here',
  },

  outOfService: {
    title: 'Out of service',
    help: (window) => `Please go to window ${window}`,
  },
}
