import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { z } from 'zod'

const replySchema = z.object({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})

interface Pending {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Chromium's DevTools protocol. */
export interface Devtools {
  /** Of the browser's first process. */
  readonly pid: number
  /**
   * @param session of a page, where the method is one of a page's
   * @throws what the browser says is wrong, or that it has ended
   */
  send(method: string, parameters?: object, session?: string): Promise<unknown>
}

export interface BrowserOptions {
  readonly executable: string
  readonly parameters: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** Gets what it prints. */
  readonly logFile: string
}

/**
 * Starts a browser and speaks to it over two pipes: messages in JSON, each ended by a zero octet. Playwright does more,
 * and takes an emulated processor longer to load than the kernel to boot.
 */
export function startBrowser({
  executable,
  parameters,
  folder,
  environment,
  logFile,
}: BrowserOptions): Devtools {
  const browser = spawn(executable, ['--remote-debugging-pipe', ...parameters], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  for (const output of [browser.stdout, browser.stderr]) {
    output?.on('data', (chunk: Buffer) => {
      appendFileSync(logFile, chunk)
    })
  }
  const { pid } = browser
  if (pid === undefined) throw new TypeError('the browser was not started')
  const [, , , into, from] = browser.stdio
  if (!(into instanceof Writable) || !(from instanceof Readable)) {
    throw new TypeError('the browser was started without its pipes')
  }
  const waiting = new Map<number, Pending>()
  let last = 0
  let pending = ''
  from.setEncoding('utf8')
  from.on('data', (text: string) => {
    const messages = (pending + text).split('\0')
    pending = messages.pop() ?? ''
    for (const message of messages) settle(message)
  })
  const settle = (message: string) => {
    const { id, result, error } = replySchema.parse(JSON.parse(message))
    const asked = id === undefined ? undefined : waiting.get(id)
    if (id === undefined || !asked) return
    waiting.delete(id)
    if (error) asked.reject(new Error(error.message))
    else asked.resolve(result)
  }
  let ended: Error | null = null
  browser.once('exit', (code, signal) => {
    ended = new Error(`the application ended: ${String(code ?? signal)}`)
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  })
  // Who writes to one that has ended is told by its exit.
  into.on('error', () => undefined)
  return {
    pid,
    send: (method, params = {}, sessionId) => {
      if (ended) return Promise.reject(ended)
      const id = ++last
      into.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
      })
    },
  }
}
