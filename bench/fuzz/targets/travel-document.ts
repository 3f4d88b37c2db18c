import { ldsSecurityObject, openWorkshop, sodOf } from '../../../drivers/emrtd/authority.fake.ts'
import { ascii } from '../../../drivers/emrtd/bytes.fake.ts'
import { chipKey, sampleDg1 } from '../../../drivers/emrtd/document.fake.ts'
import { DocumentFault } from '../../../drivers/emrtd/fault.ts'
import { mrzKeyOfFields, readMrz } from '../../../drivers/emrtd/mrz.ts'
import { verifySecurityObject } from '../../../drivers/emrtd/passive-authentication.ts'
import { readSecurityInfos } from '../../../drivers/emrtd/security-infos.ts'
import { readHead, readMembers, readObjectIdentifier, writeTlv } from '../../../drivers/emrtd/tlv.ts'
import { trustStore } from '../../../drivers/emrtd/trust-store.ts'
import { equalBytes } from '../../../src/shared/gm/bytes.ts'
import { type FuzzTarget, mustHold, orRefuse } from '../target.ts'

/** More nested than this is no sample, and takes the walk no further. */
const deepest = 8

function walk(bytes: Uint8Array, depth: number): void {
  for (const { tag, value } of orRefuse(DocumentFault, () => readMembers(bytes)) ?? []) {
    if (tag === 0x06) orRefuse(DocumentFault, () => readObjectIdentifier(value))
    else if (depth < deepest) walk(value, depth + 1)
  }
}

export function dataObjects(): FuzzTarget {
  const { dg14 } = chipKey(13, 'aes-256')
  const com = writeTlv(0x60, writeTlv(0x5f01, ascii('0107')), writeTlv(0x5c, Uint8Array.of(0x61, 0x77)))
  return {
    name: 'TLV',
    samples: [sampleDg1, dg14, com, writeTlv(0x7f49, new Uint8Array(300))],
    take: (input) => {
      const head = orRefuse(DocumentFault, () => readHead(input))
      if (head) mustHold(head.headLength <= input.length, 'a head lies within its octets')
      walk(input, 0)
      orRefuse(DocumentFault, () => readSecurityInfos(input))
    },
  }
}

export function machineReadableZones(): FuzzTarget {
  const zones = [
    'I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    'I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<',
  ]
  return {
    name: 'MRZ',
    samples: [...zones.map(ascii), sampleDg1.slice(-88), ascii('L898902C3'), ascii('740812')],
    take: (input) => {
      const before = input.slice()
      const zone = readMrz(input)
      if (zone.type === 'read') mustHold(zone.information.length >= 24, 'a key has all its parts')
      mrzKeyOfFields({
        number: input.subarray(0, 9),
        birth: input.subarray(9, 15),
        expiry: input.subarray(15),
      })
      mustHold(equalBytes(before, input), 'a zone is only looked at')
    },
  }
}

/** EF.SOD with signatures that OpenSSL made. A damaged one may be trusted still, but never says anything else. */
export function securityObjects(): FuzzTarget {
  const workshop = openWorkshop()
  try {
    const authority = workshop.authority({ curve: 'brainpoolP256r1' })
    const signers = [authority.signer('rsa'), authority.signer({ curve: 'prime256v1' })]
    const groups = new Map([
      [1, sampleDg1],
      [2, Uint8Array.of(0x75, 1, 3)],
    ])
    const object = ldsSecurityObject(groups, 'sha256')
    const samples = signers.map((signer) => sodOf(workshop.sign(object, signer)))
    const trust = trustStore([authority.certificate])
    const time = Date.now() + 60_000
    const digests = samples.map((sample) => verifySecurityObject(sample, trust, time).digests)
    const [signed] = digests
    return {
      name: 'SOD',
      samples,
      take: (input) => {
        const read = orRefuse(DocumentFault, () => verifySecurityObject(input, trust, time))
        if (!read) return
        const same = [...read.digests].every(([group, digest]) => {
          const right = signed?.get(group)
          return right !== undefined && equalBytes(right, digest)
        })
        mustHold(same && read.digests.size === signed?.size, 'what is trusted is what was signed')
      },
    }
  } finally {
    workshop.close()
  }
}
