import type { AttachContactlessFrame } from '../../src/shared/virtual-link.ts'
import { type CardOutput, readCardInput, writeCardOutput } from '../../src/shared/virtual-link-card.ts'
import type { Clock } from '../clock.ts'
import type { OpenCardSlots } from '../emrtd/document-readers.ts'
import type { CardFailure } from '../pcsc/pcsc-fault.ts'
import type { CardFailed, PcscReader, Transmission } from '../pcsc/pcsc-reader.ts'
import type { VirtualLinkConnection } from './virtual-link-connection.ts'

/** One reader on the link, from the time it is plugged in. */
interface AttachedReader {
  readonly current: PcscReader
  /** Asks what lies there. */
  ask(): void
  /** @throws VirtualLinkError */
  take(bytes: Uint8Array): void
  /** Ends whatever is under way, for this reason. */
  end(reason: CardFailure): void
}

const failed = (reason: CardFailure): CardFailed => ({ type: 'failed', reason })

/** @param send hands over what the reader is asked; false while there is no link */
function attachedReader(
  name: string,
  clock: Clock,
  send: (output: CardOutput) => boolean,
  onState: () => void,
): AttachedReader {
  let current: PcscReader = { name, state: 'opening' }
  /** The power-up that is spoken to; null while none is. */
  let powerUp: number | null = null
  let lost: CardFailure = 'card-removed'
  /** Ends the command that is under way. */
  let settle: ((outcome: Transmission) => void) | null = null

  const become = (state: PcscReader) => {
    current = state
    onState()
  }

  const lose = (reason: CardFailure) => {
    powerUp = null
    lost = reason
    settle?.(failed(reason))
  }

  const reset = (state: PcscReader) => {
    powerUp = null
    become(state)
    send({ operation: 'reset' })
  }

  const give = (mine: number, command: Uint8Array, timeLimit: number): Promise<Transmission> => {
    if (settle) throw new TypeError('one command at a time')
    if (command.length < 4 || command[0] === 0xff) throw new TypeError('not a command to a card')
    return new Promise((resolve) => {
      const cancelLimit = clock.after(timeLimit, () => {
        settle?.(failed('timed-out'))
        if (mine === powerUp) reset({ name, state: 'unusable', reason: 'unresponsive' })
      })
      settle = (outcome) => {
        settle = null
        cancelLimit()
        resolve(outcome)
      }
      if (!send({ operation: 'command', powerUp: mine, command })) settle(failed('reader-gone'))
    })
  }

  const ready = (mine: number, atr: Uint8Array) => {
    lose('card-removed')
    powerUp = mine
    become({
      name,
      state: 'ready',
      atr,
      transmit: async (command, timeLimit) =>
        mine === powerUp ? give(mine, command, timeLimit) : failed(lost),
      // The link's other end has a chip of its own for each host: nobody else's turn has to be waited for.
      exclusively: async (_timeLimit, use) => {
        if (mine !== powerUp) return failed(lost)
        if (settle) throw new TypeError('one command at a time')
        return { type: 'done', value: await use() }
      },
    })
  }

  return {
    get current() {
      return current
    },
    ask: () => {
      send({ operation: 'reset' })
    },
    take: (bytes) => {
      const input = readCardInput(bytes)
      switch (input.operation) {
        case 'absent':
          lose('card-removed')
          become({ name, state: 'empty' })
          return
        case 'present':
          ready(input.powerUp, input.atr.slice())
          return
        case 'response':
          // One that comes after its time was over belongs to a power-up that is over, too.
          if (input.powerUp === powerUp) settle?.({ type: 'response', bytes: input.response.slice() })
          return
        case 'failed':
          // As a reader of PC/SC is reset when a command was not transacted.
          if (input.powerUp !== powerUp) return
          settle?.(failed('card-removed'))
          reset({ name, state: 'connecting' })
      }
    },
    end: lose,
  }
}

/**
 * The contactless readers of the device bench, with what lies on them; as those of PC/SC are. Every other device on the
 * link is let be.
 */
export function virtualDocumentReaders(link: VirtualLinkConnection, clock: Clock): OpenCardSlots {
  return (onReaders) => {
    const attached = new Map<number, AttachedReader>()
    const tell = () => {
      onReaders([...attached.values()].map(({ current }) => current))
    }
    const attach = ({ deviceId, product }: AttachContactlessFrame) => {
      const send = (output: CardOutput) => {
        const bytes = writeCardOutput(output)
        const sent = link.send({ type: 'output', deviceId, bytes })
        bytes.fill(0)
        return sent
      }
      const reader = attachedReader(`${product} ${deviceId}`, clock, send, tell)
      attached.set(deviceId, reader)
      tell()
      reader.ask()
    }
    const endAll = () => {
      const known = [...attached.values()]
      attached.clear()
      for (const reader of known) reader.end('reader-gone')
    }
    const leave = link.join({
      onAttach: (frame) => {
        if (frame.kind === 'contactless') attach(frame)
      },
      onDetach: (deviceId) => {
        const reader = attached.get(deviceId)
        if (!reader) return
        attached.delete(deviceId)
        reader.end('reader-gone')
        tell()
      },
      onInput: (deviceId, bytes) => {
        const reader = attached.get(deviceId)
        if (!reader) return false
        try {
          reader.take(bytes)
        } finally {
          bytes.fill(0)
        }
        return true
      },
      onLost: () => {
        endAll()
        tell()
      },
    })
    return () => {
      leave()
      endAll()
    }
  }
}
