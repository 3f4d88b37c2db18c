import type { Subject } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import { methodsOf } from '../config/service-terms.ts'

/** What the hall's own software asks for: that somebody be checked here. The citizen decides the rest. */
export interface HallAsk {
  /** Of this asking; nothing that the platform or the journal knows. */
  readonly id: string
  readonly service: string
  readonly subject: Subject
  /** The relying party's own name for the person it awaits. */
  readonly expected?: string
}

/** The member of an asking that this terminal cannot do. */
export type AskFault = 'service' | 'subject' | 'expected'

/** Why this terminal never takes such an asking; null when it does, as soon as nobody is at it. */
export function faultOfAsk(
  config: TerminalConfig,
  { service: id, subject, expected }: Omit<HallAsk, 'id'>,
): AskFault | null {
  const service = config.services.find((service) => service.id === id)
  if (!service) return 'service'
  if (!service.subjects.includes(subject)) return 'subject'
  if (expected === undefined) return null
  // A document would let anybody pass for the person who is awaited, and one is awaited already where a service says so.
  const canAwait = methodsOf(config, id).includes('network-identity') && service.awaits === undefined
  return canAwait ? null : 'expected'
}
