import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigurationError, loadTerminalConfig, parseTerminalConfig } from './load-config.ts'

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
  services: valid.services.map((service) => ({ ...service, subjects: ['self', 'supervised', 'child'] })),
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

  test.each([
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
      'services: is less than the least allowed, 1',
    ],
    [
      'a service for one person twice',
      text.replace('"id": "a",', '"id": "a", "subjects": ["self", "self"],'),
      '"subjects"',
      'services[0].subjects: nobody is named twice',
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
