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

  reader: 'Card reader',
  plugReader: 'Plug the reader in',
  unplugReader: 'Unplug the reader',
  cards: {
    'test-1': 'Resident card of 测试一',
    'test-2': 'Resident card of 测试二',
    'test-3': 'Resident card of 测试三',
    'hong-kong': 'Hong Kong, Macao and Taiwan residence permit of 测试四',
    'permanent-2017': 'Permanent resident card of 测试五, 2017',
    'permanent-2023': 'Permanent resident card of 测试六, 2023',
    expired: 'Former card of 测试一, expired',
    lost: 'Former card of 测试二, reported lost',
    corrupted: 'Card with damaged text',
  },
  lay: 'Lay it down',
  lies: 'on the reader',
  noCard: 'No card on the reader',
  lift: 'Take the card away',
  faultsTitle: 'Faults of the reader',
  faults: {
    selfTestFailed: 'Self-test fails',
    notAuthorised: 'Module not authorised',
    unreadable: 'Card data do not verify',
    liftedWhileRead: 'Card lifted while it is read',
    silent: 'Answers nothing',
    damaged: 'One byte of each answer is wrong',
    garbage: 'Answers are noise',
    cutAfter: 'Answers end half-way',
    slowness: 'Answers take four times as long',
  },

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
