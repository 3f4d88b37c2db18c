import type { BrowserWindow } from 'electron'
import type { JourneyScreen } from '../shared/journey-view.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import type { Settings } from './config/settings.ts'
import { typing } from './devices/typing.ts'
import type { HallApi } from './hall-api/hall-api.ts'
import { keepHours } from './hours/keep-hours.ts'
import { startJourney } from './journey/journey.ts'
import { slipNumbers } from './queue/slip-numbers.ts'
import { connectCitizenScreen } from './shell/citizen-ipc.ts'
import { hallPage } from './shell/hall-page.ts'
import { hallPageViews } from './shell/hall-page-view.ts'
import type { EarlyScreen } from './shell/screen-sender.ts'
import { secureEntryViews } from './shell/secure-entry-view.ts'
import { hasVoice } from './shell/voice-files.ts'
import { openTerminalBase } from './terminal-base.ts'
import { createApprovalClient } from './verification/approval-client.ts'
import { approvalOffer } from './verification/approval-offer.ts'

export { loadSettings } from './config/settings.ts'

/** The screens on which nobody is in the middle of anything. */
const restingScreens: ReadonlySet<JourneyScreen['name']> = new Set(['attract', 'out-of-service'])

export interface TerminalParts {
  /** What this terminal is. */
  readonly settings: Settings
  /** The citizen's screen, which is being loaded. */
  readonly window: BrowserWindow
  /** What it has said so far. */
  readonly early: EarlyScreen
  /** Folder of the built screens. */
  readonly screens: string
  /** Path of the preload of the view in which citizens type. */
  readonly entryPreload: string
  /** Path of the built device host. */
  readonly deviceHost: string
  /** When the program began (monotonic ms). */
  readonly began: number
}

export interface Terminal {
  readonly recordCrash: () => void
  /** The screen's process has ended, and is being replaced. */
  readonly onScreenLost: () => void
  readonly stop: () => void
}

/** All that the screen is a window to: journal, readers, platform, and the citizen's visit. */
export function startTerminal(parts: TerminalParts): Terminal {
  const { settings, window, early, screens, entryPreload, deviceHost, began } = parts
  const { config } = settings

  // The hall's own software, which is heard once the start screen stands.
  let hallApi: HallApi | null = null

  const base = openTerminalBase({
    settings,
    deviceHost,
    began,
    onReceipt: (receipt) => hallApi?.noteReceipt(receipt),
  })
  const { delays, serviceability, record, hosts, platform, client } = base

  const approvals = createApprovalClient({
    gateway: platform.gateway,
    record,
    limit: delays.verification,
    elapsed: () => performance.now(),
  })

  // What the hall has set around a visit: what services are looked up by, numbers to wait with, when it is closed.
  const catalogue = createCatalogue(config)
  const slips = slipNumbers(settings.slipsPath, () => new Date())
  const hours = keepHours({
    hours: config.hours,
    now: () => new Date(),
    isVisited: () => !restingScreens.has(journey.view().screen.name),
    onChange: (isClosed) => {
      serviceability.note('hours', isClosed)
      // Where a fault stands on the glass, the transition that would show it does not come.
      screen.show(journey.view())
    },
  })

  // The citizen's visit, which the screen shows.
  const screen = connectCitizenScreen(window, early, record)
  const journey = startJourney({
    config,
    voiceOffered: hasVoice(screens),
    presentation: base.presentation,
    approval: approvalOffer(approvals),
    typing: typing({
      hosts,
      openView: secureEntryViews({
        window,
        preload: entryPreload,
        screens,
        record,
        accent: config.looks?.accent ?? null,
      }),
    }),
    hallPage: hallPage(hallPageViews(window)),
    verify: (check, sealed, signal) => client.verify(check, sealed, signal),
    record,
    platform: () => ({ test: platform.isTest(), terminal: platform.enrolled()?.terminal ?? null }),
    hall: {
      lettersOf: catalogue.lettersOf,
      takeSlip: slips.take,
      rest: () =>
        serviceability.has('hours') ? { cause: 'hours', opens: hours.opens() } : { cause: 'fault' },
    },
    show: (view) => {
      screen.show(view)
      if (view.screen.name === 'attract') hours.look()
    },
    onHallStands: (stands) => hallApi?.note(stands),
    onQuiet: base.onQuiet,
    now: () => performance.now(),
  })
  serviceability.watch(journey.setServiceable)
  hours.start()

  const learnCatalogue = async () => {
    await catalogue.learn()
    screen.show(journey.view())
  }

  const hearHall = async () => {
    if (!config.hallApi) return
    const { openHallApi } = await import('./hall-api/hall-api.ts')
    hallApi = openHallApi({ config, journey, record, now: () => performance.now() })
  }

  let painted = false
  screen.listen({
    onReady: () => {
      screen.show(journey.view())
    },
    // What the start screen does not need begins when it has been painted.
    onPainted: () => {
      if (painted) return
      painted = true
      base.start()
      void learnCatalogue()
      void hearHall()
    },
    onAction: journey.act,
    onFrozen: () => {
      window.webContents.forcefullyCrashRenderer()
    },
  })

  return {
    recordCrash: base.recordCrash,
    onScreenLost: () => {
      record('renderer.crashed', {})
      journey.act({ type: 'cancel' })
    },
    stop: () => {
      hallApi?.close()
      hours.stop()
      journey.stop()
      base.stop()
    },
  }
}
