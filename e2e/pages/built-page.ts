import { extname, join } from 'node:path'
import type { Page } from 'playwright/test'

/** The application's build of the screens. */
const built = join(import.meta.dirname, '../../out/renderer')

/** The policy that main's protocol sends with every answer, to the view in which is typed without the last part. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; " +
  "media-src 'self'"

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.opus': 'audio/ogg',
}

/** A page of the application's build in a browser, without the application around it. */
export interface BuiltPage {
  readonly page: Page
  /** Paths asked for so far; another origin's whole address. */
  readonly requests: readonly string[]
  /** What the browser complained of so far: errors, and anything the policy forbade. */
  readonly complaints: readonly string[]
}

/** Answers every request of the page from the build, as main's protocol does, and listens to what the browser says. */
export async function serveBuilt(page: Page, origin: string): Promise<BuiltPage> {
  const requests: string[] = []
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    requests.push(url.origin === origin ? url.pathname : url.href)
    await route.fulfill({
      path: join(built, url.pathname),
      contentType: types[extname(url.pathname)] ?? 'application/octet-stream',
      headers: { 'content-security-policy': policy },
    })
  })
  return { page, requests, complaints }
}
