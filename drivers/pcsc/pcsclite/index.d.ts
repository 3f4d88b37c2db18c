import type { EventEmitter } from 'node:events'
import type { Binding } from './binding.d.ts'

declare namespace pcsclite {
  type Done<T = void> = (error: unknown, result?: T) => void

  /** A failed operation, with a name for it: pcsc-mini's, `LibraryMissing` or `ReaderCommandRefused`. */
  interface CodedError extends Error {
    readonly code: string
  }

  interface Status {
    readonly state: number
    readonly atr?: Buffer
  }

  interface CardReader extends EventEmitter {
    readonly SCARD_SHARE_EXCLUSIVE: number
    readonly SCARD_SHARE_SHARED: number
    readonly SCARD_SHARE_DIRECT: number
    readonly SCARD_PROTOCOL_T0: number
    readonly SCARD_PROTOCOL_T1: number
    readonly SCARD_PROTOCOL_RAW: number
    readonly SCARD_STATE_UNAWARE: number
    readonly SCARD_STATE_IGNORE: number
    readonly SCARD_STATE_CHANGED: number
    readonly SCARD_STATE_UNKNOWN: number
    readonly SCARD_STATE_UNAVAILABLE: number
    readonly SCARD_STATE_EMPTY: number
    readonly SCARD_STATE_PRESENT: number
    readonly SCARD_STATE_ATRMATCH: number
    readonly SCARD_STATE_EXCLUSIVE: number
    readonly SCARD_STATE_INUSE: number
    readonly SCARD_STATE_MUTE: number
    readonly SCARD_LEAVE_CARD: number
    readonly SCARD_RESET_CARD: number
    readonly SCARD_UNPOWER_CARD: number
    readonly SCARD_EJECT_CARD: number
    readonly IOCTL_CCID_ESCAPE: number
    readonly name: string
    /** The state before the `status` that is being told. */
    readonly state: number
    readonly connected: boolean

    on(event: 'status', listener: (status: Status) => void): this
    /** A card could not be connected. */
    on(event: 'error', listener: (error: unknown) => void): this
    on(event: 'end', listener: () => void): this

    get_status(done: (error: unknown, state?: number, atr?: Buffer) => void): void
    connect(options: { share_mode?: number; protocol?: number }, done: Done<number>): void
    connect(done: Done<number>): void
    disconnect(disposition: number, done: Done): void
    disconnect(done: Done): void
    transmit(data: Uint8Array, resLen: number, protocol: number | undefined, done: Done<Buffer>): void
    control(data: Uint8Array, controlCode: number, resLen: number, done: Done<Buffer>): void
    /** Not in @pokusew/pcsclite: nobody else gets at the card until end_transaction. */
    begin_transaction(done: Done): void
    /** Not in @pokusew/pcsclite. */
    end_transaction(disposition: number, done: Done): void
    SCARD_CTL_CODE(code: number): number
    close(): void
  }

  interface PCSCLite extends EventEmitter {
    readonly readers: Readonly<Record<string, CardReader>>
    on(event: 'reader', listener: (reader: CardReader) => void): this
    on(event: 'error', listener: (error: unknown) => void): this
    /** Not in @pokusew/pcsclite: the service answers. */
    on(event: 'running', listener: () => void): this
    close(): void
  }

  /** What gives pcsc-mini. A test puts its own in the place. */
  let binding: () => Binding
}

declare function pcsclite(): pcsclite.PCSCLite

export = pcsclite
