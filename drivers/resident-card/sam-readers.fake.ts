import { refused, type CardRefusal } from './outcome.ts'
import type { CardTaker, SamReader, SamReaders } from './sam-readers.ts'

/** Readers of resident cards for tests: one, always ready, on which the test lays cards. */
export function fakeCardReaders() {
  let taker: CardTaker | null = null
  let gaveUp = 0
  const reader: SamReader = {
    state: 'ready',
    place: { type: 'usb', vendorId: 0x0400, productId: 0xc35a, port: '1-1' },
    samNumber: '05.03-20260101-0000000001-0000000001',
  }
  const readers: SamReaders = {
    arm: (next) => {
      taker = next
      return () => {
        gaveUp++
        if (taker === next) taker = null
      }
    },
    close: async () => {
      taker = null
    },
  }
  return {
    open: (onReaders: (found: readonly SamReader[]) => void): SamReaders => {
      onReaders([reader])
      return readers
    },
    /** Whether anybody waits for a card. */
    isAwaited: () => taker !== null,
    gaveUp: () => gaveUp,
    find: () => taker?.onFound(),
    takeAwayFirst: () => taker?.onTakeAwayFirst(),
    failReader: () => taker?.onReaderFailed(),
    refuse: (reason: CardRefusal) => taker?.onRefused(refused(reason)),
    /** A card that was read; as the real readers do, its bytes are zeroed when it was delivered. */
    read(content: Uint8Array) {
      const waiting = taker
      taker = null
      waiting?.onRead(content)
      content.fill(0)
      return content
    },
  }
}
