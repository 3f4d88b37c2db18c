// @ts-check
/**
 * Opens connections to a port of the loopback, says nothing over them and closes none: `node connection-flood.mjs PORT COUNT`.
 * Ends when the other side has closed all of them.
 */
import { connect } from 'node:net'
import { argv } from 'node:process'

const [port = 0, count = 0] = argv.slice(2).map(Number)
const lanes = 50

async function lane() {
  for (let dialled = 0; dialled < count / lanes; dialled++) {
    const socket = connect({ port, host: '127.0.0.1' }).resume()
    // To be cut off is what these connections are for.
    socket.on('error', () => socket.destroy())
    await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  }
}

await Promise.all(Array.from({ length: lanes }, lane))
