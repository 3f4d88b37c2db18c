import type { WalletTexts } from './locale-zh-cn.ts'

/** What the wallet's page says, in English. */
export const en: WalletTexts = {
  title: 'Network identity',
  test: 'TEST · all people are invented',
  otherLanguage: '中文',
  citizens: 'Whose phone this is',
  networkNumber: 'Network number',
  codeLabel: 'QR code of the network credential',
  help: 'Hold the code over the scanner',
  remaining: (seconds) => `Valid for ${seconds} s`,
  fresh: 'Get a new code',
  used: 'Used',
  usedNote: 'Check passed. Look at the terminal',
  expired: 'Expired',
  expiredNote: 'Tap for a new code',
  history: 'Recent checks',
  noHistory: 'No checks yet',
  pass: 'Pass',
  fail: 'Fail',
  causes: {
    'code-expired': 'The code was older than 60 s. Get a new one and try again',
    'code-used': 'The code had been used. Get a new one and try again',
    'code-unknown': 'That was not your code',
    'factor-missing': 'This service also needs your password or face on the phone',
    'card-unknown': 'The card is not in the register',
    'card-lost': 'Your card was reported lost. If you found it, withdraw the report at the issuing office',
    'card-expired': 'Your card has expired. Have it renewed at the issuing office',
    'card-not-yet-valid': 'Your card is not valid yet',
  },
  advice: ['A code is valid for 60 s and for one check.', 'Do not send a picture of it to anybody.'],
  unreachable: 'The test service cannot be reached. Trying again…',
}
