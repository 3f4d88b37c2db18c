import { describe, expect, test } from 'vitest'
import { hongKongResidentCard, inventedCards } from './cards.ts'
import { virtualSam } from './virtual-sam.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const ask = (command: number, parameter: number) =>
  Uint8Array.from([...bytes('aaaaaa96690003'), command, parameter, 3 ^ command ^ parameter])

/** A SAM whose time is over as soon as it is asked to be. */
function stand() {
  const sent: string[] = []
  const due: (() => void)[] = []
  const times: number[] = []
  const sam = virtualSam({
    clock: {
      after: (milliseconds, callback) => {
        times.push(milliseconds)
        due.push(callback)
        return () => {
          due.splice(due.indexOf(callback), 1)
        }
      },
    },
    send: (octets) => {
      sent.push(Buffer.from(octets).toString('hex'))
    },
    random: () => 0.5,
  })
  const run = () => {
    for (let next = due.shift(); next; next = due.shift()) next()
    return sent.splice(0)
  }
  const say = (command: number, parameter: number) => {
    sam.receive(ask(command, parameter))
    return run()
  }
  return { sam, say, run, times, due }
}

const found = 'aaaaaa9669000800009f0000000097'
const notFound = 'aaaaaa9669000400008084'
const selected = `aaaaaa9669000c000090${'00'.repeat(8)}9c`

describe('a virtual SAM', () => {
  test('finds, selects and reads a card, and finds it again only after it was taken away', () => {
    const { sam, say } = stand()
    expect(say(0x20, 0x01)).toEqual([notFound])
    const [card] = inventedCards()
    if (!card) throw new TypeError('no card')
    sam.lay(card)
    expect(say(0x20, 0x01)).toEqual([found])
    expect(say(0x20, 0x02)).toEqual([selected])
    const [read = ''] = say(0x30, 0x01)
    expect(read).toHaveLength(1295 * 2)
    expect(read.startsWith('aaaaaa9669050800009001000400')).toBe(true)
    expect(read.slice(28, 28 + 512)).toBe(Buffer.from(card.text).toString('hex'))
    expect(say(0x20, 0x01)).toEqual([notFound])
    sam.lift()
    sam.lay(card)
    expect(say(0x20, 0x01)).toEqual([found])
  })

  test('says what it cannot do', () => {
    const { sam, say, run } = stand()
    const [card] = inventedCards()
    if (!card) throw new TypeError('no card')
    sam.lay(card)
    expect(say(0x20, 0x02)).toEqual(['aaaaaa9669000400008185'])
    expect(say(0x30, 0x01)).toEqual(['aaaaaa9669000400003430'])
    expect(say(0x77, 0x01)).toEqual(['aaaaaa9669000400002125'])
    expect(say(0x30, 0x03)).toEqual(['aaaaaa9669000400009195'])
    sam.receive(bytes('aaaaaa96690003200123'))
    expect(run()).toEqual(['aaaaaa9669000400001014'])
  })

  test('gives the longer frame when fingerprints are asked for, and remembers that they were', () => {
    const { sam, say } = stand()
    sam.lay(hongKongResidentCard())
    say(0x20, 0x01)
    say(0x20, 0x02)
    expect(say(0x30, 0x10)[0]).toHaveLength(1297 * 2)
    expect(sam.asked).toEqual(['2001', '2002', '3010'])
  })

  test('does not read a card that is lifted before it was read', () => {
    const { sam, say, run, due } = stand()
    sam.lay(hongKongResidentCard())
    say(0x20, 0x01)
    say(0x20, 0x02)
    sam.receive(ask(0x30, 0x01))
    expect(due).toHaveLength(1)
    sam.lift()
    expect(run()).toEqual(['aaaaaa9669000400004145'])
  })

  test('takes its time, and more when it is slow', () => {
    const { sam, say, times } = stand()
    say(0x20, 0x01)
    sam.setFaults({ slowness: 4 })
    say(0x20, 0x01)
    expect(times).toEqual([250, 1_000])
  })

  test('has the faults it is given, one by one', () => {
    const { sam, say } = stand()
    sam.setFaults({ selfTestFailed: true })
    expect(say(0x11, 0xff)).toEqual(['aaaaaa9669000400006064'])
    sam.setFaults({ notAuthorised: true })
    expect(say(0x20, 0x01)).toEqual(['aaaaaa9669000400006662'])
    sam.setFaults({ damaged: true })
    expect(say(0x20, 0x01)).toEqual(['aaaaaa9669100400008084'])
    sam.setFaults({ noise: 3 })
    expect(say(0x20, 0x01)).toEqual([`808080${notFound}`])
    sam.setFaults({ pieces: 4 })
    expect(say(0x20, 0x01)).toEqual(['aaaaaa96', '69000400', '008084'])
    sam.setFaults({ cutAfter: 5 })
    expect(say(0x20, 0x01)).toEqual(['aaaaaa9669'])
    sam.setFaults({ garbage: true })
    expect(say(0x20, 0x01)).toEqual(['80'.repeat(11)])
    sam.setFaults({ silent: true })
    expect(say(0x20, 0x01)).toEqual([])
    sam.setFaults({})
    expect(say(0x20, 0x01)).toEqual([notFound])
  })

  test('answers nothing more once it is unplugged', () => {
    const { sam, run } = stand()
    sam.receive(ask(0x20, 0x01))
    sam.unplug()
    expect(run()).toEqual([])
  })
})
