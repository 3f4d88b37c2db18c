import { describe, expect, it } from 'vitest'
import { type TerminalConfig, terminalConfigSchema } from '../../shared/config.ts'
import {
  handOverOf,
  helpWindowOf,
  methodsOf,
  noticeOf,
  policyOf,
  slipLetterOf,
  waitsAfterPass,
  windowOf,
} from './service-terms.ts'

const inAll = (text: string) => ({ 'zh-CN': text, 'zh-Hant': text, en: text })

const config: TerminalConfig = terminalConfigSchema.parse({
  hall: {
    name: inAll('测试大厅'),
    window: '3',
    windows: [{ number: '3' }, { number: '5', slips: 'B' }, { number: '9' }],
    help: '9',
  },
  platform: {
    url: 'https://platform.example',
    customNumber: '10000001',
    policy: 'hall',
    authMode: 'R01',
    documentPolicy: 'hall-d02',
  },
  notice: { version: '2026-11-22', handler: inAll('单位'), contact: inAll('电话') },
  languages: ['zh-CN'],
  methods: ['network-identity', 'travel-document', 'window'],
  services: [
    { id: 'plain', title: inAll('甲'), note: inAll('乙') },
    {
      id: 'special',
      title: inAll('丙'),
      note: inAll('丁'),
      window: '5',
      methods: ['network-identity', 'window'],
      policies: { policy: 'strict', authMode: 'R03' },
      notice: { version: '2026-12-01', points: [{ title: inAll('多保存'), text: inAll('三年') }] },
      handOver: { to: 'slip' },
    },
  ],
})

describe('a service that says nothing else', () => {
  it.each(['plain', null, 'unknown'])('has what the hall says (%s)', (service) => {
    expect(windowOf(config, service)).toBe('3')
    expect(methodsOf(config, service)).toEqual(config.methods)
    expect(noticeOf(config, service)).toEqual({ ...config.notice, points: [] })
    expect(handOverOf(config, service)).toBeNull()
    expect(waitsAfterPass(config, service)).toBe(false)
    expect(policyOf(config, service, 'network-identity')).toEqual({ policy: 'hall', authMode: 'R01' })
  })
})

describe('a service that has its own', () => {
  it('is done at its window, by its methods, and handed over in its way', () => {
    expect(windowOf(config, 'special')).toBe('5')
    expect(methodsOf(config, 'special')).toEqual(['network-identity', 'window'])
    expect(waitsAfterPass(config, 'special')).toBe(true)
    expect(handOverOf(config, 'special')).toBeNull()
  })

  it('goes on at the hall’s own page where it names one', () => {
    const page = { url: 'https://hall.example/form', origins: ['https://hall.example'] }
    const services = config.services.map((service) => ({
      ...service,
      handOver: { to: 'page' as const, ...page },
    }))
    expect(handOverOf({ ...config, services }, 'plain')).toEqual(page)
    expect(waitsAfterPass({ ...config, services }, 'plain')).toBe(false)
  })

  it('is told about with its points, by the hall that handles it, under its version', () => {
    const { version, handler, points } = noticeOf(config, 'special')
    expect(version).toBe('2026-12-01')
    expect(handler).toEqual(inAll('单位'))
    expect(points.map(({ title }) => title.en)).toEqual(['多保存'])
  })

  it('is checked under its policies, and under the hall’s where it names none', () => {
    expect(policyOf(config, 'special', 'network-identity')).toEqual({ policy: 'strict', authMode: 'R03' })
    expect(policyOf(config, 'special', 'travel-document')).toEqual({ policy: 'hall-d02', authMode: 'D02' })
    expect(() => policyOf(config, 'special', 'identity-card')).toThrow('without a policy')
  })
})

it('windows give numbers where the hall says so, and help stands where it says', () => {
  expect(slipLetterOf(config, '5')).toBe('B')
  expect(slipLetterOf(config, '3')).toBeNull()
  expect(helpWindowOf(config)).toBe('9')
  expect(helpWindowOf({ ...config, hall: { name: config.hall.name, window: '3' } })).toBe('3')
})
