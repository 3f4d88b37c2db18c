import { describe, expect, it } from 'vitest'
import type { ServiceConfig } from '../../shared/service-config.ts'
import { serviceSchema } from '../../shared/service-config.ts'
import { createCatalogue } from './catalogue.ts'

function service(title: string, hant = title, en = 'Something', keywords: string[] = []): ServiceConfig {
  const inAll = { 'zh-CN': title, 'zh-Hant': hant, en }
  const id = `s-${title.codePointAt(0)}-${title.length}`
  return serviceSchema.parse({ id, title: inAll, note: inAll, keywords })
}

const services = [
  service('重庆银行开户', '重慶銀行開戶'),
  service('长者津贴', '長者津貼'),
  service('社会保障卡补办', '社會保障卡補辦', 'Replace a social security card', ['社保卡', 'SSC']),
  service('ETC 办理', 'ETC 辦理'),
  ...['长沙户籍调档', '公积金查询', '行驶证换领'].map((title) => service(title)),
]

async function known(of: readonly ServiceConfig[] = services) {
  const catalogue = createCatalogue({ services: [...of] })
  await catalogue.learn()
  return catalogue.lettersOf
}

describe('what services are looked up by', () => {
  it('is the initials of how they are read, also where a character has several readings', async () => {
    const lettersOf = await known()
    expect(services.map(({ id }) => lettersOf('zh-CN', id))).toEqual([
      'cqyhkh',
      'zzjt',
      'shbzkbb sbk ssc',
      'etcbl',
      'cshjdd',
      'gjjcx',
      'xszhl',
    ])
  })

  it('is the same in traditional characters, whose readings are of the simplified title', async () => {
    const lettersOf = await known()
    for (const { id } of services) expect(lettersOf('zh-Hant', id)).toBe(lettersOf('zh-CN', id))
  })

  it('is the words and their initials in English, and the keywords in every language', async () => {
    const lettersOf = await known()
    expect(lettersOf('en', services[2]?.id ?? '')).toBe('replace a social security card rassc sbk ssc')
  })

  it('is nothing before it was learnt, nor where all services stand on one screen', async () => {
    const [first] = services
    expect(createCatalogue({ services }).lettersOf('zh-CN', first?.id ?? '')).toBe('')
    expect((await known(services.slice(0, 6)))('zh-CN', first?.id ?? '')).toBe('')
  })
})
