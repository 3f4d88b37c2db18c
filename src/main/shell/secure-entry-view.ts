import {
  type BrowserWindow,
  type IpcMainEvent,
  MessageChannelMain,
  type MessagePortMain,
  type Session,
  session,
  WebContentsView,
} from 'electron'
import type { Access } from '../../shared/access.ts'
import { entryChannels, type EntryManner } from '../../shared/entry-bridge.ts'
import type { RecordEvent } from '../../shared/events.ts'
import type { Language } from '../../shared/journey-view.ts'
import { lockDownSession } from './lock-down.ts'
import { secureEntryOrigin, secureEntryUrl, serveScreens } from './screen-protocol.ts'
import { secureEntryBounds } from './secure-entry-view-bounds.ts'

export interface SecureEntryListener {
  /** One end of the way between view and device host; what passes on it is none of main's business. */
  onPort(port: MessagePortMain): void
  /** The citizen left it, the device host let go of it, or its process ended or hangs. Called once. */
  onLeft(): void
  /** Somebody touched it; at most about once in a second. */
  onActivity(): void
}

/** A view that is open. */
export interface SecureEntry {
  /** Has it ask whether somebody is there, for so many seconds; null: it need not any more. */
  readonly warn: (seconds: number | null) => void
  /** Closes it, with everything in it. */
  readonly close: () => void
}

/** Shows the view over the citizen's screen. */
export type OpenSecureEntry = (
  what: { readonly language: Language; readonly access: Access; readonly shuffled?: boolean },
  listener: SecureEntryListener,
) => SecureEntry

export interface SecureEntryParts {
  readonly window: BrowserWindow
  /** Path of the preload. */
  readonly preload: string
  /** Folder of the built screens. */
  readonly screens: string
  readonly record: RecordEvent
  /** The hall's own colour; null where it has none. */
  readonly accent: string | null
}

/**
 * The views in which citizens type: a process of its own for each entry, which ends with it. Main makes the way from
 * there to the device host, hands both ends on, and keeps neither.
 */
export function secureEntryViews(parts: SecureEntryParts): OpenSecureEntry {
  const { window, preload, screens, record, accent } = parts
  let own: Session | null = null
  return ({ language, access, shuffled = true }, listener) => {
    // One session for all: Electron keeps each until it ends itself. It is in memory alone, and emptied after each entry.
    own ??= entrySession(screens)
    const emptied = own
    const view = entryView(emptied, preload, access)
    const { webContents: contents } = view
    const { port1: ofView, port2: ofHost } = new MessageChannelMain()

    let left = false
    const leave = () => {
      if (left) return
      left = true
      listener.onLeft()
    }
    const place = () => {
      const { width, height } = window.getContentBounds()
      view.setBounds(secureEntryBounds({ width, height }))
    }
    const onSignal = (channel: string, heard: () => void) => {
      contents.ipc.on(channel, (event, ...message: unknown[]) => {
        if (!isFromView(event, view)) record('ipc.refused', { cause: 'sender' })
        else if (message.length > 0) record('ipc.refused', { cause: 'form' })
        else heard()
      })
    }
    onSignal(entryChannels.leave, leave)
    onSignal(entryChannels.activity, () => {
      if (!left) listener.onActivity()
    })
    contents.on('render-process-gone', leave)
    contents.on('unresponsive', leave)
    let handedOver = false
    contents.once('did-finish-load', () => {
      handedOver = true
      const manner: EntryManner = { language, access, shuffled, accent }
      contents.postMessage(entryChannels.open, manner, [ofView])
      contents.focus()
    })

    window.on('resize', place)
    place()
    window.contentView.addChildView(view)
    listener.onPort(ofHost)
    void contents.loadURL(secureEntryUrl).catch(leave)

    let closed = false
    const close = () => {
      if (closed) return
      closed = true
      left = true
      window.off('resize', place)
      if (!window.isDestroyed()) {
        window.contentView.removeChildView(view)
        window.webContents.focus()
      }
      // Closes the view's end of the way, upon which the device host zeroes what was typed.
      if (!handedOver) ofView.close()
      if (!contents.isDestroyed()) contents.close()
      void emptied.clearData()
    }
    return {
      warn: (seconds) => {
        if (handedOver && !contents.isDestroyed()) contents.send(entryChannels.warn, seconds)
      },
      close,
    }
  }
}

function entrySession(screens: string): Session {
  const own = session.fromPartition('secure-entry', { cache: false })
  lockDownSession(own)
  serveScreens(own, { folder: screens, origin: secureEntryOrigin })
  return own
}

function entryView(own: Session, preload: string, { highContrast }: Access): WebContentsView {
  const view = new WebContentsView({
    webPreferences: {
      preload,
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
      devTools: __DEVELOPMENT__,
    },
  })
  // Until it is drawn; after that the page's own ground covers it: `--ground` in src/renderer/ui.
  view.setBackgroundColor(highContrast ? '#000000' : '#F5F2EB')
  view.webContents.setIgnoreMenuShortcuts(true)
  return view
}

/** Whether a message comes from the top frame of this view, at its own address. */
function isFromView({ sender, senderFrame }: IpcMainEvent, { webContents }: WebContentsView): boolean {
  return sender === webContents && senderFrame === webContents.mainFrame && senderFrame.url === secureEntryUrl
}
