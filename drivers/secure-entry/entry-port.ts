import { type EntryKey, entryKeySchema, type EntryState } from '../../src/shared/secure-entry.ts'

/** The way to the secure-entry view of one entry. It does not pass main. */
export interface EntryPort {
  post(state: EntryState): void
  /** From here on. What is not of the contract closes the port. */
  onKey(callback: (key: EntryKey) => void): void
  /** The view is gone, or was let go of for what it sent; may be told twice. */
  onClose(callback: () => void): void
  close(): void
}

/** A message port as an Electron utility process gets it. Typed by hand: drivers know nothing of Electron. */
export interface MessagePort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
  postMessage(message: unknown): void
  close(): void
}

/** Whether something that came with a message is a message port. */
export function isMessagePort(value: unknown): value is MessagePort {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['on', 'start', 'postMessage', 'close'].every((name) => typeof Reflect.get(value, name) === 'function')
  )
}

export function entryPort(port: MessagePort): EntryPort {
  let tellClosed: () => void = () => undefined
  return {
    post: (state) => {
      port.postMessage(state)
    },
    onKey: (callback) => {
      port.on('message', ({ data }) => {
        const key = entryKeySchema.safeParse(data)
        if (key.success) {
          callback(key.data)
          return
        }
        port.close()
        // A port need not tell its own end that it was closed there.
        tellClosed()
      })
      port.start()
    },
    onClose: (callback) => {
      tellClosed = callback
      port.on('close', callback)
    },
    close: () => {
      port.close()
    },
  }
}
