/** What is used of pcsc-mini; a test brings its own. */

export interface Transaction {
  end(then: number): Promise<void>
}

export interface Card {
  protocol(): number
  state(): Promise<{ readonly atr: Uint8Array }>
  transaction(): Promise<Transaction>
  transmit(input: Uint8Array, outputBuffer: ArrayBuffer): Promise<Uint8Array>
  transmitProtocol(protocol: number, input: Uint8Array, outputBuffer: ArrayBuffer): Promise<Uint8Array>
  control(code: number, command: Uint8Array, outputBuffer: ArrayBuffer): Promise<Uint8Array>
  disconnect(then: number): Promise<void>
}

export interface Reader {
  name(): string
  on(event: 'change', listener: (status: { readonly raw: number }) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
  connect(mode: number, protocol: number): Promise<Card>
}

export interface Client {
  on(event: 'error', listener: (error: unknown) => void): unknown
  on(event: 'reader', listener: (reader: Reader) => void): unknown
  start(): unknown
  stop(): void
}

export interface Binding {
  readonly Client: new () => Client
}
