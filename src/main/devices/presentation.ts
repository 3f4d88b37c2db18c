import { fromCallback } from 'xstate'
import type { Check, TerminalNumber } from '../../shared/check.ts'
import type { Device } from '../../shared/device-contract.ts'
import type { ScannerState } from '../../shared/journey-view.ts'
import type { JourneyEvent } from '../journey/journey-machine.ts'
import type { DeviceHosts } from './device-hosts.ts'

/** What the terminal knows of itself and of the platform once it is enrolled. */
export interface Enrolled {
  readonly terminal: TerminalNumber
  /** Chain of the platform's encryption certificate: DER, leaf first, root left out. */
  readonly platformChain: readonly Uint8Array[]
}

export interface PresentationParts {
  readonly hosts: Pick<DeviceHosts, 'arm' | 'disarm'>
  /** Null until the terminal is enrolled. */
  readonly enrolled: () => Enrolled | null
  /** Tells the present state of the scanners now and at each change; returns the way to stop. */
  readonly watchScanner: (callback: (state: ScannerState) => void) => () => void
}

/** One scanner that works is enough; one that is being opened may become it. */
export function scannerState(devices: readonly Device[]): ScannerState {
  const scanners = devices.filter(({ kind }) => kind === 'qr-scanner')
  if (scanners.some(({ state }) => state === 'ready')) return 'ready'
  return scanners.some(({ state }) => state === 'opening') ? 'starting' : 'absent'
}

/** The journey's waiting for a presentation: the readers are armed exactly as long as it runs. */
export function presentation({ hosts, enrolled, watchScanner }: PresentationParts) {
  return fromCallback<JourneyEvent, { readonly check: Check }>(({ input, sendBack }) => {
    const terminal = enrolled()
    if (!terminal) {
      sendBack({ type: 'presentation.impossible', reason: 'not-enrolled' })
      return
    }
    hosts.arm(
      { bizSeq: input.check.bizSeq, ...terminal },
      {
        onReading: () => {
          sendBack({ type: 'presentation.reading' })
        },
        onRejected: (reason) => {
          sendBack({ type: 'presentation.rejected', reason })
        },
        onSealed: (sealed) => {
          sendBack({ type: 'presentation.sealed', sealed })
        },
        onRefused: () => {
          sendBack({ type: 'presentation.impossible', reason: 'platform-untrusted' })
        },
        onInterrupted: () => {
          sendBack({ type: 'presentation.interrupted' })
        },
        onLost: () => {
          sendBack({ type: 'presentation.impossible', reason: 'no-device' })
        },
      },
    )
    const stopWatching = watchScanner((state) => {
      sendBack({ type: 'presentation.scanner', state })
    })
    return () => {
      stopWatching()
      hosts.disarm()
    }
  })
}
