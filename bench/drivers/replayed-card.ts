import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** What a card was asked and what it answered, in order. */
export interface Exchange {
  readonly command: Uint8Array
  readonly answer: Uint8Array
}

/**
 * A card on a virtual reader of vsmartcard that gives recorded answers, over and over, and thinks no time at all. It
 * acknowledges each segment at once: the reader writes a length and then its payload, and the second would otherwise wait
 * for the delayed acknowledgement of the first, 48 ms for each command, beside which nothing else could be seen. Python's,
 * because Node cannot ask for that.
 */
const player = `
import json, socket, struct, sys
port, atr, exchanges = json.loads(sys.stdin.readline())
exchanges = [(bytes.fromhex(c), bytes.fromhex(a)) for c, a in exchanges]
line = socket.create_connection(('127.0.0.1', port))
line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
def receive(count):
    got = b''
    while len(got) < count:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        part = line.recv(count - len(got))
        if not part: sys.exit()
        got += part
    return got
def send(payload): line.sendall(struct.pack('>H', len(payload)) + payload)
print('laid', flush=True)
at = 0
while True:
    payload = receive(struct.unpack('>H', receive(2))[0])
    if len(payload) == 1:
        if payload[0] == 4: send(bytes.fromhex(atr))
        continue
    command, answer = exchanges[at]
    at = (at + 1) % len(exchanges) if payload == command else 0
    send(answer if payload == command else b'\\x6f\\x00')
`

/** Lays such a card on the reader behind a port of vpcd. Returns the way to take it away. */
export async function layReplayedCard(
  port: number,
  atr: Uint8Array,
  exchanges: readonly Exchange[],
): Promise<() => Promise<void>> {
  const child = spawn('python3', ['-c', player], { stdio: ['pipe', 'pipe', 'inherit'] })
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const recorded = exchanges.map(({ command, answer }) => [hex(command), hex(answer)])
  child.stdin.write(`${JSON.stringify([port, hex(atr), recorded])}\n`)
  const lines = createInterface({ input: child.stdout })
  await once(lines, 'line')
  return async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}
