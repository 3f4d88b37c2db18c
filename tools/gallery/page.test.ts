import { expect, test } from 'vitest'
import { galleryPage } from './page.mjs'

const drawn = (name: string, problems: readonly string[] = []) => ({
  name,
  picture: `${name}.png`,
  problems,
})

test('each specimen has its pictures in every language, and what was found beside each', () => {
  const page = galleryPage([
    { language: 'zh-CN', mode: 'plain', found: [drawn('pass'), drawn('fail')] },
    { language: 'en', mode: 'large', found: [drawn('pass', ['cut off: <h1>']), drawn('fail')] },
  ])
  expect(page.match(/<section id="[^"]*"/g)).toEqual(['<section id="pass"', '<section id="fail"'])
  expect(page.match(/<img /g)).toHaveLength(4)
  expect(page).toContain('4 pictures, 2 specimens.')
  expect(page).toContain('Something is found on 1.')
  expect(page.match(/axe finds nothing/g)).toHaveLength(3)
})

test('markup that was found is shown as text', () => {
  const page = galleryPage([
    {
      language: 'en',
      mode: 'plain',
      found: [drawn('pass', ['color-contrast: <script>alert("1")</script>'])],
    },
  ])
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
  expect(page).not.toContain('<script>')
})
