import { describe, expect, test } from 'vitest'
import { defaultDelays, delaysSchema, terminalConfigSchema } from './config.ts'
import { noticeVersionSchema } from './service-config.ts'

const localised = (text: string) => ({ 'zh-CN': text, 'zh-Hant': text, en: text })
const service = { id: 'a', title: localised('甲'), note: localised('乙') }
const valid = {
  hall: { name: localised('测试大厅'), window: '3' },
  platform: { url: 'https://platform.example', customNumber: '10000001', policy: 'hall', authMode: 'R01' },
  notice: { version: '2026-11-22', handler: localised('测试大厅'), contact: localised('000-0000') },
  languages: ['zh-CN'],
  methods: ['network-identity', 'window'],
  services: [service],
}
/** What a service tells in its own notice. */
const notice = { version: '2026-11-30', points: [{ title: localised('丙'), text: localised('丁。') }] }
const isTaken = (config: object) => terminalConfigSchema.safeParse(config).success

describe('a configuration', () => {
  test('is taken when it is whole', () => {
    expect(isTaken(valid)).toBe(true)
    expect(isTaken({ ...valid, delays: { idle: 30_000 } })).toBe(true)
  })

  test.each(Object.keys(valid))('is refused without %s', (name) => {
    const { [name]: _left, ...rest } = Object.fromEntries(Object.entries(valid))
    expect(isTaken(rest)).toBe(false)
  })

  test.each<[string, object]>([
    ['a setting too many', { colour: 'red' }],
    ['a language missing in a text', { hall: { ...valid.hall, name: { 'zh-CN': '甲', en: 'a' } } }],
    ['an empty text', { hall: { ...valid.hall, name: localised('') } }],
    ['a window that is no number', { hall: { ...valid.hall, window: '三' } }],
    ['no language', { languages: [] }],
    ['the manual window closed', { methods: ['network-identity'] }],
    ['resident cards without a policy of their own', { methods: ['identity-card', 'window'] }],
    ['travel documents without a policy of their own', { methods: ['travel-document', 'window'] }],
    ['two services of one id', { services: [service, service] }],
    [
      'more services than anybody looks through',
      { services: Array.from({ length: 201 }, (_, index) => ({ ...service, id: `s${index}` })) },
    ],
    ['a delay that there is not', { delays: { sleep: 1000 } }],
    ['a delay without end', { delays: { idle: 10_000_000 } }],
    ['a delay in another unit', { delays: { idle: '60 s' } }],
  ])('is refused with %s', (_what, change) => {
    expect(isTaken({ ...valid, ...change })).toBe(false)
  })
})

describe('a service that awaits somebody by a pseudonym', () => {
  const expecting = { ...service, id: 'b', awaits: { expected: 'a'.repeat(32) } }
  const platform = { ...valid.platform, cardPolicy: 'hall-d01', documentPolicy: 'hall-d02' }

  test('takes the network identity, and no document of somebody else', () => {
    const at = (...methods: string[]) => ({ ...valid, platform, services: [service, expecting], methods })
    expect(isTaken(at('network-identity', 'window'))).toBe(true)
    expect(isTaken(at('network-identity', 'identity-card', 'window'))).toBe(false)
    expect(isTaken(at('network-identity', 'travel-document', 'window'))).toBe(false)
  })

  test('is another one than one whose guest consented, at which documents stay', () => {
    const services = [{ ...service, notice, awaits: { retention: 'a'.repeat(32) } }]
    const methods = ['network-identity', 'identity-card', 'travel-document', 'window']
    expect(isTaken({ ...valid, platform, services, methods })).toBe(true)
  })
})

test('what a guest’s consent lets the relying party keep is told in the service’s own notice, or refused', () => {
  const awaits = { retention: 'a'.repeat(32) }
  expect(isTaken({ ...valid, services: [{ ...service, notice, awaits }] })).toBe(true)
  expect(isTaken({ ...valid, services: [{ ...service, awaits }] })).toBe(false)
  expect(isTaken({ ...valid, services: [{ ...service, awaits: {} }] })).toBe(true)
})

describe('the platform’s address', () => {
  const isAddress = (url: string) => isTaken({ ...valid, platform: { ...valid.platform, url } })

  test.each([
    'https://platform.example',
    'https://platform.example:8443/base',
    'http://127.0.0.1:41001',
    'http://localhost:1',
    'http://[::1]:1',
  ])('may be %s', (url) => {
    expect(isAddress(url)).toBe(true)
  })

  test.each([
    'http://platform.example',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'http://127.0.0.1@platform.example',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'javascript:1',
    'platform',
    '',
  ])('may not be %s, and asking does not throw', (url) => {
    expect(isAddress(url)).toBe(false)
  })
})

test('the default delays are delays, and leave the platform 8 s', () => {
  expect(delaysSchema.parse(defaultDelays)).toEqual(defaultDelays)
  expect(defaultDelays.verification).toBe(8000)
})

test('the version of a notice is a date, and says nothing else', () => {
  for (const version of ['2026-11-22', '2026-11-22.2'])
    expect(noticeVersionSchema.parse(version)).toBe(version)
  for (const version of [
    '',
    'v1',
    '1990-01-01',
    '2026-13-01',
    '2026-11-32',
    '2026-11-22 测试一',
    '2026-11-22.990000199001011234',
    '2026-11-22\n',
  ]) {
    expect({ version, taken: noticeVersionSchema.safeParse(version).success }).toEqual({
      version,
      taken: false,
    })
  }
})
