import { describe, expect, test } from 'vitest'
import { fakeClock } from '../clock.fake.ts'
import { samLine, silenceAfterDamage } from './sam-line.ts'
import { fakeSamTransport, passUntil, settled } from './sam-transport.fake.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const noCard = bytes('AA AA AA 96 69 00 04 00 00 80 84')
const found = bytes('AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97')
const samNumber = bytes(`AA AA AA 96 69 00 14 00 00 90 ${'00'.repeat(16)} 84`)

/** A line that is in step: the SAM was asked for its number. */
async function stand() {
  const clock = fakeClock()
  const transport = fakeSamTransport()
  const line = samLine(transport, clock, 4_000)
  const asked = line.exchange({ command: 'sam-number', limit: 1_000, take: ({ status }) => status })
  await settled()
  transport.deliver(samNumber.slice())
  await asked
  transport.written.length = 0
  const find = (signal?: AbortSignal) =>
    line.exchange({
      command: 'find',
      limit: 1_000,
      take: ({ status }) => status,
      ...(signal ? { signal } : {}),
    })
  return { clock, transport, line, find }
}

describe('a line to a SAM', () => {
  test('gives the answer, and leaves nothing of what came', async () => {
    const { transport, find, clock } = await stand()
    const answer = find()
    await settled()
    expect(transport.awaits).toBe(true)
    const came = transport.deliver(noCard.slice())
    expect(await answer).toEqual({ type: 'answered', value: 'find-failed' })
    expect(came.every((octet) => octet === 0)).toBe(true)
    expect(transport.awaits).toBe(false)
    expect(clock.pending).toBe(0)
  })

  test('drops what nobody asked for, and leaves nothing of it', async () => {
    const { transport, find } = await stand()
    const came = transport.deliver(found.slice())
    transport.deliver(noCard.slice(0, 8))
    expect(came.every((octet) => octet === 0)).toBe(true)
    const answer = find()
    await settled()
    transport.deliver(noCard.slice())
    expect(await answer).toEqual({ type: 'answered', value: 'find-failed' })
  })

  test('says that nothing came, at the limit and not before', async () => {
    const { clock, find } = await stand()
    const { value, took } = await passUntil(clock, find(), 2_000, 1)
    expect(value).toEqual({ type: 'failed', fault: 'silent' })
    expect(took).toBe(1_000)
    expect(clock.pending).toBe(0)
  })

  test('says that what came was damaged, as soon as nothing follows', async () => {
    const { clock, transport, find } = await stand()
    const answer = find()
    await settled()
    const damaged = noCard.slice()
    damaged[9] = 0x81
    transport.deliver(damaged)
    const { value, took } = await passUntil(clock, answer, 2_000, 1)
    expect(value).toEqual({ type: 'failed', fault: 'garbled' })
    expect(took).toBe(silenceAfterDamage)
    expect(clock.pending).toBe(0)
  })

  test('takes a whole answer that follows a damaged one', async () => {
    const { transport, find, clock } = await stand()
    const answer = find()
    await settled()
    transport.deliver(bytes('AA AA AA 96 69 FF FF'))
    clock.pass(silenceAfterDamage - 1)
    transport.deliver(noCard.slice(0, 5))
    clock.pass(silenceAfterDamage - 1)
    transport.deliver(noCard.slice(5))
    expect(await answer).toEqual({ type: 'answered', value: 'find-failed' })
  })

  test('does not wait for ever on a reader that babbles', async () => {
    const { clock, transport, find } = await stand()
    const answer = find()
    await settled()
    for (let time = 0; time < 1_000; time += 50) {
      transport.deliver(bytes('AA AA AA 96 69 FF FF'))
      clock.pass(50)
    }
    expect(await answer).toEqual({ type: 'failed', fault: 'garbled' })
  })

  test('does not take the late answer of one question for the answer to the next', async () => {
    const { clock, transport, find } = await stand()
    await passUntil(clock, find())
    const next = find()
    await settled()
    expect(transport.written).toEqual(['2001', '12ff'])
    transport.deliver(found.slice())
    transport.deliver(samNumber.slice())
    await settled()
    expect(transport.written).toEqual(['2001', '12ff', '2001'])
    transport.deliver(noCard.slice())
    expect(await next).toEqual({ type: 'answered', value: 'find-failed' })
  })

  test('does not take for its own what somebody else asked for before it', async () => {
    const transport = fakeSamTransport()
    const line = samLine(transport, fakeClock(), 4_000)
    const answer = line.exchange({ command: 'find', limit: 1_000, take: ({ status }) => status })
    await settled()
    expect(transport.written).toEqual(['12ff'])
    const left = transport.deliver(found.slice())
    expect(left.every((octet) => octet === 0)).toBe(true)
    transport.deliver(samNumber.slice())
    await settled()
    transport.deliver(noCard.slice())
    expect(await answer).toEqual({ type: 'answered', value: 'find-failed' })
  })

  test('asks no further while the reader is silent, and finds its way when it speaks again', async () => {
    const { clock, transport, find } = await stand()
    await passUntil(clock, find())
    expect((await passUntil(clock, find())).value).toEqual({ type: 'failed', fault: 'silent' })
    expect(transport.written).toEqual(['2001', '12ff'])
    const next = find()
    await settled()
    transport.deliver(samNumber.slice())
    await settled()
    transport.deliver(noCard.slice())
    expect(await next).toEqual({ type: 'answered', value: 'find-failed' })
  })

  test('ends at once when it is aborted, before or while it asks', async () => {
    const { clock, transport, find } = await stand()
    const abort = new AbortController()
    const answer = find(abort.signal)
    await settled()
    abort.abort()
    expect(await answer).toEqual({ type: 'failed', fault: 'aborted' })
    expect(await find(abort.signal)).toEqual({ type: 'failed', fault: 'aborted' })
    expect(transport.written).toEqual(['2001'])
    expect(clock.pending).toBe(0)
  })

  test('ends at once when the reader goes away, and stays so', async () => {
    const { clock, transport, find } = await stand()
    const answer = find()
    await settled()
    transport.unplug()
    expect(await answer).toEqual({ type: 'failed', fault: 'gone' })
    expect(await find()).toEqual({ type: 'failed', fault: 'gone' })
    expect(clock.pending).toBe(0)
  })

  test('ends at once when the reader takes nothing more, and when it is closed', async () => {
    const { transport, find, line } = await stand()
    const answer = find()
    await settled()
    await line.close()
    expect(await answer).toEqual({ type: 'failed', fault: 'gone' })
    expect(transport.closed).toBe(true)
    const other = await stand()
    other.transport.refuses = true
    expect(await other.find()).toEqual({ type: 'failed', fault: 'gone' })
  })

  test('is asked one thing at a time', async () => {
    const { find } = await stand()
    void find()
    await expect(find()).rejects.toThrow('one thing at a time')
  })
})
