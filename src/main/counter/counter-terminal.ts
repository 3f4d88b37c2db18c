import { readFile } from 'node:fs/promises'
import type { BrowserWindow } from 'electron'
import { type CounterConfig, counterDelaysOf } from '../../shared/counter/counter-config.ts'
import { counterChannels, counterDisplayChannels } from '../../shared/counter/counter-channels.ts'
import { counterActionSchema, counterDisplayActionSchema } from '../../shared/counter/counter-ipc.ts'
import type { CounterDisplayView, CounterView } from '../../shared/counter/counter-view.ts'
import { defaultDevices } from '../../shared/device-config.ts'
import type { Settings } from '../config/settings.ts'
import { DeviceHosts } from '../devices/device-hosts.ts'
import { utilityHosts } from '../devices/fork-utility-host.ts'
import { presentation } from '../devices/presentation.ts'
import { createReaderWatch } from '../devices/reader-watch.ts'
import { DatabaseError } from '../database/database-file.ts'
import { createServiceability } from '../health/serviceability.ts'
import { boundedRecord } from '../journal/bounded-record.ts'
import { openJournal } from '../journal/journal.ts'
import { createRecordEvent } from '../journal/record-event.ts'
import { delaysOf } from '../journey/journey.ts'
import { watchDisplays } from '../shell/counter-window.ts'
import { keepScreen } from '../shell/keep-screen.ts'
import { connectScreen, type Screen } from '../shell/screen-ipc.ts'
import { counterDisplayUrl, counterUrl } from '../shell/screen-protocol.ts'
import { type EarlyScreen, hearEarly } from '../shell/screen-sender.ts'
import { openPlatform } from '../verification/open-platform.ts'
import { createVerificationClient } from '../verification/verification-client.ts'
import { answerInJournal } from './answer-in-journal.ts'
import { startCounter } from './counter.ts'
import { examPeople } from './exam-people.ts'
import { hotelPeople } from './hotel-people.ts'
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
  const monotonic = () => performance.now()
  const { config } = settings
  const delays = delaysOf(config)

  // The record of what it does. A terminal that cannot keep its journal serves nobody.
  const serviceability = createServiceability()
  const journal = openJournal(settings.journalPath)
  const bounded = boundedRecord(
    createRecordEvent(journal, Date.now, (writable) => {
      serviceability.note('journal', !writable)
    }),
    monotonic,
  )
  const { record, receiptOf } = hearReceipts(bounded)
  record('terminal.start.init', {})

  // The readers: main decides for which check they listen; device hosts hear what they say.
  const readers = createReaderWatch()
  const hosts = new DeviceHosts({
    fork: utilityHosts(deviceHost, settings.deviceHostEnvironment),
    record,
    virtualDevicesPort: settings.virtualDevicesPort,
    now: monotonic,
    onDevices: readers.note,
    onTakeOver: readers.restart,
    devices: config.devices ?? defaultDevices,
  })

  // The platform: one question, one word.
  const platform = openPlatform({ settings, delays, record, serviceability })
  const client = createVerificationClient({
    gateway: platform.gateway,
    record,
    limit: delays.verification,
    elapsed: monotonic,
  })

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
    presentation: presentation({ hosts, enrolled: platform.enrolled, watchReaders: readers.watch }),
    verify: async (check, sealed) => {
      const verdict = await client.verify(check, sealed)
      return { verdict, receipt: receiptOf(check.bizSeq) }
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
    onQuiet: () => {
      setTimeout(() => {
        hosts.replenish()
      }, delays.afterVerdict)
    },
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
      record('terminal.start.complete', { duration: Math.round(performance.now() - began) })
      hosts.start()
      platform.start()
      displays.start()
    },
    onAction: desk.act,
    onFrozen: () => {
      window.webContents.forcefullyCrashRenderer()
    },
  })

  return {
    recordCrash: () => {
      record('terminal.crash', {})
    },
    onScreenLost: () => {
      record('renderer.crashed', {})
    },
    stop: () => {
      displays.stop()
      desk.stop()
      hosts.stop()
      platform.close()
      list.close()
      void store.close()
      record('terminal.stop', {})
      journal.close()
    },
  }
}

function peopleOf(counter: CounterConfig, { counter: { rosterPath } }: Settings): PeopleList {
  if (counter.kind === 'hotel') {
    const { arrivals } = counter
    return hotelPeople(arrivals === undefined ? undefined : () => textOf(arrivals), Date.now)
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

/** Null where there is nothing to be read. */
async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
