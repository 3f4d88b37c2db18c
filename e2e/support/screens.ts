import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { textsOf } from '../../src/renderer/locales/texts.ts'
import { askedFor, presentWords } from '../../src/renderer/citizen/screens/present-words.ts'
import { documentNoticeOf } from '../../src/renderer/citizen/screens/notice-points.ts'
import type { JourneyScreen, Language, PresentedMethod, Turn } from '../../src/shared/journey-view.ts'

export type ScreenName = JourneyScreen['name']

/** How far the present screen is. */
export interface PresentParts {
  /** Of a travel document: its key was read, and the document is asked for. */
  readonly documentKey?: boolean
  /** Something is typed, in a view of its own. */
  readonly typing?: boolean
  /** Of a child's check: whose presentation is asked for. */
  readonly turn?: Turn
}

/** Number of the manual window in the demonstration configuration. */
export const manualWindow = '3'

/** What the heading of a screen says; of the present screen, where this is to be presented next. */
export function titleOf(
  screen: ScreenName,
  language: Language = 'zh-CN',
  method: PresentedMethod = 'network-identity',
  { documentKey = false, typing = false, turn = 'own' }: PresentParts = {},
): string {
  const texts = textsOf(language)
  switch (screen) {
    case 'window':
      return texts.window.title(manualWindow)
    case 'present':
      if (typing) return texts.typing[method === 'network-identity' ? 'dynamic-code' : 'document-key'].title
      return presentWords(texts, askedFor({ method, documentKey }), turn).title
    case 'out-of-service':
      return texts.outOfService.title
    case 'guardian-consent':
      return texts.guardianConsent.title
    case 'help':
      return texts.visit.helpScreen.title
    case 'hand-over':
      return texts.handOver.opening
    case 'document-notice':
      return documentNoticeOf(texts, method === 'travel-document' ? method : 'identity-card').title
    case 'attract':
    case 'service':
    case 'notice':
    case 'subject':
    case 'method':
    case 'verifying':
    case 'pass':
    case 'fail':
    case 'unavailable':
      return texts[screen].title
  }
}

/** Waits until this screen stands on the glass. */
export async function expectScreen(
  page: Page,
  screen: ScreenName,
  {
    language = 'zh-CN',
    method = 'network-identity',
    timeout = 10_000,
    ...parts
  }: PresentParts & {
    readonly language?: Language
    readonly method?: PresentedMethod
    readonly timeout?: number
  } = {},
): Promise<void> {
  const heading = page.getByRole('heading', {
    level: 1,
    name: titleOf(screen, language, method, parts),
    exact: true,
  })
  await expect(heading).toBeVisible({ timeout })
}

/** Waits until the large picture of the present screen shows this. */
export async function expectStage(page: Page, stage: string, timeout = 10_000): Promise<void> {
  await expect(page.locator('[data-stage]')).toHaveAttribute('data-stage', stage, { timeout })
}
