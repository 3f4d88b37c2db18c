import {
  type BrowserWindow,
  clipboard,
  type Session,
  session,
  type WebContents,
  WebContentsView,
} from 'electron'
import { z } from 'zod'
import type { HallPage } from '../config/service-terms.ts'
import { hallPageBounds, isKeyPressed, isOfPage, withPolicy } from './hall-page-rules.ts'
import { denyWhatPagesAskFor, letLead } from './lock-down.ts'
import { whatPagesLeft } from './what-pages-left.ts'

export interface HallPageListener {
  /** Somebody touched it or pressed a key; at most about once in a second. */
  readonly onActivity: () => void
  /** It could not be loaded, at first or later, closed itself, or its process ended or hangs. Called once. */
  readonly onGone: () => void
}

export interface HallPageView {
  /** Makes room for a question of the terminal's own. */
  readonly hide: () => void
  readonly show: () => void
  /** Ends it, with everything that it kept. */
  readonly close: () => void
}

/** Shows the hall's own page over the middle of the citizen's screen. */
export type OpenHallPage = (page: HallPage, listener: HallPageListener) => HallPageView

/** The inputs that say that somebody is there. */
const touches: ReadonlySet<string> = new Set(['mouseDown', 'mouseWheel', 'touchStart', 'gestureTap'])
const quiet = 1_000

/** Chromium's code of a load that was given up for another. */
const aborted = -3

/**
 * The hall's own page, after a check: a page of somebody else's, in a process and a session of its own that are in
 * memory alone and end with it. It gets no preload and no word of the check; it may load from and lead to its origins
 * and nowhere else, open nothing, download nothing, ask for nothing and make the system ask nothing.
 *
 * Electron tells main of every key pressed there. Main looks whether it is Escape, which leads out, and keeps none.
 */
export function hallPageViews(window: BrowserWindow): OpenHallPage {
  let own: Session | null = null
  // One person's page must not find what another's left.
  const left = whatPagesLeft()
  return (page, { onActivity, onGone }) => {
    own ??= session.fromPartition('hall-page', { cache: false })
    const ofPage = own
    lockDown(ofPage, page)
    const view = pageView(ofPage)
    const { webContents: contents } = view
    letLead(contents, (url) => isOfPage(url, page))

    let isOver = false
    let isPlaced = false
    let isVisible = true
    const go = () => {
      if (isOver) return
      isOver = true
      onGone()
    }
    const place = () => {
      const { width, height } = window.getContentBounds()
      view.setBounds(hallPageBounds({ width, height }))
    }
    const focus = () => {
      if (isPlaced && isVisible && !isOver) contents.focus()
    }
    listenForInput(contents, onActivity, () => {
      window.webContents.focus()
    })
    contents.on('render-process-gone', go)
    contents.on('unresponsive', go)
    contents.once('destroyed', go)
    contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
      if (isMainFrame && code !== aborted) go()
    })
    const open = async () => {
      await left.removed()
      if (isOver) return
      // Nobody touches the page before it is shown, and nothing asks for a file untouched.
      const refused = refuseThroughDebugger(contents, go)
      const present = async () => {
        await refused
        if (isOver || window.isDestroyed()) return
        isPlaced = true
        place()
        window.contentView.addChildView(view)
        focus()
      }
      let hasBegun = false
      // Only now: until then the citizen's screen says that it is coming.
      contents.once('dom-ready', () => {
        hasBegun = true
        present().catch(go)
      })
      // A page that leads on while it loads gives its first load up; one that was refused has nothing to show.
      contents.on('did-stop-loading', () => {
        if (!hasBegun) go()
      })
      await Promise.all([refused, load(contents, page.url)])
    }
    open().catch(go)
    window.on('resize', place)

    return {
      hide: () => {
        isVisible = false
        view.setVisible(false)
        if (!window.isDestroyed()) window.webContents.focus()
      },
      show: () => {
        isVisible = true
        view.setVisible(true)
        focus()
      },
      close: () => {
        isOver = true
        window.off('resize', place)
        if (!window.isDestroyed()) {
          window.contentView.removeChildView(view)
          window.webContents.focus()
        }
        left.removeAfter(end(contents), () => empty(ofPage))
      },
    }
  }
}

function lockDown(ofPage: Session, page: HallPage): void {
  denyWhatPagesAskFor(ofPage, (url) => isOfPage(url, page))
  ofPage.webRequest.onHeadersReceived(({ responseHeaders = {} }, callback) => {
    callback({ responseHeaders: withPolicy(responseHeaders, page) })
  })
  // A service worker would answer in the server's place, without the policy.
  ofPage.webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => {
    const isServiceWorker = Object.keys(requestHeaders).some(
      (name) => name.toLowerCase() === 'service-worker',
    )
    callback({ cancel: isServiceWorker })
  })
}

function pageView(own: Session): WebContentsView {
  const view = new WebContentsView({
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: false,
      disableBlinkFeatures: 'FileSystemAccessLocal',
    },
  })
  view.setBackgroundColor('#FFFFFF')
  view.webContents.setIgnoreMenuShortcuts(true)
  return view
}

function listenForInput(contents: WebContents, onActivity: () => void, onEscape: () => void): void {
  let last = -quiet
  const tell = () => {
    const now = performance.now()
    if (now - last < quiet) return
    last = now
    onActivity()
  }
  contents.on('input-event', (_event, { type }) => {
    if (touches.has(type)) tell()
  })
  contents.on('before-input-event', (event, input) => {
    if (isKeyPressed(input)) tell()
    if (input.type !== 'keyDown' || input.key !== 'Escape') return
    event.preventDefault()
    onEscape()
  })
}

const attachedSchema = z.object({ sessionId: z.string() })

/** Calls pass neither the session's rules nor a policy that this Chromium knows. */
const withoutCalls = 'delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection'

/**
 * Refuses through a debugger what Chromium lets pages do without asking anybody: calls, and the system's file chooser
 * for `<input type="file">`, which is left to the debugger, which chooses none. A frame in a process of its own,
 * which the policy refuses, would not get further than to wait.
 * @param onLost it is no longer refused
 */
async function refuseThroughDebugger(
  { debugger: inspector }: WebContents,
  onLost: () => void,
): Promise<void> {
  const tell = (sessionId?: string) =>
    Promise.all([
      inspector.sendCommand('Page.enable', {}, sessionId),
      inspector.sendCommand(
        'Page.addScriptToEvaluateOnNewDocument',
        { source: withoutCalls, runImmediately: true },
        sessionId,
      ),
      inspector.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }, sessionId),
      inspector.sendCommand(
        'Target.setAutoAttach',
        { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'iframe' }] },
        sessionId,
      ),
    ])
  // It answers once it runs, so that nothing is awaited before.
  const tellFrame = (sessionId: string) =>
    Promise.allSettled([
      tell(sessionId),
      inspector.sendCommand('Runtime.runIfWaitingForDebugger', {}, sessionId),
    ])
  inspector.attach()
  inspector.on('detach', onLost)
  inspector.on('message', (_event, method, parameters: unknown) => {
    if (method !== 'Target.attachedToTarget') return
    // A frame that could not be told has gone.
    void tellFrame(attachedSchema.parse(parameters).sessionId)
  })
  await tell()
}

/** Loads a page, or another that it leads to while it loads. */
async function load(contents: WebContents, url: string): Promise<void> {
  try {
    await contents.loadURL(url)
  } catch (error) {
    if (!(error instanceof Error && 'errno' in error && error.errno === aborted)) throw error
  }
}

/** Ends a page; until then it may still keep something. */
async function end(contents: WebContents): Promise<void> {
  if (contents.isDestroyed()) return
  await new Promise<void>((resolve) => {
    contents.once('destroyed', () => {
      resolve()
    })
    contents.close()
  })
}

async function empty(own: Session): Promise<void> {
  clipboard.clear()
  await own.closeAllConnections()
  await Promise.all([own.clearData(), own.clearAuthCache(), own.clearHostResolverCache()])
}
