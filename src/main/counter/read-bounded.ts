import { type FileHandle, open, stat } from 'node:fs/promises'

/**
 * A file that changes meanwhile, or is no ordinary one, is not read beyond what it may have.
 * @param largest octets
 */
export async function readBounded(
  path: string,
  largest: number,
): Promise<{ readonly bytes: Uint8Array } | { readonly fault: 'unreadable' | 'too-large' }> {
  try {
    // Before it is opened: to open a pipe is to wait for whoever writes to it.
    const status = await stat(path)
    if (!status.isFile()) return { fault: 'unreadable' }
    if (status.size > largest) return { fault: 'too-large' }
    const file = await open(path, 'r')
    try {
      const bytes = await readWhole(file, status.size)
      return bytes === null ? { fault: 'unreadable' } : { bytes }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { fault: 'unreadable' }
    throw error
  }
}

/** Null where it is shorter than it was said to be. */
async function readWhole(file: FileHandle, size: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size)
  let at = 0
  while (at < size) {
    const { bytesRead } = await file.read(bytes, at, size - at, at)
    if (bytesRead === 0) return null
    at += bytesRead
  }
  return bytes
}
