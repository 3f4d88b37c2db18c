import { fromCallback } from 'xstate'
import type { Check, EvidenceKind, TerminalNumber } from '../../shared/check.ts'
import type { DeviceKind } from '../../shared/device-contract.ts'
import type { ReaderState } from '../../shared/journey-view.ts'
import type { JourneyEvent, NextPresentation } from '../journey/journey-machine.ts'
import type { DeviceHosts } from './device-hosts.ts'
import type { ReaderWatch } from './reader-watch.ts'

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
  /** Tells the present state of the readers of one kind now and at each change; returns the way to stop. */
  readonly watchReaders: ReaderWatch['watch']
}

/** Which readers a citizen presents each kind of evidence to. */
const readerOf: Readonly<Record<EvidenceKind, DeviceKind>> = {
  'wallet-code': 'qr-scanner',
  'dynamic-code': 'keypad',
  'phone-approval': 'keypad',
  'resident-card': 'card-reader',
  'travel-document': 'document-reader',
}

/** The reader that the screen speaks of: that of the first kind that the check accepts. */
function readerFor({ accepts: [first = 'wallet-code'] }: Check): DeviceKind {
  return readerOf[first]
}

/** The journey's waiting for a presentation: the readers are armed exactly as long as it runs. */
export function presentation({ hosts, enrolled, watchReaders }: PresentationParts) {
  return fromCallback<JourneyEvent | NextPresentation, { readonly check: Check }>(
    ({ input, sendBack, receive }) => {
      const terminal = enrolled()
      if (!terminal) {
        sendBack({ type: 'presentation.impossible', reason: 'not-enrolled' })
        return
      }
      // A reader is ready for this citizen once a host waits for them: what it reads before is dropped.
      let isArmed = false
      let readers: ReaderState = 'starting'
      const tellReaders = (): void => {
        const state = readers === 'ready' && !isArmed ? 'starting' : readers
        sendBack({ type: 'presentation.reader', state })
      }
      const arm = ({ bizSeq, accepts }: Check): void => {
        const { platformChain } = terminal
        hosts.arm(
          { bizSeq, accepts, terminal: terminal.terminal, platformChain },
          {
            onArmed: () => {
              isArmed = true
              tellReaders()
            },
            onReading: () => {
              sendBack({ type: 'presentation.reading' })
            },
            onRejected: (reason) => {
              sendBack({ type: 'presentation.rejected', reason })
            },
            onTakeAwayFirst: () => {
              sendBack({ type: 'presentation.take-away-first' })
            },
            onDocumentKey: () => {
              sendBack({ type: 'presentation.document-key' })
            },
            onLayBack: () => {
              sendBack({ type: 'presentation.lay-back' })
            },
            onSealed: (sealed) => {
              sendBack({ type: 'presentation.sealed', sealed })
            },
            onRefused: () => {
              sendBack({ type: 'presentation.impossible', reason: 'platform-untrusted' })
            },
            onInterrupted: () => {
              isArmed = false
              tellReaders()
              sendBack({ type: 'presentation.interrupted' })
            },
            onLost: () => {
              sendBack({ type: 'presentation.impossible', reason: 'no-device' })
            },
          },
        )
      }
      arm(input.check)
      receive((event) => {
        if (event.type !== 'presentation.next') return
        isArmed = false
        tellReaders()
        arm(event.check)
      })
      const stopWatching = watchReaders(readerFor(input.check), (state) => {
        readers = state
        tellReaders()
      })
      return () => {
        stopWatching()
        hosts.disarm()
      }
    },
  )
}
