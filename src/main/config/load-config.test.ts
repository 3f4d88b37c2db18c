import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigurationError } from './configuration-error.ts'
import { loadTerminalConfig, parseTerminalConfig } from './load-config.ts'

const localised = (text: string) => ({ 'zh-CN': text, 'zh-Hant': text, en: text })

const valid = {
  hall: { name: localised('测试大厅'), window: '3' },
  platform: { url: 'https://platform.example', customNumber: '10000001', policy: 'hall', authMode: 'R01' },
  notice: { version: '2026-11-22', handler: localised('测试大厅'), contact: localised('000-0000') },
  languages: ['zh-CN', 'en'],
  methods: ['network-identity', 'window'],
  services: [{ id: 'a', title: localised('甲'), note: localised('乙') }],
}

/** Whom a service is for is asked unless it says so. */
const asRead = {
  ...valid,
  services: valid.services.map((service) => ({
    ...service,
    subjects: ['self', 'supervised', 'child'],
    keywords: [],
    handOver: { to: 'return' },
  })),
}

const text = JSON.stringify(valid, null, 2)

function faultOf(changed: string): string {
  try {
    parseTerminalConfig('terminal.json', changed)
    return 'none'
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
}

const words = JSON.stringify(localised('丙'))
const noticeForm = String.raw`/^20[2-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(\.[0-9]{1,3})?$/`
const hoursForm = String.raw`/^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/`

const markForm = 'must be one or two letters, digits or Chinese characters'
const digest = 'ab'.repeat(32)

/** The configuration with software of the hall, one member of it on a line of its own. */
function inHallApi(member: string, rest: string, what: string, fault: string): readonly Case[] {
  const open = `"hallApi": { "port": 8787, "clients": [${rest}\n${member} ] },`
  return [[what, text.replace('"methods"', `${open}\n"methods"`), member, `hallApi.clients${fault}`]]
}

const client = (members: string) => `{ "tokenDigest": "sm3:${digest}", ${members} }`

type Case = readonly [what: string, changed: string, mark: string, fault: string]

/** The configuration with something wrong in its service, on a line of its own. */
function inService(member: string, what: string, fault: string): readonly Case[] {
  return [
    [
      `${what} in a service`,
      text.replace('"id": "a",', `"id": "a",\n${member},`),
      member,
      `services[0].${fault}`,
    ],
  ]
}

/** The configuration with hours, on one line of their own. */
function inHours(members: string, what: string, fault: string): readonly Case[] {
  return [
    [what, text.replace('"methods"', `"hours": {\n${members} },\n"methods"`), members, `hours.${fault}`],
  ]
}

/** The configuration with a look of the hall's own, on one line. */
function inLooks(member: string, what: string, fault: string): readonly Case[] {
  return [[what, text.replace('"methods"', `"looks": {\n${member} },\n"methods"`), member, `looks.${fault}`]]
}

/** The number of the line on which `mark` stands in `changed`. */
function lineOf(changed: string, mark: string): number {
  return changed.slice(0, changed.indexOf(mark)).split('\n').length
}

describe('a configuration', () => {
  test('that is valid is read as it stands', () => {
    expect(parseTerminalConfig('terminal.json', text)).toEqual(asRead)
  })

  test('that says whom a service is for asks nobody else', () => {
    const forOne = text.replace('"id": "a",', '"id": "a", "subjects": ["self"],')
    expect(parseTerminalConfig('terminal.json', forOne).services[0]?.subjects).toEqual(['self'])
  })

  test('may give the screens a look of the hall’s own, all of it or a part', () => {
    const looks = { accent: '#8C1D18', mark: '泰' }
    for (const given of [looks, { mark: looks.mark }, { accent: looks.accent }, {}]) {
      const changed = JSON.stringify({ ...valid, looks: given })
      expect(parseTerminalConfig('terminal.json', changed).looks).toEqual(given)
    }
  })

  test('is read from its file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'))
    const path = join(folder, 'terminal.json')
    expect(() => loadTerminalConfig(path)).toThrow(`${path}: there is no such file`)
    expect(() => loadTerminalConfig(folder)).toThrow(`${folder}: cannot be read`)
    writeFileSync(path, text)
    expect(loadTerminalConfig(path)).toEqual(asRead)
    writeFileSync(path, Buffer.from([0x7b, 0xff, 0x7d]))
    expect(() => loadTerminalConfig(path)).toThrow(`${path}: is not UTF-8 text`)
    rmSync(folder, { recursive: true })
  })

  test.each<Case>([
    ['a wrong type', text.replace('"3"', '3'), '"window"', 'hall.window: must be of type string'],
    [
      'a missing member',
      text.replace('    "policy": "hall",\n', ''),
      '"platform"',
      'platform.policy: is missing',
    ],
    [
      'a setting there is not',
      text.replace('"methods"', '"colour": 1,\n  "methods"'),
      '"colour"',
      'colour: is not a setting',
    ],
    [
      'a word not in the list',
      text.replace('"R01"', '"R09"'),
      '"authMode"',
      'platform.authMode: must be one of R01, R02, R03, R04, D01, D02',
    ],
    [
      'another language',
      text.replace('"en"\n', '"fr"\n'),
      '"fr"',
      'languages[1]: must be one of zh-CN, zh-Hant, en',
    ],
    [
      'http to another host',
      text.replace('https:', 'http:'),
      '"url"',
      'platform.url: must be https, or http on the loopback',
    ],
    [
      'something that is no address',
      text.replace('https://platform.example', 'platform'),
      '"url"',
      'platform.url: is not a valid url',
    ],
    [
      'the window left out',
      text.replace(/"network-identity",\s*"window"/, '"network-identity"'),
      '"methods"',
      'methods: the manual window must stay open to everybody',
    ],
    [
      'a number of another form',
      text.replace('10000001', '1'),
      '"customNumber"',
      'platform.customNumber: does not have the form /^[0-9]{8}$/',
    ],
    [
      'no service',
      text.replace(/"services": \[[^\]]*\]/s, '"services": []'),
      '"services"',
      'services: must have 1 or more',
    ],
    [
      'a service for one person twice',
      text.replace('"id": "a",', '"id": "a", "subjects": ["self", "self"],'),
      '"subjects"',
      'services[0].subjects: nobody is named twice',
    ],
    ...inService('"window": 4', 'a window by a number', 'window: must be of type string'),
    ...inService(
      '"methods": ["network-identity"]',
      'no window of its own',
      'methods: the manual window must stay open to everybody',
    ),
    ...inService(
      '"methods": ["window", "identity-card"]',
      'a method that the terminal has not',
      'methods[1]: is not one of the terminal’s methods',
    ),
    ...inService(
      '"policies": { "authMode": "R05" }',
      'a policy of a mode there is not',
      'policies.authMode: must be one of R01, R02, R03, R04, D01, D02',
    ),
    ...inService(
      '"notice": { "version": "v2", "points": [] }',
      'a notice without a date',
      `notice.version: does not have the form ${noticeForm}`,
    ),
    ...inService(
      '"handOver": { "to": "printer" }',
      'a hand-over to what there is not',
      'handOver.to: is not one of the kinds that there are',
    ),
    ...inService(
      '"handOver": { "to": "slip" }',
      'slips at a window that gives none',
      'handOver: window 3 gives no numbers: it needs slips in hall.windows',
    ),
    ...inService(
      '"handOver": { "to": "page", "url": "https://a.example/x", "origins": ["https://b.example"] }',
      'a page at another origin',
      'handOver.url: must be at one of the origins',
    ),
    ...inService(
      '"handOver": { "to": "page", "url": "https://a:b@a.example/x", "origins": ["https://a.example"] }',
      'a page with a password in its address',
      'handOver.url: must be an address of the web, without a user name or password',
    ),
    ...inService(
      '"handOver": { "to": "page", "url": "blob:https://a.example/x", "origins": ["https://a.example"] }',
      'a page that is not of the web',
      'handOver.url: must be an address of the web, without a user name or password',
    ),
    ...inService(
      '"handOver": { "to": "page", "url": "https://a.example/x", "origins": ["https://a.example/"] }',
      'an origin with a path',
      'handOver.origins[0]: must be an origin such as https://hall.example, or http on the loopback',
    ),
    ...inService('"keywords": ["社保", ""]', 'an empty word to look for', 'keywords[1]: must have 1 or more'),
    [
      'two services of one id',
      text
        .replace(/"services": \[/, '"services": [\n{ "id": "b", "title": 0, "note": 0 },\n')
        .replaceAll('"title": 0, "note": 0', `"title": ${words}, "note": ${words}`)
        .replace('"id": "a"', '"id": "b"'),
      '"id": "b",\n',
      'services[1].id: service ids must differ',
    ],
    [
      'a name too long for the screen',
      text.replace('"测试大厅"', `"${'厅'.repeat(21)}"`),
      '厅厅',
      'hall.name.zh-CN: is too long: 20 ideographs or 40 letters fit at most',
    ],
    [
      'a name in characters that nobody would see but as boxes',
      text.replace('"测试大厅"', '"测试\u{20002}大厅"'),
      '大厅"',
      'hall.name.zh-CN: has a character that the screens cannot draw, U+20002',
    ],
    [
      'a name that turns what stands behind it round',
      text.replace('"测试大厅"', '"测试\\u202e大厅"'),
      '大厅"',
      'hall.name.zh-CN: has a character that the screens cannot draw, U+202E',
    ],
    [
      'a window that is not in the list',
      text.replace('"window": "3"', '"window": "3", "windows": [\n{ "number": "4" }]'),
      '"window"',
      'hall.window: is not one of hall.windows',
    ],
    [
      'two windows that give the same numbers',
      text.replace(
        '"window": "3"',
        '"window": "3", "windows": [\n{ "number": "3", "slips": "A" },\n{ "number": "4",\n"slips": "A" }]',
      ),
      '"slips": "A" }]',
      'hall.windows[1].slips: two windows must not give the same numbers',
    ],
    ...inHours(
      '"weekly": { "monday": ["09:00-08:00"] }',
      'a day that ends before it begins',
      'weekly.monday[0]: must end later than it begins',
    ),
    ...inHours(
      '"weekly": { "monday": ["09:00-12:00", "11:00-17:00"] }',
      'hours within others',
      'weekly.monday: must stand in order, with time between them',
    ),
    ...inHours(
      '"weekly": { "monday": ["9-12"] }',
      'hours of another form',
      `weekly.monday[0]: does not have the form ${hoursForm}`,
    ),
    ...inHours('"weekly": { "mon": [] }', 'a day that there is not', 'weekly.mon: is not a setting'),
    ...inHours(
      '"weekly": {}',
      'no day on which it is open',
      'weekly: must have one day on which the hall is open',
    ),
    ...inHours(
      '"weekly": { "monday": ["09:00-12:00"] }, "closed": ["2026-02-30"]',
      'a day that no month has',
      'closed[0]: is not a valid date',
    ),
    ...inLooks(
      '"accent": "#E8A33D"',
      'a colour in which nobody could read',
      'accent: is too pale: its contrast with the paper is 1.92:1, and words need 4.5:1',
    ),
    ...inLooks(
      '"accent": "#767676"',
      'a colour that is dark enough on white alone',
      'accent: is too pale: its contrast with the paper is 4.02:1, and words need 4.5:1',
    ),
    ...inLooks(
      '"accent": "green"',
      'a colour by its name',
      'accent: does not have the form /^#[0-9A-Fa-f]{6}$/',
    ),
    ...inLooks('"mark": "政务局"', 'a mark as long as a name', `mark: ${markForm}`),
    ...inLooks('"mark": " "', 'a mark that nobody sees', 'mark: must have 1 or more'),
    ...inLooks('"mark": "\u0301"', 'a mark that is an accent alone', `mark: ${markForm}`),
    ...inLooks('"mark": "\u3099"', 'a mark that is a voicing sign alone', `mark: ${markForm}`),
    ...['✓', '√', '×'].flatMap((sign) =>
      inLooks(`"mark": "${sign}"`, `a mark that looks like a verdict, ${sign}`, `mark: ${markForm}`),
    ),
    ...inLooks(
      '"mark": "\u{20002}"',
      'a mark that would be a box',
      'mark: has a character that the screens cannot draw, U+20002',
    ),
    ...inLooks('"colour": "#000000"', 'a look that there is not', 'colour: is not a setting'),
    [
      'a hall API without clients',
      text.replace('"methods"', '"hallApi": { "port": 8787, "clients": [] },\n"methods"'),
      '"hallApi"',
      'hallApi.clients: must have 1 or more',
    ],
    ...inHallApi(
      client('"name": "Desk"'),
      '',
      'a client’s name of another form',
      '[0].name: does not have the form /^[a-z0-9-]{1,40}$/',
    ),
    ...inHallApi(
      '{ "name": "desk", "tokenDigest": "secret" }',
      '',
      'a token in the place of its digest',
      '[0].tokenDigest: does not have the form /^sm3:[0-9a-f]{64}$/',
    ),
    ...inHallApi(
      client('"name": "desk"'),
      `${client('"name": "queue"')},`,
      'a token of two clients',
      '[1].tokenDigest: every client needs a token of its own',
    ),
    ...inHallApi(
      '{ "name": "desk", "tokenDigest": "sm3:00"}',
      '',
      'half a digest',
      '[0].tokenDigest: does not have the form /^sm3:[0-9a-f]{64}$/',
    ),
    ...inHallApi(
      `{ "name": "desk", "tokenDigest": "sm3:${digest}" }`,
      `${client('"name": "desk"')},`,
      'two clients of one name',
      '[1].name: client names must differ',
    ),
    ...inHallApi(
      client('"name": "desk", "origins": ["https://hall.example/"]'),
      '',
      'an address in the place of an origin',
      '[0].origins[0]: must be an origin such as https://hall.example, or http on the loopback',
    ),
    ...inHallApi(
      client('"name": "desk", "services": ["a", "b"]'),
      '',
      'a client of a service that there is not',
      '[0].services[1]: is not one of the services',
    ),
    [
      'a port that an administrator alone may open',
      text.replace('"methods"', '"hallApi": { "port": 80, "clients": [] },\n"methods"'),
      '"hallApi"',
      'hallApi.port: is less than the least allowed, 1024',
    ],
    [
      'a delay too short',
      text.replace('"methods"', '"delays": { "idle": 5 },\n  "methods"'),
      '"delays"',
      'delays.idle: is less than the least allowed, 100',
    ],
  ])('with %s names the line and says what is wrong', (_what, changed, mark, fault) => {
    expect(faultOf(changed)).toBe(`terminal.json, line ${lineOf(changed, mark)}: ${fault}`)
  })

  test.each([
    ['a comma too many', '{\n  "a": 1,\n}', 3, 'a member’s name in double quotes was expected'],
    ['a comma too few', '{\n  "a": 1\n  "b": 2 }', 3, 'a comma or } was expected'],
    ['a comment', '{\n  // hall\n}', 2, 'a member’s name in double quotes was expected'],
    ['a member twice', '{ "a": 1,\n\n "a": 2 }', 3, 'the member "a" stands here a second time'],
    ['no value', '{\n  "a":\n}', 3, 'a value was expected'],
    ['a list left open', '[1,\n2', 2, 'a comma or ] was expected'],
    ['no colon', '{ "a" 1 }', 1, 'a colon was expected after "a"'],
    ['text after its end', '{}\n{}', 2, 'nothing may follow the last }'],
    ['nothing in it', '', 1, 'a value was expected'],
    ['a number of another language', '{ "a": 01 }', 1, 'a comma or } was expected'],
    ['a line end in a text', '{ "a": "x\n" }', 1, 'a value was expected'],
  ])('with %s names the line and says what was expected', (_what, changed, line, fault) => {
    expect(faultOf(changed)).toBe(`terminal.json, line ${line}: ${fault}`)
  })

  test('nested without end is refused, not followed', () => {
    expect(faultOf('['.repeat(100_000))).toContain('too deeply nested')
  })

  test('that is JSON and nothing else is read like JSON.parse reads it', () => {
    for (const value of ['1', '"\\u4e00"', '-0.5e+3', '[[],{}, null ]', '{"a":{"b":[true,false]}}']) {
      expect(() => JSON.parse(value) as unknown).not.toThrow()
      expect(faultOf(value)).toMatch(/must be of type|is missing/)
    }
  })
})
