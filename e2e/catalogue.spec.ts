import { demoConfig } from '../sandbox/demo-config.ts'
import { catalogue } from '../src/renderer/locales/catalogue.ts'
import { terminalConfigSchema } from '../src/shared/config.ts'
import { expect, test } from './support/fixtures.ts'
import { startTerminal } from './support/terminal.ts'

const titles = [
  '重庆银行开户',
  '长者津贴申请',
  '公积金查询',
  '居住证明打印',
  '完税证明打印',
  '生育登记',
  '老年优待证',
]

test('a service is looked up by its pinyin initials, done at its window, and told about as the hall says', async ({
  sandbox,
}) => {
  const config = demoConfig(sandbox.ready.platform)
  const inAll = (text: string) => ({ 'zh-CN': text, 'zh-Hant': text, en: text })
  const services = titles.map((title, index) => ({
    id: `s${index}`,
    title: inAll(title),
    note: inAll('当场办理'),
  }))
  const special = {
    ...services[0],
    window: '12',
    methods: ['network-identity', 'window'],
    notice: {
      version: '2026-12-01',
      points: [{ title: inAll('另外告知'), text: inAll('登记后依法公示。') }],
    },
  }
  const terminal = await startTerminal({
    sandbox,
    config: terminalConfigSchema.parse({ ...config, services: [special, ...services.slice(1)] }),
  })
  try {
    const { page } = terminal
    await terminal.walkTo('attract')
    await terminal.act({ type: 'start' })
    await page.getByRole('button', { name: catalogue['zh-CN'].lookUp }).click()
    for (const letter of 'YHKH') await page.getByRole('button', { name: letter, exact: true }).click()
    await expect(page.locator('.row-title')).toHaveText(['重庆银行开户'])
    await page.getByRole('button', { name: '重庆银行开户' }).click()
    await terminal.expectScreen('notice')
    await expect(page.locator('[data-point="own-1"]')).toContainText('登记后依法公示。')
    await terminal.act({ type: 'agree', to: 'notice' })
    await terminal.act({ type: 'choose-subject', subject: 'self' })
    await terminal.expectScreen('method')
    await expect(page.locator('.row')).toHaveCount(2)
    await expect(page.getByText('12 号窗口').first()).toBeVisible()
    const consents = terminal.events('journey.consent').map(({ fields }) => fields['notice'])
    expect(consents).toEqual(['2026-12-01'])
  } finally {
    await terminal.close()
  }
})
