import type { Page } from 'playwright'

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
