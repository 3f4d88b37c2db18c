import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** One built page: request path → bytes and media type. Read once, so that no request can name a file. */
export type Page = ReadonlyMap<string, { readonly bytes: Buffer; readonly mediaType: string }>

/**
 * @param folder the built pages: one folder each with its `index.html` and what has a name that stays the same, and
 *   `assets` that they share
 * @param name the page to serve at `/`
 */
export async function readPage(folder: string, name: string): Promise<Page> {
  const page = new Map<string, { bytes: Buffer; mediaType: string }>()
  const read = async (url: string, file: string) => {
    const mediaType = mediaTypes[path.extname(file)]
    if (mediaType !== undefined) page.set(url, { bytes: await readFile(path.join(folder, file)), mediaType })
  }
  await read('/', path.join(name, 'index.html'))
  for (const file of await readdir(path.join(folder, name))) {
    if (file !== 'index.html') await read(`/${name}/${file}`, path.join(name, file))
  }
  for (const asset of await readdir(path.join(folder, 'assets'))) {
    await read(`/assets/${asset}`, path.join('assets', asset))
  }
  return page
}

export function servePage(server: FastifyInstance, page: Page): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    void reply.headers(headers)
    done()
  })
  for (const [path, { bytes, mediaType }] of page) {
    server.get(path, (_request, reply) => reply.type(mediaType).send(bytes))
  }
}
