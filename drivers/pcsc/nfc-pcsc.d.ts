/** What is used of nfc-pcsc, which brings no types. */
declare module 'nfc-pcsc' {
  import type { EventEmitter } from 'node:events'
  import type pcsclite from '@pokusew/pcsclite'

  export class Reader extends EventEmitter {
    readonly name: string
    readonly reader: pcsclite.CardReader
    /** Whether every card is asked for its UID, or selected by an AID, as soon as it is there. */
    autoProcessing: boolean
    /** Shared, with the card. */
    connect(): Promise<unknown>
    /** @throws TransmitError at once when no card is connected, else rejects with one */
    transmit(data: Uint8Array, responseMaxLength: number): Promise<Buffer>
    on(event: 'card' | 'card.off' | 'end', listener: () => void): this
    on(event: 'error', listener: (error: unknown) => void): this
  }

  export class TransmitError extends Error {
    readonly previous?: unknown
  }

  export class NFC extends EventEmitter {
    readonly pcsc: pcsclite.PCSCLite
    on(event: 'reader', listener: (reader: Reader) => void): this
    on(event: 'error', listener: (error: unknown) => void): this
    close(): void
  }
}
