/** A platform and the sandbox's relying parties in this process, with the built site: a test plays the phone by the platform's own means. */
import { join } from 'node:path'
import { expect, type Page, test as base } from 'playwright/test'
import { password } from '../../../sandbox/platform/factors/presented.fake.ts'
import { type RunningPlatform, runPlatform } from '../../../sandbox/platform/platform.fake.ts'
import { readCode } from '../../../sandbox/relying-party/relying-parties.fake.ts'
import {
  type RunningRelyingParties,
  startRelyingParties,
} from '../../../sandbox/relying-party/relying-parties.ts'
import { readPage } from '../../../sandbox/web/pages.ts'
import { noComplaints } from '../../support/complaints.ts'

const built = join(import.meta.dirname, '../../../out/sandbox/web')

export interface Parties extends RunningRelyingParties {
  readonly platform: RunningPlatform
}

export const test = base.extend<{ readonly complaints: string[] }, { readonly parties: Parties }>({
  parties: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const platform = await runPlatform()
      const parties = await startRelyingParties({
        platform: platform.platform,
        platformUrl: platform.url,
        wallet: 'http://127.0.0.1:1/',
        folder: join(platform.folder, 'relying-parties'),
        page: await readPage(built, 'relying-party'),
      })
      await use({ platform, ...parties })
      await Promise.all(Object.values(parties).map((one) => one.close()))
      await platform.end()
    },
    { scope: 'worker' },
  ],
  complaints: noComplaints,
})

/** The phone scans what the page shows. @returns how it approves, and the digits that it shows then */
export async function phoneOpens(page: Page, { platform: { platform } }: Parties, citizen: string) {
  const text = await page.getByText(/^WZA1\./).textContent()
  const { anchor } = platform.openApproval(citizen, readCode(text ?? ''))
  return async () => (await platform.approveApproval(citizen, anchor, [password()])).digits
}

/** The phone scans and approves at once. */
export async function phoneApproves(page: Page, parties: Parties, citizen: string): Promise<string> {
  return (await phoneOpens(page, parties, citizen))()
}

/** Who chooses one way sees no smaller row than who chooses another. */
export async function expectEqualWays(page: Page): Promise<void> {
  const sizes = await page
    .locator('.row')
    .evaluateAll((rows) => rows.map((row) => `${row.clientWidth} × ${row.clientHeight}`))
  expect(sizes.length).toBeGreaterThan(1)
  expect(new Set(sizes).size).toBe(1)
}

/** Nothing of the screen reaches beyond the window's width, and everything can be touched. */
export async function expectInReach(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const width = document.documentElement.clientWidth + 1
    const words = (element: Element) => element.outerHTML.slice(0, 120)
    const all = [...document.querySelectorAll('main *, header *')]
    const touched = [...document.querySelectorAll('button, a, input')]
    return {
      tooWide: all.filter((element) => element.getBoundingClientRect().right > width).map(words),
      small: touched.filter((element) => element.getBoundingClientRect().height < 44).map(words),
    }
  })
  expect(faults).toEqual({ tooWide: [], small: [] })
}
