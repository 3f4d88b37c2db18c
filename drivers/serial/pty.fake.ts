import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlinkSync, unlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** A real tty of the kernel's with a cable in it: what is sent comes out of the port. */
export interface Pty {
  /** The tty itself. */
  readonly port: string
  /**
   * Done when the bytes wait in the port. What is sent once the cable is unplugged is lost.
   * @param baudRate of who sends: noise comes out of a port that is set to another. Left out, it has the port's own
   */
  send(bytes: Uint8Array | string, baudRate?: number): Promise<void>
  /** The hang-up that an unplugged cable makes. */
  unplug(): Promise<void>
}

/**
 * Takes what is written to a port, cut anywhere.
 * @param baudRate to which the port was set when the octets were taken; null when a UART has no such rate
 */
export type HearPort = (octets: Uint8Array, baudRate: number | null) => void

export interface Ptys {
  /**
   * Plugs a cable into the machine.
   * @param link a name for the port, as udev gives one; it goes with the cable
   * @param hear what is written to the port; left out, nobody listens at the other end
   */
  plug(link: string, hear?: HearPort): Promise<Pty>
  unplugAll(): Promise<void>
  end(): Promise<void>
}

/**
 * Holds the other ends of pseudo-terminals, does what each line says, and answers each with one. Between them it tells
 * what is written to the ports. A port is held open as well: a cable nobody has opened the port of would be read as one
 * that hung up, without end.
 */
const holder = `
import os, re, selectors, sys, termios
speeds = {getattr(termios, name): name[1:] for name in dir(termios) if re.fullmatch('B[1-9][0-9]*', name)}
awaited = selectors.DefaultSelector()
cables = {}

def say(line):
    print(line, flush=True)

def plug():
    master, slave = os.openpty()
    port = os.ttyname(slave)
    cables[port] = master, slave
    awaited.register(master, selectors.EVENT_READ, lambda: hear(port))
    return port

def rate(master):
    return speeds.get(termios.tcgetattr(master)[5], 'none')

def hear(port):
    if port not in cables:
        return
    master, _ = cables[port]
    octets = os.read(master, 4096)
    say(f'heard {port} {rate(master)} {octets.hex()}')

def send(port, octets, speed=None):
    master, _ = cables[port]
    if speed not in (None, rate(master)):
        octets = os.urandom(len(octets))
    while octets:
        octets = octets[os.write(master, octets):]
    return 'done'

def unplug(port):
    master, slave = cables.pop(port)
    awaited.unregister(master)
    os.close(master)
    os.close(slave)
    return 'done'

def obey(what, *more):
    if what == 'plug':
        return plug()
    if what == 'send':
        return send(more[0], bytes.fromhex(more[1]), *more[2:])
    return unplug(more[0])

begun = b''
def command():
    global begun
    came = os.read(0, 65536)
    if not came:
        sys.exit()
    *lines, begun = (begun + came).split(b'\\n')
    for line in lines:
        say(obey(*line.decode().split()))

awaited.register(0, selectors.EVENT_READ, command)
while True:
    for key, _ in awaited.select():
        key.data()
`

/** Pseudo-terminals, by one process of Python's: Node has none of its own. */
export function pseudoTerminals(): Ptys {
  const child = spawn('python3', ['-c', holder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const listening = new Map<string, HearPort>()
  const plugged = new Set<Pty>()
  let asked: { readonly answer: (line: string) => void; readonly fail: (error: Error) => void }[] = []
  let over = false

  createInterface({ input: child.stdout })
    .on('line', (line) => {
      const [what, port = '', speed = '', hex = ''] = line.split(' ')
      if (what === 'heard') {
        listening.get(port)?.(Buffer.from(hex, 'hex'), speed === 'none' ? null : Number(speed))
        return
      }
      const [first, ...others] = asked
      asked = others
      first?.answer(line)
    })
    .on('close', () => {
      over = true
      for (const { fail } of asked) fail(new TypeError('no pseudo-terminals'))
    })

  /** The answers come in the order of the questions. */
  const say = (line: string) =>
    new Promise<string>((answer, fail) => {
      if (over) {
        fail(new TypeError('no pseudo-terminals'))
        return
      }
      asked = [...asked, { answer, fail }]
      child.stdin.write(`${line}\n`)
    })

  return {
    plug: async (link, hear) => {
      const port = await say('plug')
      if (hear) listening.set(port, hear)
      symlinkSync(port, link)
      const pty: Pty = {
        port,
        send: async (bytes, baudRate) => {
          const hex = Buffer.from(bytes).toString('hex')
          if (hex !== '' && plugged.has(pty)) await say(`send ${port} ${hex} ${baudRate ?? ''}`)
        },
        unplug: async () => {
          if (!plugged.delete(pty)) return
          unlinkSync(link)
          // Ports are numbered anew: the next one plugged in may have this one's name.
          listening.delete(port)
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
