import { createActor, fromPromise } from 'xstate'
import { type Delays, type TerminalConfig, defaultDelays, delaysSchema } from '../../shared/config.ts'
import type { RecordEvent } from '../../shared/events.ts'
import type { JourneyAction } from '../../shared/ipc.ts'
import type { JourneyView, Rest } from '../../shared/journey-view.ts'
import type { Check } from '../../shared/check.ts'
import type { Verdict } from '../../shared/verdict.ts'
import type { SealedPieces } from '../verification/platform-gateway.ts'
import type { HallAsk } from './hall-ask.ts'
import { type HallStands, hallStandsOf } from './hall-visit.ts'
import { journeyRecorder } from './journey-events.ts'
import {
  type approvalActor,
  type hallPageActor,
  journeyMachine,
  type presentationActor,
  type ServiceabilityEvent,
  type typingActor,
} from './journey-machine.ts'
import { visitSlip } from '../queue/visit-slip.ts'
import { type HallShown, type JourneySnapshot, journeyState, type PlatformShown, viewOf } from './view-of.ts'

/** Asks the platform. Rejects with VerificationUnavailable and with nothing else. */
export type Verify = (check: Check, sealed: SealedPieces, signal: AbortSignal) => Promise<Verdict>

/** What the hall does around a visit. */
export interface HallParts extends Pick<HallShown, 'lettersOf'> {
  readonly rest: () => Rest
  /** The next number of a window, by its letter; null where none can be given. */
  readonly takeSlip: (letter: string) => string | null
}

export interface JourneyParts {
  readonly config: TerminalConfig
  /** Whether there are sentences to speak. */
  readonly voiceOffered: boolean
  readonly presentation: typeof presentationActor
  readonly approval: typeof approvalActor
  readonly typing: typeof typingActor
  /** Left out where no service has a page to hand over to. */
  readonly hallPage?: typeof hallPageActor
  readonly verify: Verify
  readonly record: RecordEvent
  readonly platform: () => PlatformShown
  /** Left out where nothing of it is to be seen. */
  readonly hall?: HallParts
  /** Called with what the hall's own software may know, as it changes. Left out where there is none. */
  readonly onHallStands?: (stands: HallStands) => void
  /** Called with each new view. */
  readonly show: (view: JourneyView) => void
  /** Called when a check is over and nobody waits for the readers. */
  readonly onQuiet: () => void
  /** Monotonic milliseconds. */
  readonly now: () => number
}

export interface Journey {
  readonly act: (action: JourneyAction) => void
  readonly setServiceable: (serviceable: boolean) => void
  /** Begins a visit that the hall's software asked for; false where somebody is at the terminal, or it serves nobody. */
  readonly ask: (ask: HallAsk) => boolean
  /** Ends the visit that was asked for so, unless it is over. */
  readonly callOff: (id: HallAsk['id']) => void
  readonly hallStands: () => HallStands
  readonly view: () => JourneyView
  readonly stop: () => void
}

export function delaysOf(config: TerminalConfig): Delays {
  return delaysSchema.parse({ ...defaultDelays, ...config.delays })
}

/** Runs the citizen's journey until it is stopped. */
export function startJourney(parts: JourneyParts): Journey {
  const { config, voiceOffered, record, now } = parts
  const recordTransition = journeyRecorder(record, config, now)
  const machine = journeyMachine.provide({
    actors: {
      presentation: parts.presentation,
      approval: parts.approval,
      typing: parts.typing,
      ...(parts.hallPage && { hallPage: parts.hallPage }),
      verification: fromPromise(({ input, signal }) => parts.verify(input.check, input.sealed, signal)),
    },
  })
  const actor = createActor(machine, { input: { config, delays: delaysOf(config), voiceOffered } })
  const slipOf = visitSlip(config, parts.hall?.takeSlip ?? (() => null))
  const view = (snapshot: JourneySnapshot): JourneyView => {
    const slip = slipOf(journeyState(snapshot), snapshot.context.service)
    const { hall } = parts
    return viewOf(
      snapshot,
      config,
      parts.platform(),
      hall && { lettersOf: hall.lettersOf, rest: hall.rest(), slip },
    )
  }
  let busy = false
  actor.subscribe((snapshot) => {
    const state = journeyState(snapshot)
    parts.show(view(snapshot))
    parts.onHallStands?.(hallStandsOf(snapshot))
    const nowBusy = state === 'present' || state === 'verifying'
    if (busy && !nowBusy) parts.onQuiet()
    busy = nowBusy
  })
  actor.system.inspect((inspection) => {
    if (inspection.type !== '@xstate.snapshot' || inspection.actorRef !== actor) return
    recordTransition(actor.getSnapshot(), inspection.event.type)
  })
  actor.start()
  return {
    act: (action) => actor.send(action),
    setServiceable(serviceable) {
      const event: ServiceabilityEvent = { type: serviceable ? 'service.resumed' : 'service.stopped' }
      actor.send(event)
    },
    ask(ask) {
      actor.send({ type: 'hall.start', ask })
      return actor.getSnapshot().context.hallAsk?.id === ask.id
    },
    callOff(id) {
      actor.send({ type: 'hall.cancel', id })
    },
    hallStands: () => hallStandsOf(actor.getSnapshot()),
    view: () => view(actor.getSnapshot()),
    stop: () => {
      actor.stop()
    },
  }
}
