import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import { voiceFiles } from './voice-files.ts'

/** Scheme and host under which the citizen's screen is loaded. Nothing else can be loaded anywhere. */
export const screenScheme = 'passonly'
export const citizenOrigin = `${screenScheme}://citizen`
export const citizenUrl = `${citizenOrigin}/citizen/index.html`

/** A counter's screens: that of the staff, and the display for whoever stands there. */
export const counterOrigin = `${screenScheme}://counter`
export const counterUrl = `${counterOrigin}/counter/index.html`
export const counterDisplayUrl = `${counterOrigin}/counter-display/index.html`

/** What stands on the glass while the configuration cannot be used: a page without code. */
export const misconfiguredUrl = `${citizenOrigin}/misconfigured/index.html`

/** The view in which a citizen types has an origin of its own, and so a process of its own. */
export const secureEntryOrigin = `${screenScheme}://secure-entry`
export const secureEntryUrl = `${secureEntryOrigin}/secure-entry/index.html`

/** Nothing but the screen's own files, no inline code, no connection, no string that becomes code. */
const silentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
const speakingPolicy = `${silentPolicy}; media-src 'self'`

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** Must run before Electron is ready. */
export function declareScreenScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: screenScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ])
}

/**
 * The file that an address of a screen at `origin` means, or null. A path cannot leave `folder`, and only the types
 * the screens are made of are served.
 */
export function screenFile(folder: string, origin: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== origin) return null
  const path = normalize(join(folder, decodedPath(url.pathname)))
  return path.startsWith(folder + sep) && extname(path) in contentTypes ? path : null
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}

export interface Served {
  /** The built screens. */
  readonly folder: string
  readonly origin: string
  /** Where what is spoken lies, the folder that goes before the other first; none for pages that do not speak. */
  readonly voices?: readonly string[]
}

/** Serves the built screens to the pages of `session`, at one origin and no other. */
export function serveScreens(session: Session, { folder, origin, voices = [] }: Served): void {
  const filesOf = (address: string): readonly string[] => {
    const file = screenFile(folder, origin, address)
    return file ? [file] : voiceFiles(voices, origin, address)
  }
  session.protocol.handle(screenScheme, async ({ url, method }) => {
    const found = method === 'GET' ? await firstOf(filesOf(url)) : null
    if (!found) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(found.body), {
      headers: {
        'content-type': contentTypes[extname(found.path)] ?? 'audio/ogg',
        'content-security-policy': voices.length > 0 ? speakingPolicy : silentPolicy,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    })
  })
}

/** The first of these files that can be read. */
async function firstOf(paths: readonly string[]): Promise<{ path: string; body: Buffer } | null> {
  for (const path of paths) {
    const body = await readFile(path).catch(() => null)
    if (body) return { path, body }
  }
  return null
}
