import type { BizSeq, EvidenceKind, TerminalNumber } from '../src/shared/check.ts'
import type { Device, HostCommand, HostReport, RejectionReason } from '../src/shared/device-contract.ts'
import { isWalletCode } from '../src/shared/wallet-code.ts'
import type { Clock } from './clock.ts'
import { pace } from './pace.ts'
import { type RememberedCode, rememberCode } from './remembered-code.ts'
import type { CodeOutcome, CodeReception } from './scanner/code-assembler.ts'
import { deviceList } from './device-list.ts'
import type { CardTaker, SamReader, SamReaders } from './resident-card/sam-readers.ts'
import type { ScannersListener } from './scanner/scanners.ts'
import { type Seal, SealRefused } from './seal/seal-evidence.ts'

type Activation = Extract<HostCommand, { type: 'activate' }>

/** Opens one group of scanners; returns the way to close them. */
export type OpenScanners = (listener: ScannersListener) => () => void
/** Opens one group of readers of resident cards. */
export type OpenCardReaders = (onReaders: (readers: readonly SamReader[]) => void) => SamReaders

/** The devices of a machine, in groups that look for their own. */
export interface DeviceGroups {
  readonly scanners: readonly OpenScanners[]
  readonly cardReaders: readonly OpenCardReaders[]
}

/** What the device host needs from its surroundings. */
export interface DeviceHostParts {
  readonly clock: Clock
  readonly post: (report: HostReport) => void
  /** Which devices there are to open; asked once, at activation. */
  readonly devices: (activation: Activation) => DeviceGroups
  /** @throws SealRefused */
  readonly prepareSeal: (platformChain: readonly Uint8Array[], time: number) => Seal
}

export interface DeviceHost {
  take(command: HostCommand): void
  /** Closes the devices and forgets everything. */
  end(): void
}

/** One check that waits for a presentation. */
interface Arming {
  readonly bizSeq: BizSeq
  readonly terminal: TerminalNumber
  readonly evidence: EvidenceKind
  readonly seal: Seal
  /** Main was told that something is being read, and not yet what became of it. */
  reading: boolean
}

/** A person does not present more often (ms); what is refused within is told once. */
const rejectionInterval = 250
const droppedInterval = 1_000

/**
 * What happens with what the devices read. One check is armed at a time, for one presentation. A code belongs to the
 * check that was armed when its first report came, and to none if that check is over when its last one comes.
 */
export function deviceHost({ clock, post, devices, prepareSeal }: DeviceHostParts): DeviceHost {
  const kind = 'qr-scanner'
  let armed: Arming | null = null
  /** The code that was sealed last, until the next check. */
  let sealed: RememberedCode | null = null
  let closeDevices: (() => void) | null = null
  let cardReaders: readonly SamReaders[] = []
  let stopTakingCards: () => void = () => undefined

  const dropped = pace(clock, droppedInterval, (count) => {
    post({ type: 'dropped', kind, count })
  })
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

  const disarm = () => {
    rejected.flush()
    stopTakingCards()
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
    repeated.flush()
    dropped.flush()
  }

  const present = ({ bizSeq, terminal, evidence: kind, seal }: Arming, presented: Uint8Array) => {
    rejected.flush()
    const data = seal({ kind, bizSeq, terminal, time: clock.now(), presented })
    post({ type: 'sealed', bizSeq, kind, data })
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
      if (arming === armed) present(arming, content)
    },
  })

  const takeCards = (arming: Arming) => {
    const giveUps = cardReaders.map((readers) => readers.arm(takerFor(arming)))
    stopTakingCards = () => {
      stopTakingCards = () => undefined
      for (const giveUp of giveUps) giveUp()
    }
  }

  const end = (arming: Arming | null, outcome: CodeOutcome) => {
    if (outcome.type === 'code' && sealed?.matches(outcome.bytes)) repeated.add()
    else if (!arming || arming !== armed || outcome.type === 'skipped') dropped.add()
    else if (outcome.type === 'rejected') reject(outcome.reason)
    else if (isWalletCode(outcome.bytes)) present(arming, outcome.bytes)
    else reject('not-a-code')
  }

  const begin = (): CodeReception => {
    const arming = armed?.evidence === 'wallet-code' ? armed : null
    if (arming) startReading(arming)
    const wanted = arming !== null || sealed !== null
    return {
      get keeps() {
        return wanted && ((arming !== null && arming === armed) || sealed !== null)
      },
      end: (outcome) => {
        end(arming, outcome)
      },
    }
  }

  const activate = (activation: Activation) => {
    if (closeDevices) throw new TypeError('activated twice')
    const groups = devices(activation)
    const list = deviceList(clock, groups.scanners.length + groups.cardReaders.length, (found) => {
      post({ type: 'devices', devices: [...found] })
    })
    const closing = groups.scanners.map((open, group) =>
      open({
        onDevices: (found) => {
          list.note(group, found)
        },
        onCode: begin,
        onLeftover: () => {
          dropped.add()
        },
      }),
    )
    cardReaders = groups.cardReaders.map((open, index) =>
      open((readers) => {
        list.note(groups.scanners.length + index, readers.map(cardReader))
      }),
    )
    closeDevices = () => {
      list.close()
      for (const close of closing) close()
      for (const readers of cardReaders) void readers.close()
    }
  }

  const arm = ({ platformChain, ...check }: Extract<HostCommand, { type: 'arm' }>) => {
    const { bizSeq, terminal, evidence } = check
    forget()
    try {
      armed = { bizSeq, terminal, evidence, seal: prepareSeal(platformChain, clock.now()), reading: false }
      post({ type: 'armed', bizSeq })
      if (evidence === 'resident-card') takeCards(armed)
    } catch (error) {
      if (!(error instanceof SealRefused)) throw error
      post({ type: 'refused', bizSeq, reason: error.reason })
    }
  }

  return {
    take: (command) => {
      switch (command.type) {
        case 'activate':
          activate(command)
          return
        case 'arm':
          arm(command)
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
