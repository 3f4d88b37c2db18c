import type { PcscReader, ReadyReader } from '../pcsc/pcsc-reader.ts'
import type { OpenCardSlots } from './document-readers.ts'
import type { Transmit } from './link.ts'

/** One reader on which the test lays cards. */
export function fakeCardSlots() {
  let tell: (readers: readonly PcscReader[]) => void = () => undefined
  let closed = 0
  let held = 0
  let isBusy = false
  const name = 'reader'
  const open: OpenCardSlots = (onReaders) => {
    tell = onReaders
    tell([{ name, state: 'empty' }])
    return () => {
      closed++
    }
  }
  const ready = (transmit: Transmit): ReadyReader => ({
    name,
    state: 'ready',
    atr: null,
    transmit: async (command) => {
      try {
        return { type: 'response', bytes: await transmit(command) }
      } catch {
        return { type: 'failed', reason: 'card-removed' }
      }
    },
    exclusively: async (_limit, use) => {
      if (isBusy) return { type: 'failed', reason: 'timed-out' }
      held++
      const value = await use()
      held--
      return { type: 'done', value }
    },
  })
  return {
    open,
    lay: (transmit: Transmit) => {
      tell([{ name, state: 'connecting' }])
      tell([ready(transmit)])
    },
    lift: () => {
      tell([{ name, state: 'empty' }])
    },
    unplug: () => {
      tell([])
    },
    /** Another program has every card from now on, or no more. */
    occupy: (busy: boolean) => {
      isBusy = busy
    },
    closed: () => closed,
    /** Cards that are held for nobody but the reading. */
    held: () => held,
  }
}
