import type { Texts } from './zh-CN.ts'

/** English: plain and imperative. */
export const en: Texts = {
  product: 'Identity check',
  testBanner: 'TEST · results are not valid',
  step: (at, of) => `Step ${at} of ${of}`,
  promise:
    'This machine only ever learns “*pass*” or “*not passed*”. It never sees or keeps your name or ID number.',
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
    title: 'Identity check',
    help: 'Have your National Network Identity app ready',
    start: 'Touch to start',
    noPhone: (window) => `No phone? Go to window ${window}`,
  },

  service: {
    title: 'What are you here for?',
    help: 'First comes a notice, then the check',
  },

  notice: {
    title: 'Before the check',
    help: (service) => `“${service}” needs a check of your identity`,
    summary: {
      purpose: {
        title: 'Only to see that you are you',
        text: 'For this one visit, and nothing else.',
      },
      choice: {
        title: 'It is your choice',
        text: (window) => `If you do not agree, go to window ${window}. The result is the same.`,
      },
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
        text: (service) =>
          `To confirm that you are the person applying for “${service}”. It is used for nothing else.`,
      },
      way: {
        title: 'How it works',
        text: 'You show your identity code. The machine reads it, encrypts it at once and sends it to the national network identity platform. The platform answers “pass” or “not passed”, nothing more. A password or face check, if one is needed, happens on your own phone and never on this machine.',
      },
      kinds: {
        title: 'What information is used',
        text: 'Only the identity code on your phone, a one-time credential. The machine reads no name, no ID number and no photo, and does not record where you are.',
      },
      retention: {
        title: 'How long it is kept',
        text: 'The code is erased from this machine as soon as the check ends. The machine keeps only the time, language, method, result and number of the check and the version of this notice, with nothing that identifies you. The platform keeps records for the period that national rules set.',
      },
      rights: {
        title: 'Your rights',
        text: (contact) =>
          `You may see, copy, correct or delete your information, withdraw consent, or ask for an explanation. In the National Network Identity app you can see past checks and close your network number and credential. You can also reach us: ${contact}. Until the check starts, touch “Back” or “Leave” at any time.`,
      },
      necessity: {
        title: 'Why it is needed, and its effect',
        text: 'The code stands for your identity and counts as sensitive personal information, so we ask for your separate consent. This service must know that it is you; nothing beyond the code is asked for. The result affects this visit only.',
      },
      voluntary: {
        title: 'Voluntary, with another way',
        text: (window) =>
          `Using the national network identity is up to you. You can instead show a valid document at window ${window}; service and result are the same.`,
      },
      minors: {
        title: 'Children and young people',
        text: (window) =>
          `Under 14, a parent or other guardian must consent: come to window ${window} together. From 14 to 17, use this machine with your guardian beside you.`,
      },
    },
  },

  method: {
    title: 'Choose a way to check',
    help: 'Either is fine. The result is the same.',
    names: { 'network-identity': '国家网络身份认证', window: 'Staffed window' },
    networkIdentityLanguage: 'zh-CN',
    networkIdentityNote: 'National Network Identity, phone app',
    windowNote: (window) => `Go to window ${window} and ask the staff`,
  },

  present: {
    title: 'Show your identity code',
    steps: { open: 'Open the National Network Identity app', show: 'Hold the code over the scanner below' },
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
        text: 'Open the code in the National Network Identity app, then hold it over the scanner',
      },
      'read-again': { title: 'Show it once more', text: 'It was not read in full. It is not your fault.' },
    },
    noCode: (window) => `No code? Go to window ${window}`,
  },

  verifying: {
    title: 'Checking…',
    help: 'This usually takes a few seconds',
  },

  pass: {
    title: 'Passed',
    next: (service) => `You can go on with “${service}”`,
    note: 'Take your phone with you',
    kept: 'This machine learned “*pass*” and kept neither your name nor your ID number.',
  },

  fail: {
    title: 'Not passed',
    reason: 'The code may have expired or been used before',
    phone: 'Your phone shows the reason',
    retryNext: 'Get a new code on your phone and try again',
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
