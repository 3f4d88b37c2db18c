import type { EntryKey, EntryState } from '../../src/shared/secure-entry.ts'
import type { EntryPort } from './entry-port.ts'

/** A view at the other end of which the test types. */
export function fakeEntryPort() {
  const states: EntryState[] = []
  let closed = 0
  let tellKey: (key: EntryKey) => void = () => undefined
  let tellClosed: () => void = () => undefined
  const port: EntryPort = {
    post: (state) => {
      states.push(state)
    },
    onKey: (callback) => {
      tellKey = callback
    },
    onClose: (callback) => {
      tellClosed = callback
    },
    close: () => {
      closed++
    },
  }
  return {
    port,
    states,
    closed: () => closed,
    press: (key: EntryKey) => {
      tellKey(key)
    },
    type: (text: string) => {
      for (const octet of Buffer.from(text, 'ascii')) tellKey({ type: 'key', octet })
    },
    leave: () => {
      tellClosed()
    },
  }
}
