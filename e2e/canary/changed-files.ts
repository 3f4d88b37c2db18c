import { execFileSync } from 'node:child_process'

/** What no program of ours writes to, and what would take minutes to look through. */
const passedOver = ['/proc', '/sys', '/dev', '/run/user']

/**
 * Every file of this machine's own file systems that was changed since then, wherever it is.
 * @param since milliseconds since 1970
 * @param except folders that are searched in another way
 */
export function changedFiles(since: number, except: readonly string[]): string[] {
  const pruned = [...passedOver, ...except].flatMap((path) => ['-path', path, '-prune', '-o'])
  const roots = ['/', '/tmp', '/var/tmp', '/dev/shm', '/run']
  const args = [...roots, '-xdev', ...pruned, '-name', 'node_modules', '-prune', '-o']
  const newer = ['-type', 'f', '-newermt', `@${Math.floor(since / 1_000)}`, '-size', '-64M', '-print0']
  const listing = execFileSync('sh', ['-c', 'find "$@" 2>/dev/null || true', 'find', ...args, ...newer], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return [...new Set(listing.toString().split('\0').filter(Boolean))]
}
