import { type TrustedProtocol, writeTrustedCode } from '../../src/shared/trusted-code.ts'
import type { Clock } from '../clock.ts'
import { type CodeOutcome, type CodeReception, continuationSilence } from '../scanner/code-assembler.ts'
import type { DeviceListener } from '../scanner/device-transport.ts'
import type { ModuleMessage } from './module-protocol.ts'
import { moduleProtocols } from './protocols.ts'

/**
 * What the octets of one module mean: octets in, codes out, each as a TrustedCode. Everything that came is zeroed before
 * the call returns, and a block as soon as it was taken.
 * @param wire `serial`: octets as they come, cut anywhere; `hid`: one report each
 */
export function trustedModule(
  name: TrustedProtocol,
  wire: 'serial' | 'hid',
  clock: Clock,
  begin: () => CodeReception,
): DeviceListener {
  const protocol = moduleProtocols[name]
  const reader = protocol.reader()
  let reception: CodeReception | null = null
  let stopWaiting: () => void = () => undefined

  const end = (outcome: CodeOutcome) => {
    const ended = reception
    reception = null
    ended?.end(ended.keeps ? outcome : { type: 'skipped' })
  }

  const giveBlock = (module: Uint8Array, block: Uint8Array) => {
    if (reception?.keeps !== true) {
      end({ type: 'skipped' })
      return
    }
    const bytes = writeTrustedCode({ protocol: name, module, block })
    try {
      end({ type: 'code', bytes })
    } finally {
      bytes.fill(0)
    }
  }

  const take = (message: ModuleMessage) => {
    reception ??= begin()
    switch (message.type) {
      case 'block':
        giveBlock(message.module, message.block)
        return
      case 'refused':
        end({ type: 'rejected', reason: 'not-a-code' })
        return
      case 'damaged':
        end({ type: 'rejected', reason: 'malformed-report' })
    }
  }

  const breakOff = (reason: 'incomplete' | 'device-gone') => {
    reader.reset()
    end({ type: 'rejected', reason })
  }

  return {
    onReport: (bytes) => {
      try {
        stopWaiting()
        const octets = wire === 'hid' ? protocol.unpack(bytes) : bytes
        if (octets) reader.push(octets, take)
        else take({ type: 'damaged' })
        if (!reader.inMessage) return
        reception ??= begin()
        stopWaiting = clock.after(continuationSilence, () => {
          breakOff('incomplete')
        })
      } finally {
        bytes.fill(0)
      }
    },
    onGone: () => {
      stopWaiting()
      breakOff('device-gone')
    },
  }
}
