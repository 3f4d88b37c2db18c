import { type BrowserWindow, type Session, session, type WebContents, WebContentsView } from 'electron'
import type { HallPage } from '../config/service-terms.ts'
import { hallPageBounds, isOfPage } from './hall-page-rules.ts'
import { denyWhatPagesAskFor, letLead } from './lock-down.ts'

export interface HallPageListener {
  /** Somebody touched it; at most about once in a second. */
  readonly onActivity: () => void
  /** It could not be loaded, or its process ended or hangs. Called once. */
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

/** The inputs that say that somebody is there. Keys are none: what is typed is none of main's business. */
const touches: ReadonlySet<string> = new Set(['mouseDown', 'mouseWheel', 'touchStart', 'gestureTap'])
const quiet = 1_000

/**
 * The hall's own page, after a check: a page of somebody else's, in a process and a session of its own that are in
 * memory alone and end with it. It gets no preload and no word of the check; it may load from and lead to its origins
 * and nowhere else, open nothing, download nothing and ask for nothing.
 */
export function hallPageViews(window: BrowserWindow): OpenHallPage {
  let own: Session | null = null
  // One person's page must not find what another's left.
  let emptied: Promise<void> = Promise.resolve()
  return (page, { onActivity, onGone }) => {
    own ??= session.fromPartition('hall-page', { cache: false })
    const ofPage = own
    denyWhatPagesAskFor(ofPage, (url) => isOfPage(url, page))
    const view = pageView(ofPage)
    const { webContents: contents } = view
    letLead(contents, (url) => isOfPage(url, page))

    let isOver = false
    const go = () => {
      if (isOver) return
      isOver = true
      onGone()
    }
    const place = () => {
      const { width, height } = window.getContentBounds()
      view.setBounds(hallPageBounds({ width, height }))
    }
    listenForTouches(contents, onActivity)
    contents.on('render-process-gone', go)
    contents.on('unresponsive', go)
    const load = async () => {
      await emptied
      if (isOver) return
      await contents.loadURL(page.url)
      if (isOver || window.isDestroyed()) return
      // Only now: until then the citizen's screen says that it is coming.
      place()
      window.contentView.addChildView(view)
      contents.focus()
    }
    load().catch(go)
    window.on('resize', place)

    return {
      hide: () => {
        view.setVisible(false)
        if (!window.isDestroyed()) window.webContents.focus()
      },
      show: () => {
        view.setVisible(true)
      },
      close: () => {
        isOver = true
        window.off('resize', place)
        if (!window.isDestroyed()) {
          window.contentView.removeChildView(view)
          window.webContents.focus()
        }
        if (!contents.isDestroyed()) contents.close()
        emptied = empty(ofPage)
      },
    }
  }
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
    },
  })
  view.setBackgroundColor('#FFFFFF')
  view.webContents.setIgnoreMenuShortcuts(true)
  return view
}

function listenForTouches(contents: WebContents, onActivity: () => void): void {
  let last = -quiet
  contents.on('input-event', (_event, { type }) => {
    const now = performance.now()
    if (!touches.has(type) || now - last < quiet) return
    last = now
    onActivity()
  })
}

async function empty(own: Session): Promise<void> {
  await own.closeAllConnections()
  await Promise.all([own.clearData(), own.clearAuthCache(), own.clearHostResolverCache()])
}
