import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { textsOf } from '../../src/renderer/locales/texts.ts'
import type { JourneyScreen, Language } from '../../src/shared/journey-view.ts'

export type ScreenName = JourneyScreen['name']

/** Number of the manual window in the demonstration configuration. */
export const manualWindow = '3'

/** What the heading of a screen says. */
export function titleOf(screen: ScreenName, language: Language = 'zh-CN'): string {
  const texts = textsOf(language)
  switch (screen) {
    case 'window':
      return texts.window.title(manualWindow)
    case 'out-of-service':
      return texts.outOfService.title
    case 'attract':
    case 'service':
    case 'notice':
    case 'method':
    case 'present':
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
  { language = 'zh-CN', timeout = 10_000 }: { readonly language?: Language; readonly timeout?: number } = {},
): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: titleOf(screen, language), exact: true })
  await expect(heading).toBeVisible({ timeout })
}

/** Waits until the large picture of the present screen shows this. */
export async function expectStage(page: Page, stage: string, timeout = 10_000): Promise<void> {
  await expect(page.locator('[data-stage]')).toHaveAttribute('data-stage', stage, { timeout })
}
