import type { Input } from 'electron'
import { isPlainWebAddress } from '../../shared/service-config.ts'
import type { HallPage } from '../config/service-terms.ts'

/**
 * Whether the hall's page may load from an address or lead there: at one of its origins, and nowhere else. A web socket
 * counts as what it was upgraded from.
 */
export function isOfPage(address: string, { origins }: Pick<HallPage, 'origins'>): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address.replace(/^ws(s?):/i, 'http$1:'))
  return isPlainWebAddress(url) && origins.includes(url.origin)
}

/**
 * Adds to the headers of an answer what the page's own server may narrow, but not widen. Without modals nothing prints.
 * What a worker opens is not asked of `isOfPage`: a web socket or a transport it may open to the origins alone. A frame
 * of another site would have a process of its own, which tells nobody that it is touched, and which this Electron's
 * debugger holds for ever where it is to be told the rules before it runs: there is none.
 */
export function withPolicy(
  headers: Readonly<Record<string, string[]>>,
  { origins }: Pick<HallPage, 'origins'>,
): Record<string, string[]> {
  const sockets = origins.map((origin) => origin.replace(/^http/, 'ws'))
  const policy = [
    'sandbox allow-scripts allow-same-origin allow-forms',
    `connect-src 'self' ${[...origins, ...sockets].join(' ')}`,
    "frame-src 'self'",
  ].join('; ')
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'content-security-policy')
  const key = name ?? 'Content-Security-Policy'
  return { ...headers, [key]: [...(headers[key] ?? []), policy] }
}

/** Whether a key says that somebody is there: one that is held down, or that something lies on, says so once. */
export function isKeyPressed({ type, isAutoRepeat }: Pick<Input, 'type' | 'isAutoRepeat'>): boolean {
  return type === 'keyDown' && !isAutoRepeat
}

/** The frame that the citizen's screen draws, in its own units: src/renderer/ui/tokens.css. */
const frame = { width: 1080, height: 1920 }

/** What stays visible of it: the top band, and the dock with the way out. See src/renderer/ui/hand-over.css. */
const above = 300
const below = 520

/**
 * Where the hall's page stands in the window: between top band and dock, as wide as the citizen's frame.
 * @param content size of the window's content, in its pixels
 */
export function hallPageBounds(content: { readonly width: number; readonly height: number }) {
  const unit = Math.min(content.width / frame.width, content.height / frame.height)
  const width = Math.round(frame.width * unit)
  const y = Math.round((content.height * above) / frame.height)
  const end = Math.round((content.height * (frame.height - below)) / frame.height)
  return { x: Math.round((content.width - width) / 2), y, width, height: end - y }
}
