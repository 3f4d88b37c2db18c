// @ts-check
/**
 * A card on a virtual reader of vsmartcard, as a thread. The protocol: two bytes of length, big endian, then one byte of
 * control (0 off, 1 on, 2 reset, 4 what is your ATR) or a command. Posts `connected`, then every command that comes.
 */
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** What the card does with a command. @typedef {'echo' | 'not-found' | 'long' | 'leave' | 'silence'} CardBehaviour */

const ok = [0x90, 0x00]
const atr = [0x3b, 0x80, 0x80, 0x01, 0x01]

/** @type {{ port: number, behaviour: CardBehaviour }} */
const { port, behaviour } = workerData

const socket = connect(port, '127.0.0.1', () => parentPort?.postMessage('connected'))
socket.setNoDelay()
// The service may be killed with the card on it.
socket.on('error', () => undefined)

/** @param {Uint8Array | readonly number[]} bytes */
function send(bytes) {
  const header = Buffer.alloc(2)
  header.writeUInt16BE(bytes.length)
  socket.write(Buffer.concat([header, Uint8Array.from(bytes)]))
}

/** Data of two bytes and five more to be fetched, or 60,000 at once. @param {Buffer} command */
function longAnswer(command) {
  if (command[1] === 0xb0) return [...new Uint8Array(60_000).fill(7), ...ok]
  if (command[1] === 0xc0) return [...new Uint8Array(command[4] ?? 0).fill(2), ...ok]
  return [1, 1, 0x61, 5]
}

/** @param {Buffer} command */
function answer(command) {
  switch (behaviour) {
    case 'echo':
      return send([...command, ...ok])
    case 'not-found':
      return send([0x6a, 0x82])
    case 'long':
      return send(longAnswer(command))
    case 'leave':
      return socket.destroy()
    case 'silence':
  }
}

let received = Buffer.alloc(0)
socket.on('data', (chunk) => {
  received = Buffer.concat([received, chunk])
  while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
    const end = 2 + received.readUInt16BE(0)
    const message = received.subarray(2, end)
    received = received.subarray(end)
    if (message.length > 1) {
      parentPort?.postMessage(message.toString('hex'))
      answer(message)
    } else if (message[0] === 4) send(atr)
  }
})
