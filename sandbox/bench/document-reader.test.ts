import { once } from 'node:events'
import { createServer } from 'node:net'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AttachFrame } from '../../src/shared/virtual-link.ts'
import {
  type CardInput,
  type CardOutput,
  readCardInput,
  writeCardOutput,
} from '../../src/shared/virtual-link-card.ts'
import { type BenchDocuments, openBenchDocuments } from './bench-documents.ts'
import { noDocumentFaults } from './document-faults.ts'
import {
  type DocumentReaderConnection,
  type LinkedDocumentReader,
  linkedDocumentReader,
} from './document-reader.ts'

/** What takes a moment may take long on a busy machine. */
const patient = { timeout: 15_000 }
const selectApplication = Uint8Array.from(Buffer.from('00a4040c07a0000002471001', 'hex'))
const getChallenge = Uint8Array.of(0x00, 0x84, 0x00, 0x00, 0x08)

/** A device host's end of its cable. */
interface Host {
  readonly connection: DocumentReaderConnection
  readonly devices: number[]
  readonly heard: CardInput[]
  readonly last: () => CardInput | undefined
  say(output: CardOutput, deviceId?: number): void
  /** Sends a command to the chip that it was told of last; resolves with the status word, or null when none came. */
  command(bytes: Uint8Array): Promise<string | null>
}

let documents: BenchDocuments
let reader: LinkedDocumentReader
let drawn: number
let due: { readonly milliseconds: number; readonly callback: () => void }[]

beforeAll(() => {
  documents = openBenchDocuments(new Date(Date.UTC(2026, 10, 22)))
})

beforeEach(() => {
  let last = 0
  due = []
  drawn = 0.5
  reader = linkedDocumentReader(
    () => ++last,
    documents,
    (milliseconds, callback) => {
      const timer = { milliseconds, callback }
      due.push(timer)
      return () => {
        due = due.filter((other) => other !== timer)
      }
    },
    () => drawn,
  )
})

function powerUpOf(heard: readonly CardInput[]): number {
  const last = heard.findLast((input) => input.operation === 'present')
  if (!last) throw new TypeError('no chip was there')
  return last.powerUp
}

function connectHost(): Host {
  const devices: number[] = []
  const heard: CardInput[] = []
  const connection = reader.connect({
    attach: ({ deviceId }: AttachFrame) => {
      devices.push(deviceId)
    },
    detach: (deviceId) => {
      devices.push(-deviceId)
    },
    input: (deviceId, bytes) => {
      expect(deviceId).toBe(devices.at(-1))
      heard.push(readCardInput(bytes))
    },
  })
  const last = () => heard.at(-1)
  const say: Host['say'] = (output, deviceId = devices.at(-1) ?? 0) => {
    connection.receive(deviceId, writeCardOutput(output))
  }
  return {
    connection,
    devices,
    heard,
    last,
    say,
    command: async (command) => {
      const powerUp = powerUpOf(heard)
      const before = heard.length
      say({ operation: 'command', powerUp, command })
      // Answers take their way through promises, not through time.
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      const answer = heard.slice(before).find(({ operation }) => operation === 'response')
      return answer?.operation === 'response' ? Buffer.from(answer.response.slice(-2)).toString('hex') : null
    },
  }
}

const operations = ({ heard }: Host) => heard.map(({ operation }) => operation)

describe('the virtual contactless reader', () => {
  test('says what lies on it when it is asked, and at each change', async () => {
    const host = connectHost()
    expect([host.devices, host.heard]).toEqual([[1], []])
    host.say({ operation: 'reset' })
    await reader.lay('pace-brainpool')
    reader.lift()
    reader.lift()
    expect(operations(host)).toEqual(['absent', 'present', 'absent'])
    expect([reader.document, reader.commands]).toEqual([null, 0])
  })

  test('gives every host a chip of its own', async () => {
    const [first, second] = [connectHost(), connectHost()]
    await reader.lay('pace-brainpool')
    expect(await first.command(selectApplication)).toBe('9000')
    expect(await second.command(Uint8Array.of(0x00, 0xb0, 0x9d, 0x00, 0x01))).toBe('6a82')
    expect(await first.command(Uint8Array.of(0x00, 0xb0, 0x9d, 0x00, 0x01))).toBe('6982')
    expect(operations(first)).toEqual(['present', 'response', 'response'])
    expect(reader.commands).toBe(3)
  })

  test('has the document for a host that comes later', async () => {
    await reader.lay('pace-brainpool')
    const host = connectHost()
    host.say({ operation: 'reset' })
    expect(operations(host)).toEqual(['present'])
    expect(await host.command(selectApplication)).toBe('9000')
  })

  test('powers the chip up anew when it is asked to, and takes no command for the time before', async () => {
    const host = connectHost()
    await reader.lay('pace-brainpool')
    await host.command(selectApplication)
    const before = powerUpOf(host.heard)
    host.say({ operation: 'reset' })
    expect(powerUpOf(host.heard)).not.toBe(before)
    host.say({ operation: 'command', powerUp: before, command: selectApplication })
    expect(reader.commands).toBe(1)
    expect(await host.command(Uint8Array.of(0x00, 0xb0, 0x9d, 0x00, 0x01))).toBe('6a82')
  })

  test('keeps the document when it is unplugged, and is another device when it comes back', async () => {
    const host = connectHost()
    await reader.lay('pace-brainpool')
    reader.unplug()
    reader.unplug()
    expect([reader.plugged, reader.document]).toEqual([false, 'pace-brainpool'])
    host.say({ operation: 'reset' }, 1)
    reader.plug()
    reader.plug()
    expect(host.devices).toEqual([1, -1, 2])
    host.say({ operation: 'reset' }, 1)
    expect(operations(host)).toEqual(['present'])
    host.say({ operation: 'reset' })
    expect(operations(host)).toEqual(['present', 'present'])
  })

  test('takes the document away from all when it leaves in mid-command, each time it is laid', async () => {
    const [first, second] = [connectHost(), connectHost()]
    reader.setFaults({ ...noDocumentFaults, liftedAt: 2 })
    for (let time = 1; time <= 2; time++) {
      await reader.lay('pace-brainpool')
      expect(await first.command(selectApplication)).toBe('9000')
      expect(await first.command(getChallenge)).toBeNull()
      expect([first.last(), second.last(), reader.document]).toEqual([
        { operation: 'absent' },
        { operation: 'absent' },
        null,
      ])
    }
    reader.setFaults(noDocumentFaults)
    await reader.lay('pace-brainpool')
    for (let time = 1; time <= 3; time++) expect(await first.command(getChallenge)).toBe('9000')
  })

  test('answers as late as it was told to, and not at all once the document was lifted', async () => {
    const host = connectHost()
    reader.setFaults({ ...noDocumentFaults, slowness: 700 })
    await reader.lay('pace-brainpool')
    expect(await host.command(getChallenge)).toBeNull()
    expect(due.map(({ milliseconds }) => milliseconds)).toEqual([700])
    due[0]?.callback()
    await expect.poll(() => host.last()?.operation, patient).toBe('response')
    await host.command(getChallenge)
    reader.lift()
    expect(host.last()).toEqual({ operation: 'absent' })
    expect(due).toHaveLength(1)
  })

  test('says that an answer was not made out, and answers again once the chip was powered up anew', async () => {
    const host = connectHost()
    await reader.lay('pace-brainpool')
    reader.setFaults({ ...noDocumentFaults, noise: 0.1 })
    expect(await host.command(getChallenge)).toBe('9000')
    drawn = 0.05
    expect(await host.command(getChallenge)).toBeNull()
    expect(host.last()).toEqual({ operation: 'failed', powerUp: powerUpOf(host.heard) })
    host.say({ operation: 'reset' })
    drawn = 0.5
    expect(await host.command(getChallenge)).toBe('9000')
    expect(reader.document).toBe('pace-brainpool')
  })

  test('is disturbed for a terminal that comes later, too', async () => {
    reader.setFaults({ ...noDocumentFaults, noise: 1 })
    await reader.lay('pace-brainpool')
    const host = connectHost()
    host.say({ operation: 'reset' })
    await host.command(getChallenge)
    expect(host.last()).toEqual({ operation: 'failed', powerUp: powerUpOf(host.heard) })
  })

  test('keeps no time running when it is unplugged in mid-command', async () => {
    const host = connectHost()
    reader.setFaults({ ...noDocumentFaults, slowness: 700 })
    await reader.lay('pace-brainpool')
    await host.command(getChallenge)
    expect(due).toHaveLength(1)
    reader.unplug()
    expect(due).toEqual([])
    reader.plug()
    host.say({ operation: 'reset' })
    expect(operations(host)).toEqual(['present', 'present'])
  })

  test('has the document that was laid last, whichever takes longer to issue', async () => {
    const slow = reader.lay('chinese-passport')
    await reader.lay('pace-brainpool')
    await slow
    expect(reader.document).toBe('pace-brainpool')
    const lifted = reader.lay('chinese-passport')
    reader.lift()
    await lifted
    expect(reader.document).toBeNull()
  })

  test('lets a host leave without taking the document along', async () => {
    const [first, second] = [connectHost(), connectHost()]
    await reader.lay('pace-brainpool')
    first.connection.leave()
    expect(operations(second)).toEqual(['present'])
    expect(reader.document).toBe('pace-brainpool')
    reader.lift()
    expect(operations(first)).toEqual(['present'])
  })

  test('ends with a host that does not keep to the form', () => {
    const host = connectHost()
    expect(() => {
      host.connection.receive(1, Uint8Array.of(9))
    }).toThrow('virtual link: payload')
    host.connection.receive(7, Uint8Array.of(9))
  })

  test('has the document carried to a service as well, and there alone when it is unplugged', async () => {
    const service = createServer()
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    const address = service.address()
    if (address === null || typeof address === 'string') throw new TypeError('no port')
    try {
      reader.unplug()
      reader.carryTo(address.port)
      expect(reader.vpcd).toEqual({ port: address.port, connected: false })
      const connected = once(service, 'connection')
      await reader.lay('pace-brainpool')
      const [socket] = await connected
      await expect.poll(() => reader.vpcd?.connected, patient).toBe(true)
      // Power on, then a command.
      socket.write(Buffer.concat([Buffer.from('000101000c', 'hex'), selectApplication]))
      const [answer] = await once(socket, 'data')
      expect(Buffer.from(answer).toString('hex')).toBe('00029000')
      const ended = once(socket, 'close')
      reader.lift()
      await ended
      expect(reader.vpcd?.connected).toBe(false)
      reader.carryTo(null)
      expect(reader.vpcd).toBeNull()
    } finally {
      reader.close()
      service.close()
    }
  })
})
