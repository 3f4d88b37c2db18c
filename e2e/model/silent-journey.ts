/** The terminal's own statechart, with nobody behind it: what readers, phones and the platform say is given as events. */
import { fromCallback, fromPromise, type SnapshotFrom } from 'xstate'
import { getShortestPaths } from 'xstate/graph'
import { delaysOf } from '../../src/main/journey/journey.ts'
import {
  type approvalActor,
  type hallPageActor,
  type JourneyEvent,
  type JourneyInput,
  journeyMachine,
  type presentationActor,
  type typingActor,
} from '../../src/main/journey/journey-machine.ts'
import type { TerminalConfig } from '../../src/shared/config.ts'
import type { JourneyAction } from '../../src/shared/ipc.ts'

const presentation: typeof presentationActor = fromCallback(() => undefined)
const approval: typeof approvalActor = fromCallback(() => undefined)
const typing: typeof typingActor = fromCallback(() => undefined)
const hallPage: typeof hallPageActor = fromCallback(() => undefined)

export const silentJourney = journeyMachine.provide({
  actors: {
    presentation,
    approval,
    typing,
    hallPage,
    verification: fromPromise(() => new Promise(() => undefined)),
  },
})

export type SilentSnapshot = SnapshotFrom<typeof silentJourney>

export function silentInput(config: TerminalConfig, voiceOffered: boolean): JourneyInput {
  return { config, delays: delaysOf(config), voiceOffered }
}

/**
 * The shortest way from the start to a state by these actions alone.
 * @throws when none of them lead there
 */
export function shortestWay(
  config: TerminalConfig,
  actions: readonly JourneyAction[],
  isThere: (snapshot: SilentSnapshot) => boolean,
): readonly JourneyAction[] {
  const events: readonly JourneyEvent[] = actions
  const [way] = getShortestPaths(silentJourney, {
    input: silentInput(config, false),
    events,
    // Serial numbers and times are new on every way; where it leads to does not depend on them.
    serializeState: ({ value, context: { service, subject, method } }) =>
      JSON.stringify({ value, service, subject, method }),
    stopWhen: isThere,
    toState: isThere,
  }).toSorted((one, other) => one.weight - other.weight)
  if (!way) throw new Error('no way leads there')
  const names = new Map(actions.map((action) => [JSON.stringify(action), action]))
  return way.steps.flatMap(({ event }) => names.get(JSON.stringify(event)) ?? [])
}
