/** What the tests of screens with everything switched on can tell. */
import { expect } from 'playwright/test'
import { viewsIn } from '../../../src/renderer/preview/specimens.ts'
import { faintWords, highTargets } from '../legible.ts'
import { test } from './citizen-page.ts'

test('what is measured would be found: without the mode a row stands high, and a note is faint', async ({
  citizen,
}) => {
  const { page } = citizen
  const view = viewsIn('zh-CN')['method']
  if (!view) throw new Error('no specimen')
  await citizen.show(view)
  expect(await highTargets(page)).not.toEqual([])
  expect(await faintWords(page, 7)).not.toEqual([])
})
