import { describe, expect, test } from 'vitest'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { fakeClock } from '../clock.fake.ts'
import { baudRates } from './command.ts'
import { samSession } from './sam-session.ts'
import { passUntil } from './sam-transport.fake.ts'
import type { SerialPortListener, SerialPorts } from '../serial/serial-port.ts'
import { openSerialSam, probeLimit } from './serial-transport.ts'

const path = '/dev/ttyTEST'

/** One serial port with a virtual SAM that speaks at one rate: at any other, both hear noise. */
function stand(speaks: number | null, refusedRates: readonly number[] = []) {
  const clock = fakeClock()
  const tried: number[] = []
  const handed: Uint8Array[] = []
  let rate = 0
  let ears: SerialPortListener | null = null
  let closed = 0
  const hear = (octets: Uint8Array) => {
    handed.push(octets)
    ears?.onBytes(octets)
  }
  const sam = virtualSam({ clock, send: hear, random: () => 0.3 })
  const ports: SerialPorts = {
    open: async (wanted, baudRate, listener) => {
      if (wanted !== path) return null
      rate = baudRate
      tried.push(rate)
      ears = listener
      return {
        setBaudRate: async (baudRate) => {
          if (refusedRates.includes(baudRate)) return false
          rate = baudRate
          tried.push(rate)
          return true
        },
        write: async (bytes) => {
          if (speaks === rate) sam.receive(bytes)
          else if (speaks !== null) hear(Uint8Array.of(0xff, 0x3c, 0xaa, 0xaa))
          return true
        },
        close: async () => {
          closed += 1
          ears = null
        },
      }
    },
  }
  const unplug = () => {
    ears?.onGone()
  }
  return { clock, ports, sam, tried, handed, unplug, closed: () => closed }
}

describe('a SAM on a serial port', () => {
  test.each(baudRates)('is found at %i baud and read', async (speaks) => {
    const { clock, ports, sam, tried } = stand(speaks)
    const opened = (await passUntil(clock, openSerialSam(ports, path, clock))).value
    if (opened.type !== 'open') throw new TypeError(opened.type)
    expect(opened.baudRate).toBe(speaks)
    expect(tried).toEqual(baudRates.slice(0, baudRates.indexOf(speaks) + 1))
    const [card] = inventedCards()
    if (!card) throw new TypeError('no card')
    sam.lay(card)
    const session = samSession(opened.transport, clock)
    const read = session.read({ onFound: () => undefined, onTakeAwayFirst: () => undefined })
    expect((await passUntil(clock, read)).value.type).toBe('read')
  })

  test('whose own test fails is a SAM all the same', async () => {
    const { clock, ports, sam } = stand(115_200)
    sam.setFaults({ selfTestFailed: true })
    expect((await passUntil(clock, openSerialSam(ports, path, clock))).value.type).toBe('open')
  })

  test.each([null, 4_800])(
    'that speaks at %s is given up after every rate, and the port is closed',
    async (speaks) => {
      const { clock, ports, closed, handed } = stand(speaks)
      const { value, took } = await passUntil(clock, openSerialSam(ports, path, clock))
      expect(value).toEqual({ type: 'silent' })
      expect(took).toBe(baudRates.length * probeLimit)
      expect(closed()).toBe(1)
      expect(handed.every((octets) => octets.every((octet) => octet === 0))).toBe(true)
      expect(clock.pending).toBe(0)
    },
  )

  test('is looked for at the rates that the port takes, and at those alone that are asked for', async () => {
    const { clock, ports, tried } = stand(9_600, [57_600])
    expect((await passUntil(clock, openSerialSam(ports, path, clock))).value.type).toBe('open')
    expect(tried).toEqual([115_200, 38_400, 19_200, 9_600])
    const only = stand(9_600)
    const found = openSerialSam(only.ports, path, only.clock, [19_200, 9_600])
    expect((await passUntil(only.clock, found)).value.type).toBe('open')
    expect(only.tried).toEqual([19_200, 9_600])
  })

  test('is not opened where there is no port', async () => {
    const { clock, ports } = stand(115_200)
    expect(await openSerialSam(ports, '/dev/none', clock)).toEqual({ type: 'unopened' })
  })

  test('that is unplugged while it is looked for is not looked for any longer', async () => {
    const { clock, ports, unplug, tried } = stand(null)
    const opening = openSerialSam(ports, path, clock)
    clock.after(probeLimit + 10, unplug)
    expect((await passUntil(clock, opening)).value).toEqual({ type: 'silent' })
    expect(tried).toHaveLength(2)
  })

  test('tells its session when it is unplugged', async () => {
    const { clock, ports, unplug } = stand(115_200)
    const opened = (await passUntil(clock, openSerialSam(ports, path, clock))).value
    if (opened.type !== 'open') throw new TypeError(opened.type)
    const session = samSession(opened.transport, clock)
    unplug()
    expect((await passUntil(clock, session.status())).value).toMatchObject({ fault: 'gone' })
  })
})
