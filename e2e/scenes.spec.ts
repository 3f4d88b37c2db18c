import { test as base } from 'playwright/test'
import { sceneIds } from '../sandbox/scenes/scene-ids.ts'
import { plays } from './scenes/plays.ts'
import { Theatre } from './scenes/theatre.ts'
import { longestStart } from './support/terminal.ts'

const test = base.extend<object, { readonly theatre: Theatre }>({
  theatre: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const theatre = await Theatre.open()
      await use(theatre)
      await theatre.close()
    },
    { scope: 'worker', timeout: longestStart },
  ],
})

for (const scene of sceneIds) {
  test(`scene ${scene}`, async ({ theatre }) => {
    await theatre.play(scene, plays[scene])
  })
}
