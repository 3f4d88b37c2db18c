import type { BizSeq, TerminalNumber } from '../src/shared/check.ts'
import type { Device, HostCommand, HostReport, RejectionReason } from '../src/shared/device-contract.ts'
import { isWalletCode } from '../src/shared/wallet-code.ts'
import type { Clock } from './clock.ts'
import { pace } from './pace.ts'
import { type RememberedCode, rememberCode } from './remembered-code.ts'
import type { CodeOutcome, CodeReception } from './scanner/code-assembler.ts'
import type { HidTransport } from './scanner/hid-transport.ts'
import { openScanners } from './scanner/scanners.ts'
import { type Seal, SealRefused } from './seal/seal-evidence.ts'

/** What the device host needs from its surroundings. */
export interface DeviceHostParts {
  readonly clock: Clock
  readonly post: (report: HostReport) => void
  /** Where scanners come from; asked once, at activation. */
  readonly transports: (virtualDevicesPort: number | undefined) => readonly HidTransport[]
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
  readonly seal: Seal
  /** Main was told that something is being read, and not yet what became of it. */
  reading: boolean
}

/** A person does not present more often (ms); what is refused within is told once. */
const rejectionInterval = 250
const droppedInterval = 1_000

/** So long (ms) every transport may take to look for its devices before the others' are told without them. */
const firstLook = 1_000

/**
 * What happens with what the devices read. One check is armed at a time, for one presentation. A code belongs to the
 * check that was armed when its first report came, and to none if that check is over when its last one comes.
 */
export function deviceHost({ clock, post, transports, prepareSeal }: DeviceHostParts): DeviceHost {
  const kind = 'qr-scanner'
  let armed: Arming | null = null
  /** The code that was sealed last, until the next check. */
  let sealed: RememberedCode | null = null
  let closeScanners: (() => void) | null = null

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
    armed = null
  }

  const forget = () => {
    disarm()
    sealed?.forget()
    sealed = null
    repeated.flush()
    dropped.flush()
  }

  const present = ({ bizSeq, terminal, seal }: Arming, code: Uint8Array) => {
    rejected.flush()
    const data = seal({ kind: 'wallet-code', bizSeq, terminal, time: clock.now(), presented: code })
    post({ type: 'sealed', bizSeq, kind: 'wallet-code', data })
    sealed = rememberCode(code)
    disarm()
  }

  const end = (arming: Arming | null, outcome: CodeOutcome) => {
    if (outcome.type === 'code' && sealed?.matches(outcome.bytes)) repeated.add()
    else if (!arming || arming !== armed || outcome.type === 'skipped') dropped.add()
    else if (outcome.type === 'rejected') reject(outcome.reason)
    else if (isWalletCode(outcome.bytes)) present(arming, outcome.bytes)
    else reject('not-a-code')
  }

  const begin = (): CodeReception => {
    const arming = armed
    if (arming && !arming.reading) {
      arming.reading = true
      post({ type: 'reading', bizSeq: arming.bizSeq })
    }
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

  const activate = (virtualDevicesPort: number | undefined) => {
    if (closeScanners) throw new TypeError('activated twice')
    const found = transports(virtualDevicesPort)
    const lists: (readonly Device[] | null)[] = found.map(() => null)
    let waiting = true
    let told: string | null = null
    const tell = () => {
      waiting = false
      const devices = lists.flatMap((list) => list ?? [])
      const now = JSON.stringify(devices)
      if (now === told) return
      told = now
      post({ type: 'devices', devices })
    }
    // Told before everybody has looked, a reader that is only slow to be found would seem unplugged.
    const stopWaiting = clock.after(firstLook, tell)
    const closing = found.map((transport, index) =>
      openScanners(transport, clock, {
        onDevices: (devices) => {
          lists[index] = devices
          if (waiting && lists.includes(null)) return
          stopWaiting()
          tell()
        },
        onCode: begin,
      }),
    )
    closeScanners = () => {
      stopWaiting()
      for (const close of closing) close()
    }
  }

  const arm = ({ bizSeq, terminal, platformChain }: Extract<HostCommand, { type: 'arm' }>) => {
    forget()
    try {
      armed = { bizSeq, terminal, seal: prepareSeal(platformChain, clock.now()), reading: false }
      post({ type: 'armed', bizSeq })
    } catch (error) {
      if (!(error instanceof SealRefused)) throw error
      post({ type: 'refused', bizSeq, reason: error.reason })
    }
  }

  return {
    take: (command) => {
      switch (command.type) {
        case 'activate':
          activate(command.virtualDevicesPort)
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
      closeScanners?.()
    },
  }
}
