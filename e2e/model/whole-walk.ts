/** What the walk is asked to cover, and what not. */
import { createHash } from 'node:crypto'
import { demoConfig } from '../../sandbox/demo-config.ts'
import type { TerminalConfig } from '../../src/shared/config.ts'
import { heldDelays } from './delays.ts'

/** The hall's own software: the port that it asks at, and its token. */
export interface HallSoftware {
  readonly port: number
  readonly token: string
}

/**
 * A hall whose services are for everybody, for children alone, and for oneself alone.
 * @param page origin of the hall's own page, which the last of them goes on at
 * @param software how the hall's own software reaches the terminal
 */
export function walkedHall(platform: string, page: string, software: HallSoftware): TerminalConfig {
  const config = demoConfig(platform)
  const [first, second, third] = config.services
  if (!first || !second || !third) throw new Error('the hall has too few services')
  return {
    ...config,
    delays: heldDelays,
    hallApi: {
      port: software.port,
      clients: [
        { name: 'walk', tokenDigest: `sm3:${createHash('sm3').update(software.token).digest('hex')}` },
      ],
    },
    services: [
      first,
      { ...second, subjects: ['child'] },
      { ...third, subjects: ['self'], handOver: { to: 'page', url: `${page}/form`, origins: [page] } },
    ],
  }
}

/** What follows an approval that nobody went on with. */
const expiry: ReadonlySet<string> = new Set([
  'present.approval.offered: approval.expired 1',
  'present.approval.offered: approval.expired 2',
  'present.approval.expired',
  'present.typing.open: approval.expired',
  'present.patience.lasting: always',
  'present.patience.warned: stay 1',
])

/** Why a transition or a state is not walked; null when it is. */
export function exception(name: string): string | null {
  if (
    name.startsWith('present.patience.lastReading') ||
    name === 'present.patience.warned: presentation.reading 2'
  ) {
    return 'it comes after ten extensions, one like the other: src/main/journey/journey-time.test.ts'
  }
  if (expiry.has(name)) {
    return 'a platform keeps an approval for three minutes: src/main/journey/journey-approval.test.ts'
  }
  if (name.startsWith('outOfService') || name === 'journey: service.stopped') {
    return 'a terminal that serves nobody is another terminal: e2e/screens.spec.ts'
  }
  return null
}
