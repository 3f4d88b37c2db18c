import { describe, expect, test } from 'vitest'
import { fixtureConfig } from '../journey/journey-fixture.ts'
import { parseTerminalConfig } from './load-config.ts'

const pinDigest = `pbkdf2-sm3:10000:${'A'.repeat(22)}:${'A'.repeat(43)}`

const exam = {
  kind: 'exam',
  gate: '2',
  staff: [{ number: '07', pinDigest }],
  notices: ['2026-11-22'],
  exam: { opensBefore: 60, lateness: 15 },
  roster: '/srv/roster.csv',
}

/** A configuration with this counter, one member a line. */
function textWith(counter: object, more: object = {}): string {
  const config = { ...fixtureConfig, services: fixtureConfig.services.slice(0, 1), ...more, counter }
  return JSON.stringify(config, null, 2)
}

/** What is wrong with it, and the text of the line that is named. */
function faultOf(counter: object, more?: object): { readonly fault: string; readonly line: string } {
  const text = textWith(counter, more)
  try {
    parseTerminalConfig('terminal.json', text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const [, line = '0', fault = ''] = /line (\d+): (.*)$/.exec(message) ?? []
    return { fault, line: (text.split('\n')[Number(line) - 1] ?? '').trim() }
  }
  throw new Error('nothing is wrong with it')
}

describe('a counter’s configuration', () => {
  test('is read, of an exam and of a hotel', () => {
    expect(parseTerminalConfig('terminal.json', textWith(exam)).counter).toMatchObject({
      kind: 'exam',
      gate: '2',
    })
    const { exam: _exam, roster: _roster, ...common } = exam
    const hotel = { ...common, kind: 'hotel', arrivals: '/srv/arrivals.json' }
    expect(parseTerminalConfig('terminal.json', textWith(hotel)).counter).toMatchObject({ kind: 'hotel' })
  })

  test.each<[string, object, string, RegExp]>([
    [
      'a PIN that stands there itself',
      { staff: [{ number: '07', pinDigest: '246810' }] },
      'pinDigest',
      /form/,
    ],
    [
      'a digest of too few rounds',
      { staff: [{ number: '07', pinDigest: pinDigest.replace('10000', '9999') }] },
      'pinDigest',
      /form/,
    ],
    [
      'two of the same number',
      {
        staff: [
          { number: '07', pinDigest },
          { number: '07', pinDigest },
        ],
      },
      '"number": "07"',
      /staff numbers must differ/,
    ],
    ['nobody', { staff: [] }, '"staff"', /1 or more/],
    ['a folder for exports that does so', { exports: 'exports' }, '"exports"', /exports/],
    ['a roster that depends on where it was started', { roster: 'roster.csv' }, '"roster"', /roster/],
    ['a version twice', { notices: ['2026-11-22', '2026-11-22'] }, '"notices"', /named twice/],
    ['a delay that is none', { delays: { idleLock: 1 } }, '"idleLock"', /least allowed/],
    ['a member of a hotel’s', { arrivals: '/srv/a.json' }, '"arrivals"', /not a setting/],
    ['a gate with a space', { gate: '2 A' }, '"gate"', /form/],
  ])('with %s is refused by its line', (_what, change, line, fault) => {
    const found = faultOf({ ...exam, ...change })
    expect(found.line).toContain(line)
    expect(found.fault).toMatch(fault)
  })

  test('has one service, which awaits nobody, and the network identity', () => {
    expect(faultOf(exam, { services: fixtureConfig.services }).fault).toMatch(/one service/)
    const [service] = fixtureConfig.services
    const awaiting = {
      ...service,
      awaits: { expected: 'A'.repeat(32) },
      methods: ['network-identity', 'window'],
    }
    expect(faultOf(exam, { services: [awaiting] }).fault).toMatch(/who is awaited/)
    expect(faultOf(exam, { methods: ['identity-card', 'window'] }).fault).toMatch(/network identity/)
  })
})
