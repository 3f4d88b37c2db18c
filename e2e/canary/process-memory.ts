import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { isGone } from '../support/processes.ts'
import type { Search } from './search.ts'

interface Region {
  readonly start: number
  readonly end: number
  readonly name: string
}

/** Reads so much at a time (octets). */
const stride = 8 * 1024 * 1024
const pageSize = 4096

/**
 * The regions of a process that can hold anything it wrote: all with a resident or swapped page, but those that map
 * a file unchanged. Reserved address space without pages would take hours to read and holds nothing.
 */
function regionsOf(pid: number): Region[] {
  const regions: Region[] = []
  let region: (Region & { readonly file: boolean; readonly shared: boolean }) | null = null
  let used = 0
  let own = 0
  const keep = () => {
    if (!region || used === 0 || region.name === '[vvar]' || region.name === '[vsyscall]') return
    if (region.file && !region.shared && own === 0) return
    regions.push({ start: region.start, end: region.end, name: region.name })
  }
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'latin1').split('\n')) {
    const head = /^([0-9a-f]+)-([0-9a-f]+) (....) \S+ \S+ (\d+)\s*(.*)$/.exec(line)
    if (head) {
      keep()
      const [, start = '', end = '', permissions = '', inode = '', name = ''] = head
      region = {
        start: Number.parseInt(start, 16),
        end: Number.parseInt(end, 16),
        name,
        file: inode !== '0',
        shared: permissions.endsWith('s') && permissions.includes('w'),
      }
      used = 0
      own = 0
      continue
    }
    const [key, amount] = line.split(/:\s+/)
    if (key === 'Rss' || key === 'Swap') used += Number.parseInt(amount ?? '', 10)
    if (key === 'Anonymous' || key === 'Swap') own += Number.parseInt(amount ?? '', 10)
  }
  keep()
  return regions
}

/**
 * Which pages are searched: all that are there, or of these only those that were written since `forgetWrites`. What a
 * process did not have before, it can only have on one that was.
 */
export type Pages = 'all' | 'written'

/**
 * Has the kernel count from now on which pages a process writes (soft-dirty bits); those of processes that begin later
 * all count as written. A kernel without them says that none was: what a test plants is then not found.
 */
export function forgetWrites(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '4')
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/**
 * The regions of a process that anybody may use. To have the kernel count what is in each, as `regionsOf` does, costs
 * several times what it costs to ask for pages that were written.
 */
function usableRegionsOf(pid: number): Region[] {
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .flatMap((line) => {
      const [range = '', permissions = '', , , , name = ''] = line.split(/\s+/)
      const [start = '', end = ''] = range.split('-')
      if (end === '' || permissions.startsWith('---') || name === '[vvar]' || name === '[vsyscall]') return []
      return [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16), name }]
    })
}

/** Runs of pages of a region that are there at all, in memory or swapped out. */
function presentRuns(pagemap: number, { start, end, name }: Region, pages: Pages): Region[] {
  const runs: { start: number; end: number; name: string }[] = []
  const entries = Buffer.alloc(64 * 1024)
  for (let at = start; at < end;) {
    const wanted = Math.min(entries.length, ((end - at) / pageSize) * 8)
    const got = readSync(pagemap, entries, 0, wanted, (at / pageSize) * 8)
    if (got === 0) break
    for (let offset = 7; offset < got; offset += 8, at += pageSize) {
      // Bits 63 (present) and 62 (swapped) of each entry.
      if (((entries[offset] ?? 0) & 0xc0) === 0) continue
      // Bit 55: soft-dirty.
      if (pages === 'written' && ((entries[offset - 1] ?? 0) & 0x80) === 0) continue
      const last = runs.at(-1)
      if (last?.end === at) last.end = at + pageSize
      else runs.push({ start: at, end: at + pageSize, name })
    }
  }
  return runs
}

/** What was searched, so that a search of nothing cannot pass for one that found nothing. */
export interface MemorySearch {
  /** False when the process ended before it was read to its end. */
  readonly complete: boolean
  readonly bytes: number
  readonly found: ReadonlySet<string>
}

/**
 * Searches the memory of another process, by /proc/PID/mem. The process runs on meanwhile: pages that go away while
 * they are read are passed over, as they hold nothing any more.
 */
export function searchMemory(pid: number, search: Search, pages: Pages = 'all'): MemorySearch {
  const found = new Set<string>()
  let bytes = 0
  const buffer = Buffer.allocUnsafeSlow(stride)
  const open: number[] = []
  try {
    const memory = openSync(`/proc/${pid}/mem`, 'r')
    open.push(memory)
    const pagemap = openSync(`/proc/${pid}/pagemap`, 'r')
    open.push(pagemap)
    for (const region of pages === 'all' ? regionsOf(pid) : usableRegionsOf(pid)) {
      for (const { start, end } of presentRuns(pagemap, region, pages)) {
        let at = start
        while (at < end) {
          const got = readAt(memory, buffer, at, Math.min(stride, end - at))
          if (got === 0) break
          for (const name of search.in(buffer.subarray(0, got))) found.add(name)
          bytes += got
          at = got < stride ? at + got : at + got - (search.overlap & ~3)
        }
      }
    }
    return { complete: true, bytes, found }
  } catch (error) {
    if (isGone(error)) return { complete: false, bytes, found }
    throw error
  } finally {
    for (const file of open) closeSync(file)
  }
}

/** Octets read; 0 when the pages are no longer there. */
function readAt(memory: number, buffer: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, buffer, 0, length, at)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EIO') return 0
    throw error
  }
}
