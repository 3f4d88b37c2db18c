// @ts-check
/** Unpacking a zip archive, or a part of it. */
import { createWriteStream, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'

const fileTypeMask = 0o170000
const symbolicLink = 0o120000

/**
 * Unpacks the wanted entries with their Unix permissions. yauzl refuses entry names that lead out of the folder.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} place where an entry goes, relative to the folder; undefined skips it
 */
export async function unzip(archive, folder, place) {
  const { default: yauzl } = await import('yauzl')
  const zip = await promisify(
    /** @type {(path: string, options: object, done: (error: Error | null, zip: any) => void) => void} */ (
      yauzl.open
    ),
  )(archive, { lazyEntries: true })
  const openReadStream = promisify(zip.openReadStream.bind(zip))

  /** @param {{ fileName: string, externalFileAttributes: number }} entry */
  const unpack = async (entry) => {
    const relative = entry.fileName.endsWith('/') ? undefined : place(entry.fileName)
    if (relative === undefined) return
    const target = join(folder, relative)
    const mode = entry.externalFileAttributes >>> 16
    mkdirSync(dirname(target), { recursive: true })
    const stream = await openReadStream(entry)
    if ((mode & fileTypeMask) === symbolicLink) symlinkSync(await text(stream), target)
    else await pipeline(stream, createWriteStream(target, { mode: mode & 0o777 || 0o644 }))
  }

  await new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (/** @type {any} */ entry) => {
      unpack(entry).then(() => zip.readEntry(), reject)
    })
    zip.readEntry()
  })
}
