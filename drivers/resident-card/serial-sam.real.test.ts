/** SAMs on real ttys of the kernel, by the real package; time alone is the test's. */
import { describe, expect, test } from 'vitest'
import { inventedCards } from '../../sandbox/bench/sam/cards.ts'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { readCardContent, samNumberLength } from '../../src/shared/resident-card-content.ts'
import { fakeClock } from '../clock.fake.ts'
import { quietLine, quietStep } from '../serial/quiet-line.fake.ts'
import { testPorts } from '../serial/test-ports.fake.ts'
import { cardReading } from './card-reading.ts'
import { type BaudRate, baudRates, type SamCommand } from './command.ts'
import { headLength, preamble, type SamAnswer } from './frame.ts'
import { samLimits } from './sam-limits.ts'
import { samLine, silenceAfterDamage } from './sam-line.ts'
import { type CardOutcome, samSession } from './sam-session.ts'
import { openSerialSam, probeLimit } from './serial-transport.ts'

const [card] = inventedCards()
if (!card) throw new TypeError('no card')
const cardText = card.text

/** Status, lengths, text, photo and check behind the head. */
const wholeReading = headLength + 3 + 4 + 256 + 1_024 + 1

const ports = testPorts()

/** The same noise every time. In the middle of it a long frame seems to begin. */
function noises(): (length: number) => Uint8Array {
  let state = 1
  return (length) => {
    const octets = Uint8Array.from({ length }, () => {
      state = (state * 48_271) % 2_147_483_647
      return state & 0xff
    })
    if (length >= 2 * headLength) octets.set([...preamble, 0x05, 0x08], length >> 1)
    return octets
  }
}

/** A SAM that speaks at one rate, at the other end of a tty: when the port has another, both hear noise. */
async function stand(rate: BaudRate) {
  const clock = fakeClock()
  const noise = noises()
  const line = await quietLine(ports, 'sam', clock, (octets, baudRate) => {
    if (baudRate === rate) sam.receive(octets)
    else void line.send(noise(octets.length))
  })
  let carry = (answer: Uint8Array) => line.send(answer)
  const sam = virtualSam({ clock, send: (answer) => void carry(answer) })

  const find = () => line.pass(openSerialSam(line.ports, ports.path('sam'), clock))
  const open = async () => {
    const { value: found } = await find()
    if (found.type !== 'open') throw new TypeError(found.type)
    const session = samSession(found.transport, clock)
    const read = () => session.read({ onFound: () => undefined, onTakeAwayFirst: () => undefined })
    return { baudRate: found.baudRate, read }
  }
  /** From now on what the SAM answers goes this way through the cable. */
  const carryBy = (by: typeof carry) => {
    carry = by
  }
  /** The same, of the answer with the card's text and photo alone. */
  const carryReading = (by: typeof carry) => {
    carry = (answer) => (answer.length === wholeReading ? by(answer) : line.send(answer))
  }
  /**
   * From now on there is noise, for ever, and nothing else. None is on its way at a multiple of ten, when the driver
   * sets its rates: the port would drop it, and nobody could tell when it has arrived.
   */
  const babble = () => {
    carry = async () => undefined
    const next = () => {
      void line.send(noise(64))
      clock.after(2 * quietStep, next)
    }
    clock.after(quietStep, next)
  }
  return { clock, line, sam, find, open, carryBy, carryReading, babble }
}

function withWrongCheck(frame: Uint8Array): Uint8Array {
  return frame.with(frame.length - 1, (frame.at(-1) ?? 0) ^ 0x01)
}

/** Whether the card was read, and nothing else. */
function isCard(outcome: CardOutcome | { readonly type: 'failed' }): boolean {
  const content = outcome.type === 'read' ? readCardContent(outcome.content) : null
  return content !== null && Buffer.from(content.text).equals(cardText)
}

describe('a SAM on a tty', () => {
  test.each(baudRates)('that speaks at %i baud is found, and reads a card', async (rate) => {
    const { line, sam, open } = await stand(rate)
    const { baudRate, read } = await open()
    expect(baudRate).toBe(rate)
    expect(line.rates).toEqual(baudRates.slice(0, baudRates.indexOf(rate) + 1))
    sam.lay(card)
    const { value } = await line.pass(read())
    expect(isCard(value)).toBe(true)
    expect(sam.asked).toEqual(['11ff', '12ff', '2001', '2002', '3001'])
    expect(line.chunks.every((chunk) => chunk.every((octet) => octet === 0))).toBe(true)
  })

  test('reads a card wherever its text and photo are cut', async () => {
    const { clock, line, sam, find, carryBy } = await stand(115_200)
    const { value: found } = await find()
    if (found.type !== 'open') throw new TypeError(found.type)
    const questions = samLine(found.transport, clock, samLimits.resynchronisation)
    const ask = async (command: SamCommand) => {
      const take = (answer: SamAnswer) => cardReading(answer, new Uint8Array(samNumberLength))
      const { value } = await line.pass(questions.exchange({ command, limit: samLimits.read, take }))
      return value.type === 'answered' ? value.value : value
    }
    const answers: Uint8Array[] = []
    carryBy((answer) => {
      answers.push(answer)
      return line.send(answer)
    })
    sam.lay(card)
    for (const command of ['sam-number', 'find', 'select', 'read'] as const) await ask(command)
    const reading = answers.at(-1)
    expect(reading).toHaveLength(wholeReading)
    if (!reading) return

    // The SAM would have it found and selected again before each: what it answers is said in its stead.
    sam.setFaults({ slowness: 0.01 })
    for (let at = 1; at < wholeReading; at++) {
      carryBy(async () => {
        await line.send(reading.subarray(0, at))
        // Only now: the driver has what comes before the cut.
        await line.send(reading.subarray(at))
      })
      const outcome = await ask('read')
      if (!isCard(outcome)) throw new TypeError(`cut at ${at}: ${outcome.type}`)
    }
  }, 60_000)

  test('is gone at once when it is unplugged in mid-answer', async () => {
    for (const at of [1, headLength, 300, wholeReading - 1]) {
      const { clock, line, sam, open, carryReading } = await stand(115_200)
      const { read } = await open()
      const half = new Promise<void>((resolve) => {
        carryReading(async (reading) => {
          await line.send(reading.subarray(0, at))
          resolve()
        })
      })
      sam.lay(card)
      const outcome = read()
      await line.pass(half)
      const pulled = clock.now()
      await line.unplug()
      expect(await outcome).toEqual({ type: 'faulty', fault: 'gone', remedy: 'reader-needs-attention' })
      expect(await read()).toMatchObject({ type: 'faulty', fault: 'gone' })
      expect(clock.now()).toBe(pulled)
    }
  })

  test('has the card laid again when the check of its answer is wrong, and reads it then', async () => {
    const { clock, line, sam, open, carryReading } = await stand(115_200)
    const { read } = await open()
    let damagedAt = 0
    carryReading(async (reading) => {
      damagedAt = clock.now()
      await line.send(withWrongCheck(reading))
    })
    sam.lay(card)
    expect((await line.pass(read())).value).toEqual({
      type: 'refused',
      reason: 'read-interrupted',
      remedy: 'lay-card-again',
    })
    expect(clock.now() - damagedAt).toBe(silenceAfterDamage)
    carryReading((reading) => line.send(reading))
    sam.lay(card)
    expect(isCard((await line.pass(read())).value)).toBe(true)
  })

  test('has the card laid again when noise comes instead of it and does not end', async () => {
    const { line, sam, open, carryReading, babble } = await stand(115_200)
    const { read } = await open()
    carryReading(async () => {
      babble()
    })
    sam.lay(card)
    const { value, took } = await line.pass(read())
    expect(value).toEqual({ type: 'refused', reason: 'read-interrupted', remedy: 'lay-card-again' })
    expect(took).toBeLessThanOrEqual(samLimits.find + samLimits.select + samLimits.read)
    // Noise does come, to the end: it is not taken for silence.
    expect(line.chunks.length).toBeGreaterThan(200)
  })

  test('needs attention when there is nothing but noise any more', async () => {
    const { line, open, babble } = await stand(115_200)
    const { read } = await open()
    babble()
    const { value, took } = await line.pass(read())
    expect(value).toMatchObject({ type: 'faulty', remedy: 'reader-needs-attention' })
    expect(took).toBe(samLimits.resynchronisation)
  })
})

describe('what is no SAM on a tty', () => {
  test('is given up after every rate when it answers with wrong checks', async () => {
    const { line, find, carryBy } = await stand(19_200)
    carryBy((answer) => line.send(withWrongCheck(answer)))
    const { value, took } = await find()
    expect(value).toEqual({ type: 'silent' })
    expect(took).toBe(baudRates.length * probeLimit)
    expect(line.rates).toEqual(baudRates)
  })

  test('is given up after every rate when it is noise without end', async () => {
    const { line, find, babble } = await stand(19_200)
    babble()
    const { value, took } = await find()
    expect(value).toEqual({ type: 'silent' })
    expect(took).toBe(baudRates.length * probeLimit)
    expect(line.chunks.length).toBeGreaterThan(100)
  })
})
