import { open, readFile, rename, stat } from 'node:fs/promises'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { terminalNumberSchema } from '../../shared/check.ts'
import { fromBase64, toBase64, zero } from '../../shared/gm/bytes.ts'
import { GmError } from '../../shared/gm/errors.ts'
import { publicKeyOf } from '../../shared/gm/sm2-keys.ts'
import { belongsTogether, type TerminalIdentity } from './terminal-identity.ts'

/** Keeps the terminal's key between starts. */
export interface TerminalKeyStore {
  /** Throws when nothing could be kept: to be asked before anybody makes a key. @throws KeyStoreError */
  requireUsable(): void
  /** Null when nothing was stored yet. @throws KeyStoreError */
  load(): Promise<TerminalIdentity | null>
  /** @throws KeyStoreError */
  save(identity: TerminalIdentity): Promise<void>
}

export type KeyStoreFault =
  /** The system offers no way to seal the key; it is not stored rather than stored in plain. */
  | 'no-system-seal'
  /** The file holds a key in plain, and this build does not take one. */
  | 'plaintext'
  /** Others may read the file of a key in plain. */
  | 'exposed'
  /** The file is not one this store wrote, or its seal does not open here. */
  | 'damaged'
  /** The disk did not give or take the file. */
  | 'disk'

export class KeyStoreError extends Error {
  readonly fault: KeyStoreFault

  constructor(fault: KeyStoreFault) {
    super(`key store: ${fault}`)
    this.name = 'KeyStoreError'
    this.fault = fault
  }
}

/** Something of the operating system that only this user on this machine can open again. */
export interface SystemSeal {
  /** False when there is no such thing, or only one whose key anybody knows. */
  isUsable(): boolean
  seal(secret: Uint8Array): Uint8Array
  /** Throws when it was not sealed here. */
  open(sealed: Uint8Array): Uint8Array
}

/**
 * How the private key lies in the file: sealed by the system, or, in development builds alone, in plain in a file
 * that only its owner can read.
 */
export type KeyProtection =
  | { readonly kind: 'system'; readonly seal: SystemSeal }
  | { readonly kind: 'development' }

const bytesSchema = z.base64().transform((text) => fromBase64(text))

const fileSchema = z.strictObject({
  version: z.literal(1),
  protection: z.enum(['system', 'development']),
  terminal: terminalNumberSchema,
  key: bytesSchema,
  terminalChain: z.array(bytesSchema).min(1).max(4),
  platformChain: z.array(bytesSchema).min(1).max(4),
  signerChain: z.array(bytesSchema).min(1).max(4),
})

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

async function readText(path: string): Promise<{ text: string; mode: number } | null> {
  try {
    const [text, { mode }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    return { text, mode }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new KeyStoreError('disk')
  }
}

/** Whole or not at all: written beside the file, brought to the disk, then put in its place. */
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.new`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(beside, 'w', 0o600)
    try {
      await file.chmod(0o600)
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch {
    throw new KeyStoreError('disk')
  }
}

function parseFile(text: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || error instanceof GmError) {
      throw new KeyStoreError('damaged')
    }
    throw error
  }
}

function openSeal(seal: SystemSeal, sealed: Uint8Array): Uint8Array {
  if (!seal.isUsable()) throw new KeyStoreError('no-system-seal')
  try {
    return seal.open(sealed)
  } catch {
    throw new KeyStoreError('damaged')
  }
}

/** One file, for its owner alone, that holds the certificates and the key under its protection. */
export function createTerminalKeyStore(path: string, protection: KeyProtection): TerminalKeyStore {
  const openKey = (kept: Uint8Array, mode: number): Uint8Array => {
    if (protection.kind === 'system') return openSeal(protection.seal, kept)
    if ((mode & 0o077) !== 0) throw new KeyStoreError('exposed')
    return kept
  }

  return {
    requireUsable() {
      if (protection.kind === 'system' && !protection.seal.isUsable())
        throw new KeyStoreError('no-system-seal')
    },

    async load() {
      const found = await readText(path)
      if (found === null) return null
      const {
        protection: kind,
        terminal,
        key,
        terminalChain,
        platformChain,
        signerChain,
      } = parseFile(found.text)
      if (kind !== protection.kind) throw new KeyStoreError(kind === 'development' ? 'plaintext' : 'damaged')
      const privateKey = openKey(key, found.mode)
      const identity = { terminal, keyPair: pairOf(privateKey), terminalChain, platformChain, signerChain }
      if (!belongsTogether(identity)) {
        zero(privateKey)
        throw new KeyStoreError('damaged')
      }
      return identity
    },

    async save({ terminal, keyPair, terminalChain, platformChain, signerChain }) {
      if (protection.kind === 'system' && !protection.seal.isUsable())
        throw new KeyStoreError('no-system-seal')
      const { privateKey } = keyPair
      const key = protection.kind === 'system' ? protection.seal.seal(privateKey) : privateKey
      const kept: z.input<typeof fileSchema> = {
        version: 1,
        protection: protection.kind,
        terminal,
        key: toBase64(key),
        terminalChain: terminalChain.map(toBase64),
        platformChain: platformChain.map(toBase64),
        signerChain: signerChain.map(toBase64),
      }
      await replaceFile(path, `${JSON.stringify(kept, null, 2)}\n`)
    },
  }
}

function pairOf(privateKey: Uint8Array): TerminalIdentity['keyPair'] {
  try {
    return { privateKey, publicKey: publicKeyOf(privateKey) }
  } catch (error) {
    zero(privateKey)
    if (error instanceof GmError) throw new KeyStoreError('damaged')
    throw error
  }
}
