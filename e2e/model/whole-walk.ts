/** What the walk is asked to cover, and what not. */
import { demoConfig } from '../../sandbox/demo-config.ts'
import type { TerminalConfig } from '../../src/shared/config.ts'
import { helpPlaces } from '../../src/shared/journey-view.ts'
import { heldDelays } from './delays.ts'

/** A hall whose services are for everybody, for children alone, and for oneself alone. */
export function walkedHall(platform: string): TerminalConfig {
  const config = demoConfig(platform)
  const [first, second, third] = config.services
  if (!first || !second || !third) throw new Error('the hall has too few services')
  return {
    ...config,
    delays: heldDelays,
    services: [first, { ...second, subjects: ['child'] }, { ...third, subjects: ['self'] }],
  }
}

const backToHandOver = `help: help-over ${helpPlaces.indexOf('hand-over') + 1}`

/** Why a transition or a state is not walked; null when it is. */
export function exception(name: string): string | null {
  if (name.startsWith('handOver') || name === 'pass: go-on' || name === backToHandOver) {
    return 'this hall has no page of its own'
  }
  if (name.startsWith('outOfService') || name === 'journey: service.stopped') {
    return 'a terminal that serves nobody is another terminal: e2e/screens.spec.ts'
  }
  return null
}
