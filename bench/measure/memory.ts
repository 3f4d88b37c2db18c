import { readdirSync, readFileSync } from 'node:fs'

/** What went away between being listed and being read is not counted. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return ''
    throw error
  }
}

/** A process and everything it started. */
function tree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const parent = /^PPid:\s+(\d+)$/m.exec(textOf(`/proc/${name}/status`))?.[1]
      return { pid: Number(name), parent: Number(parent ?? 0) }
    })
  const found = [root]
  for (const pid of found) {
    for (const child of parents) if (child.parent === pid) found.push(child.pid)
  }
  return found
}

/** Proportional set size of a process and everything it started, in MiB. Linux only. */
export function proportionalSetSize(root: number): number {
  const kibibytes = tree(root).map((pid) =>
    Number(/^Pss:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  )
  return kibibytes.reduce((sum, value) => sum + value, 0) / 1024
}

const interval = 1_000

/** The same, once it has changed by less than 1 % in three looks a second apart, or after half a minute. */
export async function memoryAtRest(root: number): Promise<number> {
  const looks: number[] = []
  for (let look = 0; look < 30; look++) {
    await new Promise((resolve) => setTimeout(resolve, interval))
    looks.push(proportionalSetSize(root))
    const last = looks.slice(-3)
    if (last.length === 3 && Math.max(...last) < Math.min(...last) * 1.01) break
  }
  return looks.at(-1) ?? 0
}
