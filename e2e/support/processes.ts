import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What a process of the application is, read from its own command line. */
export type ProcessKind = 'main' | 'zygote' | 'gpu' | 'renderer' | 'device-host' | 'service'

export interface AppProcess {
  readonly pid: number
  readonly kind: ProcessKind
  /** Its arguments, for messages. */
  readonly command: string
}

/** A file of /proc, or null when the process has ended in between. */
function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** The process ended while it was looked at. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false
  return error.code === 'ENOENT' || error.code === 'ESRCH'
}

function parentOf(pid: number): number | null {
  const stat = readProc(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The name, in brackets, may itself hold brackets and spaces; state and parent follow the last one.
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return state === 'Z' || parent === undefined ? null : Number(parent)
}

function kindOf(command: readonly string[]): ProcessKind {
  const type = command.find((argument) => argument.startsWith('--type='))?.slice('--type='.length)
  switch (type) {
    case undefined:
      return 'main'
    case 'zygote':
      return 'zygote'
    case 'gpu-process':
      return 'gpu'
    case 'renderer':
      return 'renderer'
    default:
      return command.includes('--utility-sub-type=node.mojom.NodeService') ? 'device-host' : 'service'
  }
}

/** A process and all that descend from it, as /proc tells: forks of the zygote included. */
export function processTree(root: number): AppProcess[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue
    const parent = parentOf(Number(name))
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found: AppProcess[] = []
  const visit = (pid: number) => {
    const text = parentOf(pid) === null ? null : readProc(`/proc/${pid}/cmdline`)
    if (text !== null) {
      // A process may have overwritten its arguments, with spaces for the ends of strings.
      const command = text.split(/[\0 ]/).filter(Boolean)
      found.push({ pid, kind: kindOf(command), command: command.join(' ') })
    }
    for (const child of children.get(pid) ?? []) visit(child)
  }
  visit(root)
  return found
}

export function isAlive(pid: number): boolean {
  return parentOf(pid) !== null
}

/** One file, pipe or socket that a process holds open. */
export interface OpenFile {
  /** What /proc calls it: a path, with ` (deleted)` behind it when it has none any more, or `socket:[…]`. */
  readonly name: string
  /** By this path its content can be read, deleted or not. */
  readonly path: string
  readonly writable: boolean
}

function openFile(pid: number, descriptor: string): OpenFile[] {
  const path = `/proc/${pid}/fd/${descriptor}`
  const flags = /^flags:\s+([0-7]+)$/m.exec(readProc(`/proc/${pid}/fdinfo/${descriptor}`) ?? '')?.[1]
  if (flags === undefined) return []
  try {
    return [{ name: readlinkSync(path), path, writable: (Number.parseInt(flags, 8) & 3) !== 0 }]
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

/** Everything that a process holds open; nothing when it has ended. */
export function openFiles(pid: number): OpenFile[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => openFile(pid, descriptor))
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

/** Ends processes of ours that outlived their parent. */
export function endProcesses(processes: readonly AppProcess[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
}
