import type { TerminalConfig } from '../../shared/config.ts'
import type { RecordEvent } from '../../shared/events.ts'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import { createEnrolment } from './enrolment.ts'
import { createHttpExchange } from './http-exchange.ts'
import { KeyStoreError, type TerminalKeyStore } from './key-store.ts'
import type { PlatformGateway } from './platform-gateway.ts'
import type { PlatformRoot } from './platform-root.ts'
import { standsUnder, type TerminalIdentity } from './terminal-identity.ts'
import { createWireGateway } from './wire-gateway.ts'

export interface PlatformSessionParts {
  readonly platform: TerminalConfig['platform']
  readonly root: PlatformRoot
  readonly keyStore: TerminalKeyStore
  /** The code for a first enrolment, or null when nobody has put one there. */
  readonly enrolmentCode: () => Promise<string | null>
  readonly record: RecordEvent
  /** Time limit of one exchange (ms). */
  readonly limit: number
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  /** Called when it becomes known whether this terminal can check anybody. */
  readonly onServiceable: (serviceable: boolean) => void
}

export interface PlatformSession {
  /** Null until the terminal is enrolled. */
  identity(): TerminalIdentity | null
  gateway(): PlatformGateway | null
  close(): void
}

const firstRetry = 1_000
const longestRetry = 60_000

/**
 * Makes this terminal known to the platform: takes the identity of an earlier start, or enrols, and tries again,
 * more and more slowly, until that has succeeded. A terminal that was enrolled before needs nobody for it, unless its
 * certificates have expired or the root has been replaced since.
 */
export function openPlatformSession(parts: PlatformSessionParts): PlatformSession {
  const { platform, root, keyStore, record, limit, now } = parts
  const exchange = createHttpExchange(platform.url)
  const enrolment = createEnrolment({
    exchange,
    keyStore,
    root: root.certificate,
    customNumber: platform.customNumber,
    now,
    record,
    limit,
  })
  let identity: TerminalIdentity | null = null
  let gateway: PlatformGateway | null = null
  let retry: NodeJS.Timeout | null = null
  let closed = false

  const load = async (): Promise<TerminalIdentity> => {
    const kept = await keyStore.load()
    if (kept && standsUnder(kept, root.certificate, new Date(now()))) return kept
    const enrolmentCode = await parts.enrolmentCode()
    if (enrolmentCode === null) {
      record('terminal.enrol.failed', { reason: 'not-enrolled' })
      throw new VerificationUnavailable('not-enrolled')
    }
    return enrolment.enrol(enrolmentCode)
  }

  const open = async (wait: number): Promise<void> => {
    try {
      identity = await load()
    } catch (error) {
      if (error instanceof KeyStoreError) record('terminal.key.unusable', { fault: error.fault })
      else if (!(error instanceof VerificationUnavailable)) throw error
      if (closed) return
      parts.onServiceable(false)
      retry = setTimeout(() => void open(Math.min(wait * 2, longestRetry)), wait)
      return
    }
    if (closed) return
    const { customNumber } = platform
    gateway = createWireGateway({ exchange, identity, root: root.certificate, customNumber, now })
    parts.onServiceable(true)
  }

  void open(firstRetry)
  return {
    identity: () => identity,
    gateway: () => gateway,
    close() {
      closed = true
      if (retry) clearTimeout(retry)
      exchange.close()
    },
  }
}
