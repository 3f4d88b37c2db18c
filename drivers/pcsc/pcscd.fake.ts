import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CardBehaviour } from './virtual-card.fake.mjs'

/** Debian's pcscd with vsmartcard's two virtual readers, apart from whatever else runs on the machine. */
export interface TestPcscd {
  /** What PCSCLITE_CSOCK_NAME must say before the first context is opened. */
  readonly socket: string
  /** The loopback ports of the two readers, where their cards connect. */
  readonly ports: readonly [number, number]
  start(): Promise<void>
  /** Starts, in its place, a service of another version. */
  startStrange(): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** The driver of the virtual readers: Debian keeps it in one place for all architectures. */
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'

/**
 * pcscd's socket has one place, unless the service is started by its socket: then it is handed to it as descriptor 3
 * by the process that it replaces (sd_listen_fds(3)). Its process id is that of the launcher.
 */
const launcher = `
import os, socket, sys
path, config = sys.argv[1:]
if os.path.exists(path): os.unlink(path)
listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
listener.bind(path)
listener.listen(16)
if listener.fileno() != 3: os.dup2(listener.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')
os.execv('/usr/sbin/pcscd', ['pcscd', '--foreground', '--info', '--config', config])
`

/**
 * A service that turns every client away, as pcscd does with a libpcsclite of another version: command 11 (version)
 * is answered with SCARD_E_NO_SERVICE. In a process of its own, because the client waits without looking up.
 */
const strangeService = `
import os, socket, struct, sys
path = sys.argv[1]
if os.path.exists(path): os.unlink(path)
listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
listener.bind(path)
listener.listen(16)
print('daemon ready', flush=True)
while True:
    client, _ = listener.accept()
    if client.recv(8): client.sendall(struct.pack('=iiI', 4, 0, 0x8010001d))
    client.close()
`

/** Two ports in a row that nobody uses. */
async function freePorts(): Promise<readonly [number, number]> {
  for (;;) {
    const servers = [createServer(), createServer()]
    const [first, second] = servers
    try {
      if (!first || !second) throw new TypeError('two servers')
      first.listen(0, '127.0.0.1')
      await once(first, 'listening')
      const address = first.address()
      if (address === null || typeof address === 'string') throw new TypeError('no port')
      const free = await new Promise<boolean>((resolve) => {
        second.once('error', () => {
          resolve(false)
        })
        second.listen(address.port + 1, '127.0.0.1', () => {
          resolve(true)
        })
      })
      if (free) return [address.port, address.port + 1]
    } finally {
      for (const server of servers) if (server.listening) server.close()
    }
  }
}

/** Prepares one; nothing runs until `start`. */
export async function testPcscd(): Promise<TestPcscd> {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-pcscd-'))
  const socket = join(folder, 'pcscd.comm')
  const config = join(folder, 'readers')
  const ports = await freePorts()
  const port = `0x${ports[0].toString(16).toUpperCase()}`
  mkdirSync(config)
  writeFileSync(
    join(config, 'vpcd'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${port}\nLIBPATH ${driver}\nCHANNELID ${port}\n`,
  )
  let running: ChildProcess | null = null

  const kill = async () => {
    const child = running
    if (!child) return
    running = null
    const gone = once(child, 'close')
    child.kill('SIGKILL')
    await gone
  }

  const run = async (program: string) => {
    const child = spawn('python3', ['-c', program, socket, config], { stdio: ['ignore', 'pipe', 'pipe'] })
    running = child
    let log = ''
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        log += chunk.toString()
        if (log.includes('daemon ready')) resolve()
      }
      child.stdout.on('data', read)
      child.stderr.on('data', read)
      child.once('error', reject)
      child.once('close', () => {
        reject(new TypeError(`the service ended:\n${log}`))
      })
    })
  }

  return {
    socket,
    ports,
    start: async () => run(launcher),
    startStrange: async () => run(strangeService),
    kill,
    close: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface TestCard {
  /** Every command that came, in hexadecimal digits. */
  readonly commands: readonly string[]
  takeAway(): Promise<void>
}

/**
 * Lays a card on a virtual reader. It answers on a thread of its own: opening a context waits, without looking up,
 * until the service has powered every card.
 */
export async function layCard(port: number, behaviour: CardBehaviour): Promise<TestCard> {
  const commands: string[] = []
  const worker = new Worker(new URL('virtual-card.fake.mjs', import.meta.url), {
    workerData: { port, behaviour },
  })
  worker.on('message', (message: unknown) => {
    if (typeof message === 'string' && message !== 'connected') commands.push(message)
  })
  await once(worker, 'message')
  return {
    commands,
    takeAway: async () => {
      await worker.terminate()
    },
  }
}
