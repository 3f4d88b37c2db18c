/** What a module with a security chip (可信二维码模块) says. */
export type ModuleMessage =
  /**
   * It read a code and its chip took it. `module` is its number, `block` what it signed or enciphered for the platform;
   * views that are zeroed when the call returns.
   */
  | { readonly type: 'block'; readonly module: Uint8Array; readonly block: Uint8Array }
  /** It read a code that its chip did not take. */
  | { readonly type: 'refused' }
  /** What began like a message and was none. */
  | { readonly type: 'damaged' }

/** Puts what one module sends together to messages. */
export interface ModuleReader {
  /** A message has begun and has not come to its end. */
  readonly inMessage: boolean
  /** Takes what came, cut anywhere; `octets` may be zeroed afterwards. Holds one message at most, zeroed after it. */
  push(octets: Uint8Array, onMessage: (message: ModuleMessage) => void): void
  /** Zeroes and forgets an unfinished message. */
  reset(): void
}

/** How one maker's modules speak. They say by themselves what they read; nothing is ever sent to them. */
export interface ModuleProtocol {
  /** A reader for one module, each time it is opened. */
  reader(): ModuleReader
  /** The octets that a HID report carries, as a view into it; null when it is no report of this kind. */
  unpack(report: Uint8Array): Uint8Array | null
}
