/** Which of the statechart's transitions have occurred. */
import type { AnyStateMachine, AnyTransitionDefinition, EventObject, StateNode } from 'xstate'
import { silentJourney, type SilentSnapshot } from './silent-journey.ts'

const machine: AnyStateMachine = silentJourney

function nodesUnder(node: StateNode): readonly StateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesUnder)]
}

/** Every state, by its path. */
export const allStates: readonly string[] = nodesUnder(machine.root)
  .map(({ path }) => path.join('.'))
  .filter((path) => path !== '')

function definitionsOf(node: StateNode): readonly AnyTransitionDefinition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])]
}

/** A transition by where it begins, what brings it about, and which of several it is. */
function nameOf(definition: AnyTransitionDefinition): string {
  const { source, eventType } = definition
  const siblings = eventType === '' ? (source.always ?? []) : (source.transitions.get(eventType) ?? [])
  const index = siblings.length > 1 ? ` ${siblings.indexOf(definition) + 1}` : ''
  return `${source.path.join('.') || 'journey'}: ${eventType || 'always'}${index}`
}

/** Every transition of the statechart. */
export const allTransitions: readonly string[] = nodesUnder(machine.root).flatMap(definitionsOf).map(nameOf)

/** States that are active. */
export function activeStates({ _nodes }: Pick<SilentSnapshot, '_nodes'>): readonly string[] {
  return _nodes.map(({ path }) => path.join('.')).filter((path) => path !== '')
}

/** The transitions that this event brings about, those without an event that follow among them. */
export function transitionsBy(
  before: SilentSnapshot,
  event: EventObject,
  after: SilentSnapshot,
): readonly string[] {
  const taken: readonly AnyTransitionDefinition[] = machine.getTransitionData(before, event)
  const active = new Set(activeStates(after))
  const wasActive = new Set(activeStates(before))
  const entersPresent = taken.some(({ reenter, target = [] }) =>
    target.some(({ path }) => path.join('.') === 'present' && (reenter || !wasActive.has('present'))),
  )
  const following = nodesUnder(machine.root)
    .flatMap((node) => node.always ?? [])
    .filter(({ source, target = [] }) => {
      const inPresent = source.path[0] === 'present'
      return target.some(({ path }) => {
        const name = path.join('.')
        return active.has(name) && (inPresent ? entersPresent : !wasActive.has(name))
      })
    })
  return [...taken, ...following].map(nameOf)
}
