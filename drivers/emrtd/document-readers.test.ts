import { afterAll, describe, expect, test, vi } from 'vitest'
import { systemRandom } from '../../src/shared/gm/random.ts'
import { readTravelDocumentEvidence } from '../../src/shared/travel-document-evidence.ts'
import { fakeClock } from '../clock.fake.ts'
import { ascii } from './bytes.fake.ts'
import { fakeCardSlots } from './card-slots.fake.ts'
import { type FakeChip, fakeChip } from './chip.fake.ts'
import { fakeIssuer, sampleDg1, sampleInformation } from './document.fake.ts'
import { openDocumentReaders } from './document-readers.ts'
import { trustStore } from './trust-store.ts'

const issuer = fakeIssuer()
afterAll(() => {
  issuer.close()
})
const plain = issuer.issue()
const otherInformation = ascii('L898902C3674081221204150')

function stand() {
  const clock = fakeClock(Date.now() + 60_000)
  const slots = fakeCardSlots()
  const states: string[] = []
  const heard: string[] = []
  const views: Uint8Array[] = []
  const readers = openDocumentReaders(slots.open, { clock, random: systemRandom }, (found) => {
    states.push(found.map(({ state }) => state).join())
  })
  const arm = (trust = issuer.trust) =>
    readers.arm(
      {
        onFound: () => heard.push('found'),
        onLifted: () => heard.push('lifted'),
        onRefused: (reason) => heard.push(`refused ${reason}`),
        onRead: (evidence) => {
          views.push(evidence)
          const read = readTravelDocumentEvidence(evidence)
          heard.push(Buffer.from(read?.dg1 ?? []).equals(sampleDg1) ? 'read' : 'read something else')
        },
      },
      trust,
    )
  /** What was heard, once it is so much. */
  const hears = async (count: number) => {
    await vi.waitFor(() => {
      expect(heard.length).toBeGreaterThanOrEqual(count)
    })
    return heard.join(', ')
  }
  return { clock, slots, states, heard, views, readers, arm, hears }
}

/** Gives its card out of hand at the given command, once. */
function liftedAt(chip: FakeChip, count: number, onLifted: () => void) {
  let commands = 0
  return async (command: Uint8Array) => {
    commands += 1
    if (commands === count) {
      onLifted()
      throw new Error('lifted')
    }
    return chip.transmit(command)
  }
}

describe('a document', () => {
  test('is read once its key is known and it lies there, in either order', async () => {
    for (const keyFirst of [true, false]) {
      const { slots, arm, hears, views } = stand()
      const taking = arm()
      const chip = fakeChip(plain)
      const steps = [() => taking.giveKey(sampleInformation), () => slots.lay(chip.transmit)]
      const [first, second] = keyFirst ? steps : steps.toReversed()
      first?.()
      expect(chip.instructions).toEqual([])
      second?.()
      expect(await hears(2)).toBe('found, read')
      expect(views.every((view) => view.every((octet) => octet === 0))).toBe(true)
      await vi.waitFor(() => {
        expect(slots.held()).toBe(0)
      })
    }
  })

  test('that nobody waits for is not spoken to', async () => {
    const { slots, arm } = stand()
    const chip = fakeChip(plain)
    slots.lay(chip.transmit)
    const taking = arm()
    taking.giveUp()
    taking.giveKey(sampleInformation)
    slots.lift()
    slots.lay(chip.transmit)
    expect(chip.instructions).toEqual([])
  })

  test('whose key does not fit is left alone until another key comes', async () => {
    const { slots, arm, hears, heard } = stand()
    const taking = arm()
    const chip = fakeChip(plain)
    slots.lay(chip.transmit)
    taking.giveKey(otherInformation)
    expect(await hears(2)).toBe('found, refused key-does-not-fit')
    slots.lift()
    slots.lay(chip.transmit)
    expect(heard).toHaveLength(2)
    taking.giveKey(sampleInformation)
    expect(await hears(4)).toBe('found, refused key-does-not-fit, found, read')
  })

  test('of an authority that is not trusted is refused', async () => {
    const { slots, arm, hears } = stand()
    const taking = arm(trustStore([]))
    slots.lay(fakeChip(plain).transmit)
    taking.giveKey(sampleInformation)
    expect(await hears(2)).toBe('found, refused issuer-unknown')
  })

  test('that was lifted and laid back is read to its end', async () => {
    const { slots, arm, hears } = stand()
    const chip = fakeChip(plain)
    const taking = arm()
    taking.giveKey(sampleInformation)
    slots.lay(liftedAt(chip, 6, slots.lift))
    expect(await hears(2)).toBe('found, lifted')
    slots.lay(chip.transmit)
    expect(await hears(4)).toBe('found, lifted, found, read')
    await vi.waitFor(() => {
      expect(slots.held()).toBe(0)
    })
  })

  test('that was lifted and not laid back in time is refused, and read when it is laid down later', async () => {
    const { slots, arm, hears, clock } = stand()
    const chip = fakeChip(plain)
    const taking = arm()
    taking.giveKey(sampleInformation)
    slots.lay(liftedAt(chip, 6, slots.lift))
    expect(await hears(2)).toBe('found, lifted')
    clock.pass(5_000)
    expect(await hears(3)).toBe('found, lifted, refused card-lifted')
    slots.lay(chip.transmit)
    expect(await hears(5)).toBe('found, lifted, refused card-lifted, found, read')
  })

  test('that another program has is refused, and read when it is laid down again', async () => {
    const { slots, arm, hears } = stand()
    const chip = fakeChip(plain)
    slots.occupy(true)
    const taking = arm()
    taking.giveKey(sampleInformation)
    slots.lay(chip.transmit)
    expect(await hears(1)).toBe('refused unreadable')
    expect(chip.instructions).toEqual([])
    slots.occupy(false)
    slots.lift()
    slots.lay(chip.transmit)
    expect(await hears(3)).toBe('refused unreadable, found, read')
  })

  test('that never comes to its end is given up with its key', async () => {
    const { slots, arm, heard } = stand()
    const taking = arm()
    let commands = 0
    const restless = async (): Promise<never> => {
      commands += 1
      if (commands < 1_000) slots.lay(restless)
      throw new Error('reset')
    }
    taking.giveKey(sampleInformation)
    slots.lay(restless)
    await vi.waitFor(() => {
      expect(heard.at(-1)).toBe('refused not-a-travel-document')
    })
    expect(heard.filter((one) => one.startsWith('refused'))).toHaveLength(10)
    slots.lift()
    taking.giveKey(sampleInformation)
    slots.lay(fakeChip(plain).transmit)
    await vi.waitFor(() => {
      expect(heard.at(-1)).toBe('read')
    })
  })

  test('that is no longer waited for is not heard of, though it was being read', async () => {
    const { slots, arm, heard } = stand()
    const chip = fakeChip(plain)
    const taking = arm()
    taking.giveKey(sampleInformation)
    slots.lay(liftedAt(chip, 6, () => taking.giveUp()))
    await vi.waitFor(() => {
      expect(slots.held()).toBe(0)
    })
    expect(heard).toEqual(['found'])
  })

  test('is read for the check that waits for it last', async () => {
    const { slots, arm, hears } = stand()
    const first = arm()
    const second = arm()
    first.giveKey(sampleInformation)
    slots.lay(fakeChip(plain).transmit)
    second.giveKey(sampleInformation)
    expect(await hears(2)).toBe('found, read')
  })
})

test('readers are told of as they come and go, until they are closed', () => {
  const { slots, states, readers } = stand()
  slots.unplug()
  readers.close()
  slots.lift()
  expect(states).toEqual(['empty', ''])
  expect(slots.closed()).toBe(1)
})
