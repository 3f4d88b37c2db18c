import type { BenchTexts } from './locale-zh-cn.ts'

/** What the bench's page says, in English. */
export const en: BenchTexts = {
  title: 'Device bench',
  test: 'TEST · what you do here is as if done by hand',
  otherLanguage: '中文',
  unreachable: 'The test service cannot be reached. Trying again…',

  scan: 'Scan a code',
  scanNote: 'The scanner always reads, whether the terminal waits for a code or not.',
  shows: { nothing: 'phone dark', valid: 'code valid', used: 'code used', expired: 'code expired' },
  scanFresh: 'New code, scan it',
  scanShown: 'Scan what it shows',
  openWallet: 'Open the phone',
  textLabel: 'Scan any text',
  textPlaceholder: 'Paste what the QR code holds',
  scanText: 'Scan',
  badCodes: 'Codes that must not be taken',
  bad: {
    empty: 'Empty',
    binary: 'Binary',
    long: '10 KiB',
    foreign: 'Foreign address',
    malformed: 'Broken report',
  },

  scanner: 'Virtual scanner',
  plugged: 'Plugged in',
  unplugged: 'Unplugged',
  plug: 'Plug in',
  unplug: 'Unplug',
  unplugInCode: 'Unplug in mid-code',
  terminals: (count) =>
    count === 0
      ? 'No terminal connected'
      : count === 1
        ? '1 terminal connected'
        : `${count} terminals connected`,
  waiting: 'waits for the terminal to enable it',
  layout: 'Report layout',
  layouts: {
    A: 'A · most makers',
    'shifted-A': 'A, one byte later',
    B: 'B · Newland',
    C: 'C · Microscan',
    'A-enabled': 'A, enabled by the terminal · Honeywell',
  },
  layoutNote: 'C has no continued reports and ends after 62 bytes; a network credential code has 60.',

  platform: 'Platform',
  up: 'Online',
  down: 'Cut off',
  takeDown: 'Cut it off',
  putUp: 'Put it back',
  clock: 'Platform clock',
  clockAsMachine: 'same as this machine',
  clockAhead: (text) => `${text} ahead`,
  clockBehind: (text) => `${text} behind`,
  units: { minute: ' min', second: ' s' },
  addMinute: '61 s ahead',
  addTen: '10 min ahead',
  resetClock: 'Reset',
  enrolmentCode: 'Enrolment code',
  enrolmentNote: 'One terminal each; the next one follows by itself.',
  reissue: 'Replace',

  done: 'What was done',
  nothingDone: 'Nothing yet',
  sent: (reports, hosts) =>
    `${reports} ${reports === 1 ? 'report' : 'reports'} to ${hosts === 0 ? 'no terminal' : hosts === 1 ? '1 terminal' : `${hosts} terminals`}`,
  failed: 'Did not work',
}
