import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { outlineOf } from './certificate-outline.ts'
import { DocumentFault } from './fault.ts'
import { readMasterList } from './master-list.ts'
import { readMembers } from './tlv.ts'
import { type TrustStore, trustStore } from './trust-store.ts'

export interface TrustFolder {
  readonly store: TrustStore
  /** Files that are neither certificates nor master lists whose signature holds. For diagnosis. */
  readonly refusedFiles: number
}

const mostFiles = 4096
const longestFile = 16 * 1024 * 1024

/**
 * Reads the authorities from a folder: certificates (DER, or PEM with any number of blocks) and master lists (DER), told
 * apart by their content. A file that cannot be read is counted and left out. Throws when the folder itself cannot be
 * listed: whoever names a folder means one that is there.
 */
export function readTrustFolder(path: string): TrustFolder {
  const certificates: Uint8Array[] = []
  const lists: Uint8Array[] = []
  let refusedFiles = 0
  for (const name of readdirSync(path).sort().slice(0, mostFiles)) {
    const file = join(path, name)
    const bytes = readBounded(file)
    if (!bytes) {
      refusedFiles++
      continue
    }
    const blocks = pemBlocks(bytes) ?? [bytes]
    for (const block of blocks) {
      const kind = kindOf(block)
      if (kind === 'certificate') certificates.push(block)
      else if (kind === 'message') lists.push(block)
      else refusedFiles++
    }
  }
  for (const list of lists) {
    try {
      certificates.push(...readMasterList(list, certificates))
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error
      refusedFiles++
    }
  }
  return { store: trustStore(certificates.filter(isCertificate)), refusedFiles }
}

function readBounded(file: string): Uint8Array | undefined {
  try {
    const { size } = statSync(file)
    return size > longestFile ? undefined : new Uint8Array(readFileSync(file))
  } catch {
    // A folder, a dangling link, or a file that this user must not read.
    return undefined
  }
}

/** The blocks of a PEM file (RFC 7468), whatever their labels; undefined when it is none. */
function pemBlocks(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  if (bytes[0] === 0x30) return undefined
  const text = Buffer.from(bytes).toString('latin1')
  const blocks = [...text.matchAll(/-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END /g)]
  return blocks.length === 0
    ? undefined
    : blocks.map(([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')))
}

/** A certificate begins with a structure, a message with its type. */
function kindOf(der: Uint8Array): 'certificate' | 'message' | 'other' {
  try {
    const [outer] = readMembers(der, 1)
    const [first] = outer ? readMembers(outer.value, 3) : []
    if (first?.tag === 0x06) return 'message'
    outlineOf(der)
    return 'certificate'
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error
    return 'other'
  }
}

function isCertificate(der: Uint8Array): boolean {
  return kindOf(der) === 'certificate'
}
