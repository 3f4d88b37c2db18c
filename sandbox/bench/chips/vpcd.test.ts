import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { concatBytes, fromHex, toHex } from '../../../src/shared/gm/bytes.ts'
import { type CardSlot, openCardSlot } from './card-slot.ts'
import { type Chip, createChip } from './chip.ts'
import { fileId } from './file-system.ts'
import { chipProfiles } from './profiles.ts'
import { seededRandom } from './random.fake.ts'
import { carryToVpcd, type VpcdConnection } from './vpcd.ts'

/** The driver's side of the connection: it asks, one frame after another. */
interface Driver {
  readonly server: Server
  readonly port: number
  next(): Promise<Socket>
  close(): Promise<void>
}

async function openDriver(port = 0): Promise<Driver> {
  const waiting: Socket[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    waiting.push(socket)
    server.emit('waiting')
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    server,
    port: address.port,
    next: async () => {
      for (;;) {
        const socket = waiting.shift()
        if (socket) return socket
        await once(server, 'waiting')
      }
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const frame = (hex: string) => {
  const payload = fromHex(hex)
  return concatBytes(Uint8Array.of(payload.length >> 8, payload.length & 0xff), payload)
}

/** The next whole frame's payload. */
async function received(socket: Socket): Promise<string> {
  let bytes: Uint8Array = new Uint8Array(0)
  for (;;) {
    const length = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
    if (bytes.length >= 2 && bytes.length >= 2 + length) return toHex(bytes.slice(2))
    const [chunk]: unknown[] = await once(socket, 'data')
    if (!(chunk instanceof Uint8Array)) throw new Error('no bytes')
    bytes = concatBytes(bytes, chunk)
  }
}

async function asked(socket: Socket, hex: string): Promise<string> {
  const answer = received(socket)
  socket.write(frame(hex))
  return answer
}

const after = (milliseconds: number, callback: () => void) => {
  const timer = setTimeout(callback, milliseconds)
  return () => clearTimeout(timer)
}

let driver: Driver
let slot: CardSlot
let chip: Chip
let carried: VpcdConnection

beforeEach(async () => {
  driver = await openDriver()
  slot = openCardSlot(after)
  chip = createChip(
    {
      atr: fromHex('3b858001807384214062'),
      behaviour: { ...chipProfiles['pace-brainpool'].behaviour, replyMilliseconds: 2 },
      masterFiles: new Map([[fileId.cardAccess, new Uint8Array(700)]]),
      applicationFiles: new Map(),
      mrzInformation: '',
      cardAccessNumber: null,
      basicAccess: true,
      pace: [],
      activeAuthentication: null,
      chipAuthentication: null,
    },
    seededRandom('chip'),
  )
  carried = carryToVpcd(slot, { port: driver.port, after, retryMilliseconds: 5 })
})

afterEach(async () => {
  carried.close()
  await driver.close()
})

test('a chip that is laid down gives its answer to reset, is powered, and answers commands', async () => {
  slot.lay(chip)
  const socket = await driver.next()
  expect(await asked(socket, '04')).toBe('3b858001807384214062')
  socket.write(frame('01'))
  expect(await asked(socket, '00a4020c02011c')).toBe('9000')
  expect(await asked(socket, '00b000000002bc')).toBe(`${'00'.repeat(700)}9000`)
})

test('frames split at every byte, and two in one write, are answered in their order', async () => {
  slot.lay(chip)
  const socket = await driver.next()
  socket.setNoDelay(true)
  for (const octet of frame('01')) socket.write(Uint8Array.of(octet))
  const answer = received(socket)
  for (const octet of frame('00a4020c02011c')) socket.write(Uint8Array.of(octet))
  expect(await answer).toBe('9000')
  socket.write(concatBytes(frame('00b0000001'), frame('0084000000')))
  const both: string[] = []
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      both.push(toHex(chunk))
      if (both.join('').length >= 2 * (5 + 12)) resolve()
    })
  })
  expect(both.join('')).toMatch(/^0003009000000a.{16}9000$/)
})

test('reset and power off end what was selected', async () => {
  slot.lay(chip)
  const socket = await driver.next()
  socket.write(frame('01'))
  expect(await asked(socket, '00a4020c02011c')).toBe('9000')
  socket.write(frame('02'))
  expect(await asked(socket, '00b0000001')).toBe('6986')
  socket.write(frame('00'))
  // A chip without power answers nothing: see below.
  expect(await asked(socket, '00b0000001')).toBe('00')
})

test('an answer that was not made out is one octet, no answer of a card: the driver would wait for ever for none', async () => {
  slot.lay(chip)
  const socket = await driver.next()
  socket.write(frame('01'))
  slot.disturb(1)
  expect(await asked(socket, '00a4020c02011c')).toBe('00')
  slot.disturb(0)
  expect(await asked(socket, '00a4020c02011c')).toBe('9000')
})

test('a lifted chip is cut off in the middle of a command, and comes back when it is laid back', async () => {
  slot.lay(chip)
  const socket = await driver.next()
  socket.write(frame('01'))
  slot.liftDuring(1)
  const closed = once(socket, 'close')
  socket.write(frame('0084000008'))
  socket.resume()
  await closed
  expect(carried.connected).toBe(false)
  slot.lay(chip)
  expect(await asked(await driver.next(), '04')).toBe('3b858001807384214062')
})

test('when the driver goes and another comes the chip is there again', async () => {
  slot.lay(chip)
  await driver.next()
  const { port } = driver
  await driver.close()
  await vi.waitFor(() => expect(carried.connected).toBe(false))
  driver = await openDriver(port)
  expect(await asked(await driver.next(), '04')).toBe('3b858001807384214062')
})

test('a chip that is laid down at once after another one comes when the driver can have seen that none was there', async () => {
  slot.lay(chip)
  await driver.next()
  const lifted = performance.now()
  slot.lift()
  slot.lay(chip)
  const socket = await driver.next()
  // Timers count whole milliseconds.
  expect(performance.now() - lifted).toBeGreaterThan(5 * 5 - 2)
  expect(await asked(socket, '04')).toBe('3b858001807384214062')
})
