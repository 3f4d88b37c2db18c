import type { MessagePortMain } from 'electron'
import type { BizSeq, EvidenceKind, SealedEvidence, TerminalNumber } from '../../shared/check.ts'
import type { Devices } from '../../shared/device-config.ts'
import type {
  Device,
  HostReport,
  PcscState,
  RejectionReason,
  SealRefusal,
} from '../../shared/device-contract.ts'
import type { RecordEvent } from '../../shared/events.ts'
import type { EntryForm } from '../../shared/secure-entry.ts'
import type { ForkHost, HostProcess } from './host-process.ts'
import { readerRecorder } from './reader-record.ts'

/** What arming needs to know of a check. */
export interface Arming {
  readonly bizSeq: BizSeq
  readonly terminal: TerminalNumber
  readonly accepts: readonly EvidenceKind[]
  /** DER, leaf first, root left out. */
  readonly platformChain: readonly Uint8Array[]
}

export interface ArmedListener {
  /** A host waits for the presentation; what came before was dropped. */
  onArmed(): void
  onReading(): void
  onRejected(reason: RejectionReason): void
  /** The card that was read before still lies there. */
  onTakeAwayFirst(): void
  /** The key of a travel document was taken; the document is waited for. */
  onDocumentKey(): void
  /** The document was lifted in mid-read. */
  onLayBack(): void
  onSealed(sealed: SealedEvidence): void
  onRefused(reason: SealRefusal): void
  /** The armed host died before it sealed; the check was handed to another one. */
  onInterrupted(): void
  /** No host stays alive long enough to serve this check. */
  onLost(): void
}

export interface DeviceHostDelays {
  /** The first wait before a host that keeps dying is started again; it doubles up to `longest` (ms). */
  readonly restart: number
  readonly longest: number
  /** A host that ran this long is not held against its successor (ms). */
  readonly settled: number
  /** A host that has not said `started`, or `armed`, after this time hangs, and is ended (ms). */
  readonly answer: number
  /** So many hosts may die in one check before it is given up. */
  readonly interruptions: number
}

export const defaultDeviceHostDelays: DeviceHostDelays = {
  restart: 100,
  longest: 5_000,
  settled: 10_000,
  answer: 10_000,
  interruptions: 3,
}

export interface DeviceHostsParts {
  readonly fork: ForkHost
  readonly record: RecordEvent
  /** Which devices the terminal has, by its configuration. */
  readonly devices: Devices
  readonly virtualDevicesPort?: number | undefined
  readonly delays?: DeviceHostDelays
  /** Monotonic milliseconds. */
  readonly now: () => number
  readonly onDevices: (devices: readonly Device[]) => void
  /** Another host takes over the readers: until it tells of them, they are only starting. */
  readonly onTakeOver: () => void
}

/**
 * A host that heard something outside a check, and nothing more for so long (ms), is replaced without waiting for the next
 * person, who may come tomorrow: what it heard may stand in its memory.
 */
const silence = 10_000

/** A host with what its supervisor knows of it. */
interface Host {
  readonly process: HostProcess
  readonly forkedAt: number
  started: boolean
  /** It holds the readers, or will as soon as it has started. */
  active: boolean
  /** Something of somebody's passed through it: it must not serve another check. */
  used: boolean
  /** The check that it was armed for. */
  check: BizSeq | null
  /** It was told to end. */
  retired: boolean
  /** Runs while an answer of the host is due. */
  due: NodeJS.Timeout | null
}

/**
 * Keeps one device host on the readers and one in reserve, forked ahead. Whoever has served a check, or heard
 * anything outside one, is ended and replaced; one that dies is replaced too, and takes no check with it.
 */
export class DeviceHosts {
  readonly #parts: DeviceHostsParts
  readonly #delays: DeviceHostDelays
  #active: Host | null = null
  #reserve: Host | null = null
  #armed: { arming: Arming; listener: ArmedListener; interruptions: number } | null = null
  readonly #recordReaders: (devices: readonly Device[]) => void
  #pcsc: PcscState = 'starting'
  #crashes = 0
  #restart: NodeJS.Timeout | null = null
  #silent: NodeJS.Timeout | undefined
  #stopped = false

  constructor(parts: DeviceHostsParts) {
    this.#parts = parts
    this.#delays = parts.delays ?? defaultDeviceHostDelays
    this.#recordReaders = readerRecorder(parts.record)
  }

  /** Starts the first host and one in reserve. */
  start(): void {
    this.#promote()
    this.replenish()
  }

  /**
   * Arms a host that has served nobody for one check; armed again for the same one, it is the host that knows what was
   * presented first: a child's code is not the guardian's once more.
   */
  arm(arming: Arming, listener: ArmedListener): void {
    this.#armed = { arming, listener, interruptions: 0 }
    if (this.#active?.used && this.#active.check !== arming.bizSeq) this.#retire(this.#active)
    if (this.#active) this.#sendArming()
    else this.#promote()
  }

  /** Hands the port of a secure entry to the host that is armed for this check. Without one nobody listens to it. */
  takeEntry(entry: { readonly bizSeq: BizSeq; readonly form: EntryForm }, port: MessagePortMain): void {
    if (this.#active?.started && this.#armed?.arming.bizSeq === entry.bizSeq) {
      this.#active.process.send({ type: 'take-entry', ...entry }, port)
    } else port.close()
  }

  /**
   * Ends the check: the host that was armed is ended. Its successor opens the readers with `replenish`, or when it is
   * armed, and not while the verdict is on its way: what is scanned in between is dropped when they are opened.
   */
  disarm(): void {
    this.#armed = null
    if (this.#active?.used) this.#retire(this.#active)
  }

  /**
   * Has a host take the readers if none has, and forks one in reserve. To be called when nobody waits for the
   * processor.
   */
  replenish(): void {
    if (!this.#active) this.#promote()
    if (!this.#stopped && !this.#reserve && !this.#restart) this.#reserve = this.#fork()
  }

  stop(): void {
    this.#stopped = true
    this.#armed = null
    if (this.#restart) clearTimeout(this.#restart)
    clearTimeout(this.#silent)
    for (const host of [this.#active, this.#reserve]) if (host) this.#retire(host)
  }

  #promote(): void {
    if (this.#stopped || this.#restart) return
    const host = this.#reserve ?? this.#fork()
    this.#reserve = null
    this.#active = host
    host.active = true
    this.#parts.onTakeOver()
    if (host.started) this.#activate(host)
  }

  #activate(host: Host): void {
    const { virtualDevicesPort, devices } = this.#parts
    host.process.send({
      type: 'activate',
      devices,
      ...(virtualDevicesPort !== undefined && { virtualDevicesPort }),
    })
    this.#parts.record('device-host.started', {})
    this.#sendArming()
  }

  #sendArming(): void {
    if (!this.#armed || !this.#active?.started) return
    const { platformChain, ...check } = this.#armed.arming
    this.#active.used = true
    this.#active.check = check.bizSeq
    this.#expectAnswer(this.#active)
    this.#active.process.send({
      type: 'arm',
      ...check,
      accepts: [...check.accepts],
      platformChain: [...platformChain],
    })
  }

  #retire(host: Host): void {
    host.retired = true
    this.#gotAnswer(host)
    if (this.#active === host) this.#active = null
    if (this.#reserve === host) this.#reserve = null
    this.#parts.record('device-host.stopped', { cause: this.#stopped ? 'asked' : 'replaced' })
    host.process.kill()
  }

  #fork(): Host {
    const host: Host = {
      process: this.#parts.fork({
        onReport: (report) => {
          if (!host.retired) this.#hear(host, report)
        },
        onExit: () => {
          this.#exited(host)
        },
      }),
      forkedAt: this.#parts.now(),
      started: false,
      active: false,
      used: false,
      check: null,
      retired: false,
      due: null,
    }
    this.#expectAnswer(host)
    return host
  }

  #expectAnswer(host: Host): void {
    this.#gotAnswer(host)
    host.due = setTimeout(() => {
      host.process.kill()
      // One that hangs in the kernel does not end when it is told to; nobody waits for it.
      this.#exited(host)
    }, this.#delays.answer)
  }

  #gotAnswer(host: Host): void {
    if (host.due) clearTimeout(host.due)
    host.due = null
  }

  #exited(host: Host): void {
    this.#gotAnswer(host)
    if (host.retired) return
    host.retired = true
    this.#parts.record('device-host.stopped', { cause: 'crash' })
    const settled = this.#parts.now() - host.forkedAt > this.#delays.settled
    this.#crashes = settled ? 1 : this.#crashes + 1
    if (this.#reserve === host) this.#reserve = null
    if (this.#active === host) {
      this.#active = null
      this.#parts.onDevices([])
    }
    if (this.#crashes <= 2) this.#takeOver()
    else this.#takeOverLater()
    if (host.active) this.#interrupt()
  }

  #replaceUsed(): void {
    if (this.#armed || !this.#active?.used) return
    this.#retire(this.#active)
    this.replenish()
  }

  /** A check that one host after the other takes down with it is given up. */
  #interrupt(): void {
    const armed = this.#armed
    if (!armed) return
    armed.interruptions++
    if (armed.interruptions <= this.#delays.interruptions) {
      armed.listener.onInterrupted()
      return
    }
    this.#armed = null
    armed.listener.onLost()
  }

  #takeOver(): void {
    if (!this.#active) this.#promote()
    this.replenish()
  }

  #takeOverLater(): void {
    if (this.#restart) return
    const wait = Math.min(this.#delays.longest, this.#delays.restart * 2 ** (this.#crashes - 3))
    this.#restart = setTimeout(() => {
      this.#restart = null
      this.#takeOver()
    }, wait)
  }

  #hear(host: Host, report: HostReport): void {
    const { record } = this.#parts
    switch (report.type) {
      case 'started':
        host.started = true
        this.#gotAnswer(host)
        if (host.active) this.#activate(host)
        return
      case 'devices':
        if (!host.active) return
        this.#recordReaders(report.devices)
        this.#parts.onDevices(report.devices)
        return
      case 'dropped':
        host.used = true
        record('device.dropped', { kind: report.kind, count: report.count })
        clearTimeout(this.#silent)
        this.#silent = setTimeout(() => this.#replaceUsed(), silence)
        return
      case 'repeated':
        record('device.repeated', { kind: report.kind })
        return
      case 'pcsc':
        if (host.active) this.#recordPcsc(report.state)
        return
      case 'armed':
      case 'reading':
      case 'document-key':
      case 'lay-back':
      case 'take-away-first':
      case 'rejected':
      case 'sealed':
      case 'refused':
        this.#hearOfCheck(host, report)
    }
  }

  /** Every host that takes over tells the same again. */
  #recordPcsc(state: PcscState): void {
    if (state === 'starting' || state === this.#pcsc) return
    this.#pcsc = state
    this.#parts.record('pcsc.state', { state })
  }

  #hearOfCheck(host: Host, report: Extract<HostReport, { bizSeq: BizSeq }>): void {
    this.#gotAnswer(host)
    const armed = this.#armed
    if (!armed || armed.arming.bizSeq !== report.bizSeq) return
    switch (report.type) {
      case 'armed':
        armed.listener.onArmed()
        return
      case 'reading':
        armed.listener.onReading()
        return
      case 'take-away-first':
        armed.listener.onTakeAwayFirst()
        return
      case 'document-key':
        armed.listener.onDocumentKey()
        return
      case 'lay-back':
        armed.listener.onLayBack()
        return
      case 'rejected':
        this.#parts.record('check.rejected', { bizSeq: report.bizSeq, reason: report.reason })
        armed.listener.onRejected(report.reason)
        return
      case 'sealed':
        this.#armed = null
        armed.listener.onSealed({ kind: report.kind, bizSeq: report.bizSeq, data: report.data })
        return
      case 'refused':
        this.#armed = null
        armed.listener.onRefused(report.reason)
    }
  }
}
