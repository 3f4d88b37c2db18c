import type { BrowserWindow } from 'electron'
import { type CounterConfig, counterDelaysOf } from '../../shared/counter/counter-config.ts'
import { counterChannels, counterDisplayChannels } from '../../shared/counter/counter-channels.ts'
import { counterActionSchema, counterDisplayActionSchema } from '../../shared/counter/counter-ipc.ts'
import type { CounterDisplayView, CounterView } from '../../shared/counter/counter-view.ts'
import type { Settings } from '../config/settings.ts'
import { DatabaseError } from '../database/database-file.ts'
import { type HallStore, HallStoreError } from '../hall-store/hall-store.ts'
import { watchDisplays } from '../shell/counter-window.ts'
import { keepScreen } from '../shell/keep-screen.ts'
import { connectScreen, type Screen } from '../shell/screen-ipc.ts'
import { counterDisplayUrl, counterUrl } from '../shell/screen-protocol.ts'
import { type EarlyScreen, hearEarly } from '../shell/screen-sender.ts'
import { openTerminalBase } from '../terminal-base.ts'
import { answerInJournal } from './answer-in-journal.ts'
import { startCounter } from './counter.ts'
import { examPeople } from './exam-people.ts'
import { hotelPeople, readArrivals } from './hotel-people.ts'
import { createLockOut } from './lock-out.ts'
import { lockOutFile } from './lock-out-file.ts'
import { openHall } from './open-hall.ts'
import { hearReceipts } from './receipts-heard.ts'
import { importRoster } from './roster/import-roster.ts'
import { openRosterStore, type RosterStore } from './roster/roster-store.ts'
import { isPin } from './staff-pin.ts'
import type { PeopleList } from './whom.ts'

export interface CounterTerminalParts {
  readonly settings: Settings
  readonly counter: CounterConfig
  /** The staff's screen, which is being loaded. */
  readonly window: BrowserWindow
  readonly early: EarlyScreen
  /** Path of the preload of the citizen's display. */
  readonly displayPreload: string
  /** Path of the built device host. */
  readonly deviceHost: string
  /** When the program began (monotonic ms). */
  readonly began: number
}

export interface CounterTerminal {
  readonly recordCrash: () => void
  readonly onScreenLost: () => void
  readonly stop: () => void
}

/** All that a counter's screens are windows to: journal, readers, platform, whom the hall let in, and the desk itself. */
export function startCounterTerminal(parts: CounterTerminalParts): CounterTerminal {
  const { settings, counter, window, early, displayPreload, deviceHost, began } = parts
  const { config } = settings
  const receipts = hearReceipts()
  const base = openTerminalBase({ settings, deviceHost, began, onReceipt: receipts.note })
  const { serviceability, record, platform, client } = base

  // Whom the hall let in, and whom it awaits.
  const { store, fault } = openHall(settings.counter.hallPath, counter.gate)
  serviceability.note('hall', fault !== null)
  if (fault !== null) record('counter.store-fault', { fault })
  const list = peopleOf(counter, settings)

  // The desk, and its two screens.
  const screen = connectScreen({
    window,
    url: counterUrl,
    channels: counterChannels,
    actions: counterActionSchema,
    early,
    record,
  }) satisfies Screen<CounterView, unknown>
  let display: Screen<CounterDisplayView, unknown> | null = null
  const displays = watchDisplays({
    preload: displayPreload,
    onChange: () => {
      desk.refresh()
    },
    onOpened: (opened) => {
      const connected = connectScreen({
        window: opened,
        url: counterDisplayUrl,
        channels: counterDisplayChannels,
        actions: counterDisplayActionSchema,
        early: hearEarly(opened, counterDisplayUrl, counterDisplayChannels.ready),
        record,
      })
      display = connected
      connected.listen({
        onReady: () => {
          connected.show(desk.displayView())
        },
        onPainted: () => undefined,
        onAction: desk.actAtDisplay,
        onFrozen: () => {
          opened.webContents.forcefullyCrashRenderer()
        },
      })
      keepScreen(opened, counterDisplayUrl, () => {
        record('renderer.crashed', {})
      })
    },
  })
  const desk = startCounter({
    config,
    counter,
    presentation: base.presentation,
    verify: async (check, sealed) => {
      const verdict = await client.verify(check, sealed)
      return { verdict, receipt: receipts.take(check.bizSeq) }
    },
    store,
    list,
    answerTo: (check) => answerInJournal(settings.journalPath, check),
    lockOut: createLockOut(lockOutFile(settings.counter.lockOutPath), counterDelaysOf(counter), Date.now),
    isPin,
    record,
    hasDisplay: displays.isConnected,
    isTest: platform.isTest,
    show: screen.show,
    showDisplay: (view) => {
      display?.show(view)
    },
    onQuiet: base.onQuiet,
    now: Date.now,
  })
  serviceability.watch(desk.setServiceable)

  let painted = false
  screen.listen({
    onReady: () => {
      screen.show(desk.view())
    },
    // What the locked screen does not need begins when it has been painted.
    onPainted: () => {
      if (painted) return
      painted = true
      base.start()
      displays.start()
    },
    onAction: desk.act,
    onFrozen: () => {
      window.webContents.forcefullyCrashRenderer()
    },
  })

  return {
    recordCrash: base.recordCrash,
    onScreenLost: () => {
      record('renderer.crashed', {})
    },
    stop: () => {
      displays.stop()
      desk.stop()
      list.close()
      closeHall(store)
      base.stop()
    },
  }
}

/** What stayed in the file's log because the disk failed is brought in at the next start. */
function closeHall(store: HallStore): void {
  store.close().catch((error: unknown) => {
    if (!(error instanceof HallStoreError)) throw error
  })
}

function peopleOf(counter: CounterConfig, { counter: { rosterPath } }: Settings): PeopleList {
  if (counter.kind === 'hotel') {
    const { arrivals } = counter
    return hotelPeople(arrivals === undefined ? undefined : () => readArrivals(arrivals), Date.now)
  }
  const roster = rosterOrNull(rosterPath)
  if (roster === null) return noPeople
  return examPeople(counter, {
    read: () => importRoster(counter.roster, counter.exam, roster),
    find: (ticket) => roster.find(ticket),
    sessions: () => roster.sessions(),
    close: () => {
      roster.close()
    },
  })
}

/** Null where its file cannot be used, which stays as it is. */
function rosterOrNull(path: string): RosterStore | null {
  try {
    return openRosterStore(path)
  } catch (error) {
    if (error instanceof DatabaseError) return null
    throw error
  }
}

/** Nobody is awaited: the list could not be kept. */
const noPeople: PeopleList = {
  read: async () => ({ fault: { fault: 'not-kept' } }),
  find: () => null,
  lookUp: (ticket) => ({ is: 'refused', result: { kind: 'unknown-ticket', ticket } }),
  close: () => undefined,
}
