import { join } from 'node:path'
import { app, session } from 'electron'
import { defaultDevices } from '../shared/device-config.ts'
import { loadSettings } from './config/settings.ts'
import { DeviceHosts } from './devices/device-hosts.ts'
import { utilityHosts } from './devices/fork-utility-host.ts'
import { presentation } from './devices/presentation.ts'
import { createReaderWatch } from './devices/reader-watch.ts'
import { typing } from './devices/typing.ts'
import { createServiceability } from './health/serviceability.ts'
import { openJournal } from './journal/journal.ts'
import { createRecordEvent } from './journal/record-event.ts'
import { delaysOf, startJourney } from './journey/journey.ts'
import { connectCitizenScreen } from './shell/citizen-ipc.ts'
import { keepCitizenScreen, openCitizenWindow } from './shell/citizen-window.ts'
import { stopOnProgrammersMistake } from './shell/crash.ts'
import {
  disableUnusedFeatures,
  lockDownContents,
  lockDownSession,
  refuseOtherWaysToStart,
} from './shell/lock-down.ts'
import { declareScreenScheme, serveScreens } from './shell/screen-protocol.ts'
import { secureEntryViews } from './shell/secure-entry-view.ts'
import { openPlatform } from './verification/open-platform.ts'
import { createVerificationClient } from './verification/verification-client.ts'

/** The verdict is painted first (ms); the next citizen is further away than that. */
const afterTheVerdict = 150

const monotonic = () => performance.now()
const began = monotonic()

// Whatever goes wrong from here on ends the terminal, for its supervisor to start it anew.
let recordCrash = (): void => undefined
stopOnProgrammersMistake(() => {
  recordCrash()
})

// Before Electron is ready: nothing to debug with, nothing that opens connections, one scheme of our own.
refuseOtherWaysToStart()
disableUnusedFeatures()
declareScreenScheme()
lockDownContents()

// One terminal per state folder, and what it is.
if (!app.requestSingleInstanceLock()) app.exit(0)
const settings = loadSettings()
void app.whenReady().then(startTerminal)

function startTerminal(): void {
  const { config } = settings
  const delays = delaysOf(config)

  // The record of what it does. A terminal that cannot keep its journal serves nobody.
  const serviceability = createServiceability()
  const journal = openJournal(settings.journalPath)
  const record = createRecordEvent(journal, Date.now, (writable) => {
    serviceability.note('journal', !writable)
  })
  recordCrash = () => {
    record('terminal.crash', {})
  }
  record('terminal.start.init', {})

  // The screen. Its process starts while the rest is made ready here; what it says is heard when this is done.
  lockDownSession(session.defaultSession)
  const screens = join(import.meta.dirname, '..', 'renderer')
  const preloads = join(import.meta.dirname, '..', 'preload')
  serveScreens(session.defaultSession, screens)
  const window = openCitizenWindow(join(preloads, 'citizen.cjs'))
  keepCitizenScreen(window, () => {
    record('renderer.crashed', {})
    journey.act({ type: 'cancel' })
  })

  // The readers: main decides for which check they listen; device hosts hear what they say.
  const readers = createReaderWatch()
  const hosts = new DeviceHosts({
    fork: utilityHosts(join(import.meta.dirname, 'device-host.js'), settings.deviceHostEnvironment),
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

  // The citizen's visit, which the screen shows.
  const screen = connectCitizenScreen(window, record)
  const journey = startJourney({
    config,
    presentation: presentation({ hosts, enrolled: platform.enrolled, watchReaders: readers.watch }),
    typing: typing({
      hosts,
      openView: secureEntryViews({ window, preload: join(preloads, 'secure-entry.cjs'), screens, record }),
    }),
    verify: client.verify,
    record,
    platform: () => ({ test: platform.isTest(), terminal: platform.enrolled()?.terminal ?? null }),
    show: screen.show,
    onQuiet: () => {
      setTimeout(() => {
        hosts.replenish()
      }, afterTheVerdict)
    },
    now: monotonic,
  })
  serviceability.watch(journey.setServiceable)

  let painted = false
  screen.listen({
    onReady: () => {
      screen.show(journey.view())
    },
    // What the start screen does not need begins when it has been painted.
    onPainted: () => {
      if (painted) return
      painted = true
      record('terminal.start.complete', { duration: Math.round(monotonic() - began) })
      hosts.start()
      platform.start()
    },
    onAction: journey.act,
    onFrozen: () => {
      window.webContents.forcefullyCrashRenderer()
    },
  })

  app.on('window-all-closed', () => {
    app.quit()
  })
  app.once('will-quit', () => {
    journey.stop()
    hosts.stop()
    platform.close()
    record('terminal.stop', {})
    journal.close()
  })
}
