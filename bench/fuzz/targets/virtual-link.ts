import {
  largestLinkReport,
  largestLinkTransfer,
  linkFrameReader,
  VirtualLinkError,
  writeLinkFrame,
} from '../../../src/shared/virtual-link.ts'
import { type FuzzTarget, mustHold, orRefuse } from '../target.ts'

export function virtualLink(): FuzzTarget {
  const reader = linkFrameReader()
  const scanner = { type: 'attach', deviceId: 1, vendorId: 1, productId: 2, product: '扫描器' } as const
  return {
    name: 'virtual-link frames',
    samples: [
      writeLinkFrame({ ...scanner, kind: 'hid', usagePage: 0x8c, usage: 2 }),
      writeLinkFrame({ ...scanner, kind: 'sam' }),
      writeLinkFrame({ type: 'detach', deviceId: 1 }),
      writeLinkFrame({ type: 'input', deviceId: 1, bytes: new Uint8Array(64).fill(2) }),
      writeLinkFrame({ type: 'output', deviceId: 1, bytes: new Uint8Array(10).fill(0xaa) }),
    ],
    take: (input) => {
      const read = orRefuse(VirtualLinkError, () => {
        reader.push(input, (frame) => {
          if (!('bytes' in frame)) return
          const longest = frame.type === 'feature' ? largestLinkReport : largestLinkTransfer
          mustHold(frame.bytes.length <= longest, `${frame.type} is not too long`)
        })
        return true
      })
      // As the connection does, which ends and is built up again.
      if (read === null) reader.reset()
    },
  }
}
