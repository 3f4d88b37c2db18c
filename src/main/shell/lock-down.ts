import { app, type Event, type Session, type WebContents } from 'electron'
import { unknownArgument } from './command-line.ts'
import { screenScheme } from './screen-protocol.ts'

const debuggingSwitches = [
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-wait',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'js-flags',
  'load-extension',
  'enable-logging',
  'log-file',
]

/**
 * Takes away what would let somebody look into a shipped terminal, or start it in another way than it is meant to run.
 * Must run before Electron is ready.
 */
export function refuseOtherWaysToStart(): void {
  if (__DEVELOPMENT__) return
  const unknown = unknownArgument(process.argv.slice(1))
  if (unknown !== null) throw new Error(`this terminal does not take ${unknown}`)
  for (const name of debuggingSwitches) app.commandLine.removeSwitch(name)
}

/** Chromium features a kiosk has no use for, some of which would open connections of their own. */
export function disableUnusedFeatures(): void {
  for (const name of [
    'disable-background-networking',
    'disable-breakpad',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-spell-checking',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name)
  }
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
}

/** Where the pages of some contents may lead. All others lead nowhere. */
const mayLead = new WeakMap<WebContents, (url: string) => boolean>()

/** Lets the page in these contents, and in no others, lead to some addresses. */
export function letLead(contents: WebContents, isAllowed: (url: string) => boolean): void {
  mayLead.set(contents, isAllowed)
}

/** Denies every page of the application whatever a page could ask for: other places, windows, permissions, files. */
export function lockDownContents(): void {
  // No server is shown a certificate of this machine's.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault()
    choose()
  })
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: Event<{ readonly url: string }>): void => {
      const isAllowed = mayLead.get(contents)
      if (!isAllowed?.(event.url)) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Denies a session every permission, device, download and address but the screens' own. */
export function lockDownSession(session: Session): void {
  denyWhatPagesAskFor(
    session,
    (url) => url.startsWith(`${screenScheme}://`) || (__DEVELOPMENT__ && url.startsWith('devtools://')),
  )
}

/**
 * Denies a session's pages whatever they could ask for.
 * @param isOwn the addresses that they may load from; all others are refused before anything is sent
 */
export function denyWhatPagesAskFor(session: Session, isOwn: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.removeAllListeners('will-download')
  session.on('will-download', (event) => {
    event.preventDefault()
  })
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isOwn(url) })
  })
  session.setSpellCheckerEnabled(false)
}
