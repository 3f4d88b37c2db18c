/** The ways into a visit beside the one that everybody sees: without a word of Chinese, and the easy way. */
import type { Page } from 'playwright'
import { textsOf } from '../src/renderer/locales/texts.ts'
import { expect, test } from './support/fixtures.ts'
import { expectScreen, expectStage } from './support/screens.ts'

const { notice, subject, method, documentNotice, travelDocumentNotice } = textsOf('en')
const { entries } = textsOf('zh-CN').visit

/** What stands on the screen in Chinese and is not marked as Chinese, for those who do not read it to pass over. */
function unmarkedChinese(page: Page): Promise<string[]> {
  return page.locator('.citizen').evaluate((screen) => {
    const words: string[] = []
    const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode
      if (!parentElement?.closest('[lang|="zh"]') && /\p{Script=Han}/u.test(textContent ?? '')) {
        words.push(textContent ?? '')
      }
    }
    return words
  })
}

/** Touches what says this in English, and nothing else. */
async function touch(page: Page, words: string): Promise<void> {
  expect(words).not.toMatch(/\p{Script=Han}/u)
  await page.getByText(words, { exact: true }).click()
}

async function walkToDocuments(page: Page): Promise<void> {
  await touch(page, entries.foreign)
  const steps = [
    ['service', 'Replace a social security card'],
    ['notice', notice.agree],
    ['subject', subject.names.self],
  ] as const
  for (const [screen, words] of steps) {
    await expectScreen(page, screen, { language: 'en' })
    expect(await unmarkedChinese(page), screen).toEqual([])
    await touch(page, words)
  }
  await expectScreen(page, 'method', { language: 'en' })
  expect(await unmarkedChinese(page)).toEqual([])
}

test('the holder of a foreign permanent resident card gets to a pass without reading Chinese', async ({
  terminal,
  sandbox,
}) => {
  const { page } = terminal
  await walkToDocuments(page)
  await touch(page, method.identityCardNote)
  await expectScreen(page, 'document-notice', { language: 'en', method: 'identity-card' })
  expect(await unmarkedChinese(page)).toEqual([])
  await touch(page, documentNotice.agree)
  await expectStage(page, 'ready')
  expect(await unmarkedChinese(page)).toEqual([])
  await sandbox.bench.layCard('permanent-2023')
  await expectScreen(page, 'pass', { language: 'en' })
  expect(await unmarkedChinese(page)).toEqual([])
})

test('the holder of a passport does too', async ({ terminal, sandbox }) => {
  const { page } = terminal
  await walkToDocuments(page)
  await touch(page, method.names['travel-document'])
  await expectScreen(page, 'document-notice', { language: 'en', method: 'travel-document' })
  expect(await unmarkedChinese(page)).toEqual([])
  await touch(page, travelDocumentNotice.agree)
  await expectStage(page, 'ready')
  expect(await unmarkedChinese(page)).toEqual([])
  await sandbox.bench.scan({ mrz: 'pace-brainpool' })
  await expectScreen(page, 'present', { language: 'en', method: 'travel-document', documentKey: true })
  await expectStage(page, 'ready')
  expect(await unmarkedChinese(page)).toEqual([])
  await sandbox.bench.layDocument('pace-brainpool')
  await expectScreen(page, 'pass', { language: 'en' })
})

test('the entry for elders opens with large text, which the next person does not find', async ({
  terminal,
}) => {
  const { page } = terminal
  const root = page.locator('.citizen')
  await page.getByRole('button', { name: entries.easy }).click()
  await terminal.expectScreen('service')
  await expect(root).toHaveClass(/\blarge\b/)
  await terminal.act({ type: 'cancel' })
  await terminal.expectScreen('attract')
  await expect(root).not.toHaveClass(/\blarge\b/)
})
