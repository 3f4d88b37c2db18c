import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlinkSync, unlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** A real tty of the kernel's with a cable in it: what is sent comes out of the port. */
export interface Pty {
  /** The tty itself. */
  readonly port: string
  /** Done when the bytes wait in the port. */
  send(bytes: Uint8Array | string): Promise<void>
  /** The hang-up that an unplugged cable makes. */
  unplug(): Promise<void>
}

export interface Ptys {
  /** Plugs a cable into the machine. @param link a name for the port, as udev gives one; it goes with the cable */
  plug(link: string): Promise<Pty>
  unplugAll(): Promise<void>
  end(): Promise<void>
}

/** Holds the other ends of pseudo-terminals, does what each line says, and answers each with one. */
const holder = `
import os, sys
masters = {}
for line in sys.stdin:
    what, *more = line.split()
    if what == 'plug':
        master, slave = os.openpty()
        port = os.ttyname(slave)
        os.close(slave)
        masters[port] = master
        print(port, flush=True)
        continue
    if what == 'send':
        os.write(masters[more[0]], bytes.fromhex(more[1]))
    if what == 'unplug':
        os.close(masters.pop(more[0]))
    print('done', flush=True)
`

/** Pseudo-terminals, by one process of Python's: Node has none of its own. */
export function pseudoTerminals(): Ptys {
  const child = spawn('python3', ['-c', holder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let turn: Promise<string> = Promise.resolve('')
  const plugged = new Set<Pty>()

  const say = (line: string): Promise<string> => {
    const answer = async () => {
      child.stdin.write(`${line}\n`)
      const { value, done } = await answers.next()
      if (done === true) throw new TypeError('no pseudo-terminals')
      return value
    }
    turn = turn.then(answer)
    return turn
  }

  return {
    plug: async (link) => {
      const port = await say('plug')
      symlinkSync(port, link)
      const pty: Pty = {
        port,
        send: async (bytes) => {
          const hex = Buffer.from(bytes).toString('hex')
          if (hex !== '') await say(`send ${port} ${hex}`)
        },
        unplug: async () => {
          if (!plugged.delete(pty)) return
          unlinkSync(link)
          await say(`unplug ${port}`)
        },
      }
      plugged.add(pty)
      return pty
    },
    unplugAll: async () => {
      for (const pty of plugged) await pty.unplug()
    },
    end: async () => {
      child.stdin.end()
      await ended
    },
  }
}
