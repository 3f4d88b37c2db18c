import type { BizSeq, EvidenceKind, TerminalNumber } from '../src/shared/check.ts'
import type {
  Device,
  DeviceKind,
  HostCommand,
  HostReport,
  PcscState,
  RejectionReason,
} from '../src/shared/device-contract.ts'
import { isWalletCode } from '../src/shared/wallet-code.ts'
import type { Clock } from './clock.ts'
import { pace } from './pace.ts'
import { type RememberedCode, rememberCode } from './remembered-code.ts'
import type { CodeOutcome, CodeReception } from './scanner/code-assembler.ts'
import { deviceList } from './device-list.ts'
import { type DocumentDesk, openDocumentDesk } from './document-desk.ts'
import type { DocumentReaders } from './emrtd/document-readers.ts'
import type { TrustStore } from './emrtd/trust-store.ts'
import type { KeypadsListener } from './keypad/keypads.ts'
import type { PcscReader } from './pcsc/pcsc-reader.ts'
import type { CardTaker, SamReader, SamReaders } from './resident-card/sam-readers.ts'
import type { ConnectedDevice } from './scanner/connected-devices.ts'
import type { ScannersListener } from './scanner/scanners.ts'
import type { EntryForm } from '../src/shared/secure-entry.ts'
import { type Entry, openEntry } from './secure-entry/entry.ts'
import type { EntryPort } from './secure-entry/entry-port.ts'
import { type Seal, SealRefused } from './seal/seal-evidence.ts'

type Activation = Extract<HostCommand, { type: 'activate' }>

/** Opens one group of scanners; returns the way to close them. */
export type OpenScanners = (listener: ScannersListener) => () => void
/** Opens one group of readers of resident cards. */
export type OpenCardReaders = (onReaders: (readers: readonly SamReader[]) => void) => SamReaders

export interface DocumentReadersListener {
  onReaders(readers: readonly PcscReader[]): void
  onService(state: PcscState): void
}
/** Opens one group of readers of travel documents. */
export type OpenDocumentReaders = (listener: DocumentReadersListener) => DocumentReaders
/** Opens one group of keypads; returns the way to close them. */
export type OpenKeypads = (listener: KeypadsListener) => () => void

/** The devices of a machine, in groups that look for their own. */
export interface DeviceGroups {
  readonly scanners: readonly OpenScanners[]
  readonly cardReaders: readonly OpenCardReaders[]
  readonly documentReaders: readonly OpenDocumentReaders[]
  readonly keypads: readonly OpenKeypads[]
}

/** What the device host needs from its surroundings. */
export interface DeviceHostParts {
  readonly clock: Clock
  readonly post: (report: HostReport) => void
  /** Which devices there are to open; asked once, at activation. */
  readonly devices: (activation: Activation) => DeviceGroups
  /** @throws SealRefused */
  readonly prepareSeal: (platformChain: readonly Uint8Array[], time: number) => Seal
  /**
   * The authorities that are trusted to issue travel documents.
   * @throws SealRefused
   */
  readonly readTrust: () => TrustStore
}

export interface DeviceHost {
  /** @param entry the port that came with the command, where one did */
  take(command: HostCommand, entry?: EntryPort | null): void
  /** Closes the devices and forgets everything. */
  end(): void
}

/** One check that waits for a presentation. */
interface Arming {
  readonly bizSeq: BizSeq
  readonly terminal: TerminalNumber
  readonly accepts: readonly EvidenceKind[]
  readonly seal: Seal
  /** Main was told that something is being read, and not yet what became of it. */
  reading: boolean
}

/** What a form is evidence of, once it has been typed. */
const kindOf: Readonly<Record<EntryForm, EvidenceKind>> = {
  'dynamic-code': 'dynamic-code',
  'phone-approval': 'phone-approval',
  'document-key': 'travel-document',
}

/** A person does not present more often (ms); what is refused within is told once. */
const rejectionInterval = 250
const droppedInterval = 1_000

/**
 * What happens with what the devices read. One check is armed at a time, for one presentation. A code belongs to the
 * check that was armed when its first report came, and to none if that check is over when its last one comes.
 */
export function deviceHost({ clock, post, devices, prepareSeal, readTrust }: DeviceHostParts): DeviceHost {
  const kind = 'qr-scanner'
  let armed: Arming | null = null
  /** The code that was sealed last, until the next check. */
  let sealed: RememberedCode | null = null
  /** The check that something was sealed for. */
  let served: BizSeq | null = null
  let closeDevices: (() => void) | null = null
  let cardReaders: readonly SamReaders[] = []
  let stopTakingCards: () => void = () => undefined
  let documentReaders: readonly DocumentReaders[] = []
  let document: DocumentDesk | null = null
  let entry: Entry | null = null

  const droppedFrom = (from: DeviceKind) =>
    pace(clock, droppedInterval, (count) => {
      post({ type: 'dropped', kind: from, count })
    })
  const dropped = droppedFrom(kind)
  const droppedKeys = droppedFrom('keypad')
  const repeated = pace(clock, droppedInterval, (count) => {
    post({ type: 'repeated', kind })
    if (count > 1) dropped.add(count - 1)
  })
  let lastReason: RejectionReason = 'not-a-code'
  const rejected = pace(clock, rejectionInterval, (count) => {
    if (armed) {
      armed.reading = false
      post({ type: 'rejected', bizSeq: armed.bizSeq, reason: lastReason })
    }
    const untold = armed ? count - 1 : count
    if (untold > 0) dropped.add(untold)
  })

  const reject = (reason: RejectionReason) => {
    lastReason = reason
    rejected.add()
  }

  const endEntry = () => {
    entry?.end()
    entry = null
  }

  const disarm = () => {
    rejected.flush()
    stopTakingCards()
    document?.end()
    document = null
    endEntry()
    armed = null
  }

  const startReading = (arming: Arming) => {
    if (arming.reading) return
    arming.reading = true
    post({ type: 'reading', bizSeq: arming.bizSeq })
  }

  const forget = () => {
    disarm()
    sealed?.forget()
    sealed = null
    served = null
    repeated.flush()
    dropped.flush()
    droppedKeys.flush()
  }

  const present = ({ bizSeq, terminal, seal }: Arming, kind: EvidenceKind, presented: Uint8Array) => {
    rejected.flush()
    const data = seal({ kind, bizSeq, terminal, time: clock.now(), presented })
    post({ type: 'sealed', bizSeq, kind, data })
    served = bizSeq
    sealed?.forget()
    sealed = null
    if (kind === 'wallet-code') sealed = rememberCode(presented)
    disarm()
  }

  /** Who takes one card for this check, on whichever reader it is laid. */
  const takerFor = (arming: Arming): CardTaker => ({
    onFound: () => {
      startReading(arming)
    },
    onTakeAwayFirst: () => {
      post({ type: 'take-away-first', bizSeq: arming.bizSeq })
    },
    onRefused: ({ reason }) => {
      if (arming === armed) reject(reason)
    },
    onReaderFailed: () => {
      if (arming === armed && arming.reading) reject('device-gone')
    },
    onRead: (content) => {
      if (arming === armed) present(arming, 'resident-card', content)
    },
  })

  const takeCards = (arming: Arming) => {
    const giveUps = cardReaders.map((readers) => readers.arm(takerFor(arming)))
    stopTakingCards = () => {
      stopTakingCards = () => undefined
      for (const giveUp of giveUps) giveUp()
    }
  }

  const takeDocuments = (arming: Arming, trust: TrustStore) => {
    document = openDocumentDesk(documentReaders, trust, clock, {
      onKey: () => {
        arming.reading = false
        endEntry()
        post({ type: 'document-key', bizSeq: arming.bizSeq })
      },
      onReading: () => {
        startReading(arming)
      },
      onLifted: () => {
        arming.reading = false
        post({ type: 'lay-back', bizSeq: arming.bizSeq })
      },
      onRejected: reject,
      onRead: (evidence) => {
        present(arming, 'travel-document', evidence)
      },
    })
  }

  /** What was typed to its end. */
  const submit = (arming: Arming, form: EntryForm, fields: readonly Uint8Array[]): number | null => {
    if (form === 'document-key') return document?.typed(fields) ?? null
    const [digits] = fields
    if (digits) present(arming, kindOf[form], digits)
    return null
  }

  const takeEntry = ({ bizSeq, form }: Extract<HostCommand, { type: 'take-entry' }>, port: EntryPort) => {
    const arming = armed
    if (arming?.bizSeq !== bizSeq || !arming.accepts.includes(kindOf[form])) {
      port.close()
      return
    }
    endEntry()
    const opened = openEntry(
      form,
      port,
      (fields) => submit(arming, form, fields),
      () => {
        if (entry === opened) entry = null
      },
    )
    entry = opened
  }

  const scanned = (arming: Arming, bytes: Uint8Array) => {
    if (document) document.scanned(bytes)
    else if (isWalletCode(bytes)) present(arming, 'wallet-code', bytes)
    else reject('not-a-code')
  }

  const end = (arming: Arming | null, outcome: CodeOutcome) => {
    if (outcome.type === 'code' && sealed?.matches(outcome.bytes)) {
      repeated.add()
      // Somebody is to be told that it is another code that is waited for.
      if (arming && arming === armed) reject('shown-before')
    } else if (!arming || arming !== armed || outcome.type === 'skipped') dropped.add()
    else if (outcome.type === 'rejected') {
      reject(document && outcome.reason === 'not-a-code' ? 'not-a-document-key' : outcome.reason)
    } else scanned(arming, outcome.bytes)
  }

  const begin = (): CodeReception => {
    const takesCodes = document !== null || armed?.accepts.includes('wallet-code') === true
    const arming = takesCodes ? armed : null
    if (arming) startReading(arming)
    const wanted = arming !== null || sealed !== null
    return {
      wants: document ? 'text' : 'qr',
      get keeps() {
        return wanted && ((arming !== null && arming === armed) || sealed !== null)
      },
      end: (outcome) => {
        end(arming, outcome)
      },
    }
  }

  /** Keys belong to the entry that is open; at any other time they are dropped. */
  const typed = (use: (keypad: Entry['keypad']) => void) => {
    if (entry) use(entry.keypad)
    else droppedKeys.add()
  }
  const keysTyped = {
    onDigit: (octet: number) => {
      typed((keypad) => {
        keypad.onDigit(octet)
      })
    },
    onEnter: () => {
      typed((keypad) => {
        keypad.onEnter()
      })
    },
    onBackspace: () => {
      typed((keypad) => {
        keypad.onBackspace()
      })
    },
    onGone: () => undefined,
  }

  const activate = (activation: Activation) => {
    if (closeDevices) throw new TypeError('activated twice')
    const groups = devices(activation)
    const { scanners, keypads } = groups
    const list = deviceList(clock, Object.values(groups).flat().length, (found) => {
      post({ type: 'devices', devices: [...found] })
    })
    let group = 0
    const noteOf = () => {
      const mine = group++
      return (found: readonly Device[]) => {
        list.note(mine, found)
      }
    }
    const closing = scanners.map((open) =>
      open({
        onDevices: noteOf(),
        onCode: begin,
        onLeftover: () => {
          dropped.add()
        },
      }),
    )
    cardReaders = groups.cardReaders.map((open) => {
      const note = noteOf()
      return open((readers) => {
        note(readers.map(cardReader))
      })
    })
    documentReaders = groups.documentReaders.map((open) => {
      const note = noteOf()
      let found: readonly Device[] = []
      return open({
        onReaders: (readers) => {
          found = readers.map(documentReader)
          note(found)
        },
        onService: (state) => {
          // A service without readers tells of none.
          if (state !== 'starting') note(found)
          post({ type: 'pcsc', state })
        },
      })
    })
    const closeKeypads = keypads.map((open) => {
      const note = noteOf()
      return open({ ...keysTyped, onDevices: (found) => note(found.map(keypadDevice)) })
    })
    closeDevices = () => {
      list.close()
      for (const close of [...closing, ...closeKeypads]) close()
      for (const readers of cardReaders) void readers.close()
      for (const readers of documentReaders) readers.close()
    }
  }

  const arm = ({ platformChain, ...check }: Extract<HostCommand, { type: 'arm' }>) => {
    const { bizSeq, terminal, accepts } = check
    // A child's check is armed twice. The guardian's code still lies on the scanner then, and is not the child's.
    if (bizSeq === served) disarm()
    else forget()
    try {
      const seal = prepareSeal(platformChain, clock.now())
      const trust = accepts.includes('travel-document') ? readTrust() : null
      armed = { bizSeq, terminal, accepts, seal, reading: false }
      post({ type: 'armed', bizSeq })
      if (accepts.includes('resident-card')) takeCards(armed)
      if (trust) takeDocuments(armed, trust)
    } catch (error) {
      if (!(error instanceof SealRefused)) throw error
      post({ type: 'refused', bizSeq, reason: error.reason })
    }
  }

  return {
    take: (command, port = null) => {
      switch (command.type) {
        case 'activate':
          activate(command)
          return
        case 'arm':
          arm(command)
          return
        case 'take-entry':
          if (!port) throw new TypeError('an entry comes with its port')
          takeEntry(command, port)
          return
        case 'disarm':
          forget()
      }
    },
    end: () => {
      forget()
      closeDevices?.()
    },
  }
}

/** A reader of resident cards as main is told of it; one on a serial port has no USB ids. */
function cardReader(reader: SamReader): Device {
  const { state, place } = reader
  const { vendorId, productId } = place.type === 'usb' ? place : { vendorId: 0, productId: 0 }
  const device = { kind: 'card-reader', vendorId, productId } as const
  return state === 'strange' ? { ...device, state: 'faulty', alarm: reader.alarm } : { ...device, state }
}

/** A reader of travel documents as main is told of it. PC/SC does not say by which USB ids it is known. */
function documentReader({ state }: PcscReader): Device {
  return {
    kind: 'document-reader',
    state: state === 'opening' ? 'opening' : 'ready',
    vendorId: 0,
    productId: 0,
  }
}

function keypadDevice({ state, vendorId, productId }: ConnectedDevice): Device {
  return { kind: 'keypad', state, vendorId, productId }
}
