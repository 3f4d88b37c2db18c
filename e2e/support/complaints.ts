import type { Page } from 'playwright'
import { expect, type TestFixture } from 'playwright/test'

/** An answer that refuses, or that does not come: no error of a page that is to bear it. */
export const isRefusal = (text: string) => text.startsWith('Failed to load resource')

/**
 * What a page complains of from now on: errors, and breaches of the content security policy.
 * @param isExpected whether this, written to its console, is no error of the page
 */
export function complaintsOf(page: Page, isExpected = (_text: string) => false): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text())
  })
  return complaints
}

/** For each test of a file: its page has nothing to complain of by the end, but for what the test takes out. */
export const noComplaints: [TestFixture<string[], { page: Page }>, { auto: true }] = [
  async ({ page }, use) => {
    const complaints = complaintsOf(page)
    await use(complaints)
    expect(complaints).toEqual([])
  },
  { auto: true },
]
