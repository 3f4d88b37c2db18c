import { type Command, type Reply, reply, status } from './apdu.ts'

/** How answers leave the chip: whole, or with 61xx and GET RESPONSE as cards on T=0 do (ISO 7816-4, 5.3.4). */
export type Delivery = 'whole' | 'get-response'

export interface ReplyDelivery {
  /** The next part for GET RESPONSE; null when the command is another, which drops what was left. */
  next(command: Command): Reply | null
  /** What goes out for a new answer. */
  first(command: Command, answer: Reply): Reply
  clear(): void
}

/** @param block bytes of data in one part */
export function replyDelivery(delivery: Delivery, block: number): ReplyDelivery {
  let waiting: Reply | null = null

  return {
    next({ cla, ins, le }) {
      const rest = waiting
      if (delivery === 'whole' || ins !== 0xc0 || cla !== 0x00) {
        waiting = null
        return null
      }
      if (!rest) return reply(status.conditions)
      const available = Math.min(rest.data.length, block, 0x100)
      const wanted = le ?? 0x100
      if (wanted > available && wanted !== 0x100) return reply(status.wrongLe | (available & 0xff))
      const part = rest.data.slice(0, Math.min(available, wanted))
      const left = rest.data.slice(part.length)
      waiting = left.length > 0 ? { status: rest.status, data: left } : null
      return reply(waiting ? available61(left.length) : rest.status, part)
    },
    first(command, answer) {
      if (delivery === 'whole' || command.data.length === 0 || answer.data.length === 0) return answer
      waiting = answer
      return reply(available61(answer.data.length))
    },
    clear() {
      waiting = null
    },
  }

  function available61(length: number): number {
    return status.moreData | (Math.min(length, block, 0x100) & 0xff)
  }
}
