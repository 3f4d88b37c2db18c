import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HallCheck, StartCheck } from '../../shared/hall-api/contract.ts'
import { hallConfig, playHall } from './hall-api-fixture.ts'
import { HallChecks, type Started } from './hall-checks.ts'
import { hallApiLimits } from './limits.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
const queue = 0
const desk = 1
const expected = 'a'.repeat(32)

let keys = 0
function asking(members: Partial<StartCheck> = {}): StartCheck {
  keys += 1
  return {
    service: 'card',
    subject: 'self',
    idempotencyKey: `key-${String(keys).padStart(16, '0')}`,
    ...members,
  }
}

function checkIn(started: Started): HallCheck {
  if ('problem' in started) throw new Error(started.problem)
  return started.check
}

function hall(config = hallConfig) {
  const played = playHall(config)
  const checks = new HallChecks({
    config,
    journey: played.play.journey,
    record: played.record,
    limits: hallApiLimits,
    newId: randomUUID,
    now: () => Date.now(),
  })
  played.connect({
    note: (stands) => {
      checks.note(stands)
    },
    noteReceipt: (receipt) => {
      checks.noteReceipt(receipt)
    },
  })
  const start = (members: Partial<StartCheck> = {}, client = queue) => checks.start(client, asking(members))
  /** A whole visit that ends so; on return nobody is at the terminal. */
  const visit = async (end: 'pass' | 'fail' | 'unavailable', members: Partial<StartCheck> = {}) => {
    const { id } = checkIn(start(members))
    await pass(100)
    played.toPresent()
    await played.answer(end, settle)
    played.play.journey.act({ type: 'cancel' })
    return checks.get(queue, id)
  }
  return { ...played, checks, start, visit }
}

describe('a check that a client asked for', () => {
  it('is in progress until there is a verdict, then has it and its receipt', async () => {
    const { checks, start, toPresent, answer } = hall()
    const { id, ...began } = checkIn(start())
    expect(began).toEqual({ state: 'in-progress' })
    await pass(100)
    toPresent()
    expect(checks.get(queue, id)).toEqual({ id, state: 'in-progress' })
    const receiptNo = await answer('pass', settle)
    expect(checks.get(queue, id)).toEqual({ id, state: 'completed', verdict: 'pass', receiptNo })
  })

  it('is seen by the client that asked for it alone', () => {
    const { checks, start } = hall()
    const { id } = checkIn(start())
    expect(checks.get(desk, id)).toBeNull()
    expect(checks.cancel(desk, id)).toEqual({ problem: 'not-found' })
    expect(checks.watch(desk, id, () => undefined)).toBeNull()
    expect(checks.get(queue, id)).toMatchObject({ state: 'in-progress' })
  })

  it('tells a fail when the citizen tries no more, and only the last word of a visit', async () => {
    const { checks, play, start, toPresent, answer } = hall()
    const { id } = checkIn(start())
    await pass(100)
    toPresent()
    await answer('fail', settle)
    expect(checks.get(queue, id)).toEqual({ id, state: 'in-progress' })
    play.journey.act({ type: 'retry' })
    const receiptNo = await answer('pass', settle)
    expect(checks.get(queue, id)).toEqual({ id, state: 'completed', verdict: 'pass', receiptNo })
  })

  it.each(['cancel', 'go-to-window', 'wait'] as const)(
    'is a fail when a citizen leaves by %s after one',
    async (way) => {
      const { checks, play, start, toPresent, answer } = hall()
      const { id } = checkIn(start())
      await pass(100)
      toPresent()
      const receiptNo = await answer('fail', settle)
      if (way === 'wait') await pass(120_000)
      else play.journey.act({ type: way })
      expect(checks.get(queue, id)).toEqual({ id, state: 'completed', verdict: 'fail', receiptNo })
    },
  )

  it('is a fail when what was tried after it came to nothing', async () => {
    const { checks, play, start, toPresent, answer } = hall()
    const { id } = checkIn(start())
    await pass(100)
    toPresent()
    const receiptNo = await answer('fail', settle)
    play.journey.act({ type: 'retry' })
    await answer('unavailable', settle)
    play.journey.act({ type: 'cancel' })
    expect(checks.get(queue, id)).toEqual({ id, state: 'completed', verdict: 'fail', receiptNo })
  })

  it('is unavailable without a verdict, never a fail', async () => {
    const { visit } = hall()
    expect(await visit('unavailable')).toMatchObject({ state: 'unavailable' })
  })

  it('is left when the citizen goes, wherever that is', async () => {
    const ways = [[], [{ type: 'agree', to: 'notice' }], [{ type: 'go-to-window' }]] as const
    for (const acts of ways) {
      const { checks, play, start } = hall()
      const { id } = checkIn(start())
      await pass(100)
      for (const act of acts) play.journey.act(act)
      play.journey.act({ type: 'cancel' })
      expect(checks.get(queue, id)).toEqual({ id, state: 'left' })
    }
  })

  it('is unavailable when the terminal goes out of service', () => {
    const { checks, play, start } = hall()
    const { id } = checkIn(start())
    play.journey.setServiceable(false)
    expect(checks.get(queue, id)).toEqual({ id, state: 'unavailable' })
    expect(start()).toEqual({ problem: 'out-of-service' })
  })

  it('has nothing of the next visit, which the citizen began', async () => {
    const { checks, play, start } = hall()
    const { id } = checkIn(start())
    play.journey.act({ type: 'cancel' })
    await play.goTo('pass', settle)
    expect(checks.get(queue, id)).toEqual({ id, state: 'left' })
  })

  it('tells nothing of the way to the verdict', async () => {
    const { checks, start, toPresent, answer } = hall()
    const { id } = checkIn(start())
    const told: HallCheck[] = []
    checks.watch(queue, id, (check) => told.push(check))
    await pass(100)
    toPresent()
    await answer('pass', settle)
    expect(told).toHaveLength(1)
    expect(Object.keys(told[0] ?? {})).toEqual(['id', 'state', 'verdict', 'receiptNo'])
  })

  it('stands in the journal by its client’s place, without a name and without what was asked', async () => {
    const { recorded, visit } = hall()
    await visit('pass', { expected })
    expect(recorded).toEqual([
      { id: 'hall-check.init', fields: { client: 0, subject: 'self', awaits: 'somebody' } },
      { id: 'hall-check.complete', fields: { client: 0, end: 'completed' } },
    ])
  })

  it('is forgotten after a quarter of an hour', async () => {
    const { checks, visit } = hall()
    const check = await visit('pass')
    await pass(hallApiLimits.memory - 1)
    expect(checks.get(queue, check?.id ?? '')).toEqual(check)
    await pass(1)
    expect(checks.get(queue, check?.id ?? '')).toBeNull()
  })
})

describe('a start', () => {
  it('with the same key and members gives the same check, also when it is over and nobody could begin', async () => {
    const { checks, play } = hall()
    const request = asking()
    const first = checks.start(queue, request)
    expect(checks.start(queue, request)).toEqual({ ...first, isNew: false })
    play.journey.act({ type: 'cancel' })
    play.journey.act({ type: 'start' })
    expect(checks.start(queue, request)).toMatchObject({ check: { state: 'left' }, isNew: false })
  })

  it.each([{ subject: 'child' as const }, { service: 'proof' }, { expected }])(
    'with the same key and %o besides is refused',
    (other) => {
      const { checks } = hall()
      const request = asking()
      checks.start(queue, request)
      expect(checks.start(queue, { ...request, ...other })).toEqual({ problem: 'key-reused' })
    },
  )

  it('with another client’s key is a check of its own', () => {
    const { checks, play } = hall()
    const request = asking()
    checks.start(queue, request)
    play.journey.act({ type: 'cancel' })
    expect(checks.start(desk, request)).toMatchObject({ isNew: true })
  })

  it('is busy while somebody is at the terminal, whoever asked for that', () => {
    const { play, start } = hall()
    start()
    expect(start()).toEqual({ problem: 'busy' })
    expect(start({}, desk)).toEqual({ problem: 'busy' })
    play.journey.act({ type: 'cancel' })
    play.journey.act({ type: 'start' })
    expect(start()).toEqual({ problem: 'busy' })
  })

  it('is refused for a service of another client, and for what is not done here', () => {
    const { start } = hall()
    expect(start({ service: 'proof' }, desk)).toEqual({ problem: 'service-not-allowed' })
    expect(start({ service: 'other' }, desk)).toEqual({ problem: 'service-not-allowed' })
    expect(start({ service: 'other' })).toEqual({ problem: 'invalid', member: 'service' })
  })

  it('does not keep the terminal from those who stand before it', () => {
    const { checks, play, start } = hall()
    const outcomes = Array.from({ length: hallApiLimits.starts.burst + 1 }, () => {
      const started = start()
      play.journey.act({ type: 'cancel' })
      return started
    })
    expect(outcomes.at(-2)).toMatchObject({ isNew: true })
    expect(outcomes.at(-1)).toMatchObject({ problem: 'too-many-requests' })
    expect(checks.start(desk, asking())).toMatchObject({ isNew: true })
  })
})

describe('calling a check off', () => {
  it('brings the terminal back to its start, and may be asked for again', async () => {
    const { checks, play, start } = hall()
    const { id } = checkIn(start())
    expect(checks.cancel(queue, id)).toEqual({ id, state: 'cancelled' })
    expect(play.screen().name).toBe('attract')
    expect(checks.cancel(queue, id)).toEqual({ id, state: 'cancelled' })
  })

  it('while the platform is asked gives the exchange up', async () => {
    const { checks, play, start, toPresent } = hall()
    const { id } = checkIn(start())
    await pass(100)
    toPresent()
    play.present()
    await settle()
    expect(checks.cancel(queue, id)).toEqual({ id, state: 'cancelled' })
    expect(play.asked.at(-1)?.signal.aborted).toBe(true)
  })

  it('after a fail gives the fail: it does not undo what the platform said', async () => {
    const { checks, start, toPresent, answer } = hall()
    const { id } = checkIn(start({ expected }))
    await pass(100)
    toPresent()
    const receiptNo = await answer('fail', settle)
    expect(checks.cancel(queue, id)).toEqual({ id, state: 'completed', verdict: 'fail', receiptNo })
    expect(start({ expected })).toMatchObject({ problem: 'expected-limit' })
  })

  it('when it is over is refused, and does not disturb whoever is there now', async () => {
    const { checks, play, start, visit } = hall()
    const over = await visit('pass')
    expect(checks.cancel(queue, over?.id ?? '')).toEqual({ problem: 'check-ended' })
    const { id } = checkIn(start())
    play.journey.act({ type: 'cancel' })
    play.journey.act({ type: 'start' })
    expect(checks.cancel(queue, id)).toEqual({ problem: 'check-ended' })
    expect(play.screen().name).toBe('service')
  })

  it('of a pass is refused: the citizen is shown it', async () => {
    const { checks, play, start, toPresent, answer } = hall()
    const { id } = checkIn(start())
    await pass(100)
    toPresent()
    await answer('pass', settle)
    expect(checks.cancel(queue, id)).toEqual({ problem: 'check-ended' })
    expect(play.screen().name).toBe('pass')
  })
})

describe('a client that tries pseudonym after pseudonym for who somebody is', () => {
  const nameOf = (index: number) => String(index).padStart(32, '0')

  it('gets one word of one visit, for one of them', async () => {
    const { play, start, toPresent, answer } = hall()
    checkIn(start({ expected: nameOf(0) }))
    await pass(100)
    toPresent()
    await answer('fail', settle)
    expect(start({ expected: nameOf(1) })).toEqual({ problem: 'busy' })
    play.journey.act({ type: 'retry' })
    expect(play.armed.map(({ expected }) => expected)).toEqual([nameOf(0), nameOf(0)])
  })

  it('waits after a fail until whoever stood there has gone', async () => {
    const { start, visit } = hall()
    expect(await visit('fail', { expected: nameOf(0) })).toMatchObject({ verdict: 'fail' })
    expect(start({ expected: nameOf(1) })).toEqual({
      problem: 'expected-limit',
      retryAfter: hallApiLimits.awaitedPause,
    })
    await pass(hallApiLimits.awaitedPause)
    expect(start({ expected: nameOf(1) })).toMatchObject({ isNew: true })
  })

  it('fails three times, and then once in ten minutes', async () => {
    const { start, visit } = hall()
    const { burst, interval } = hallApiLimits.mismatches
    for (let tries = 0; tries < burst; tries++) {
      expect(await visit('fail', { expected: nameOf(tries) })).toMatchObject({ verdict: 'fail' })
      await pass(hallApiLimits.awaitedPause)
    }
    expect(start({ expected: nameOf(3) })).toMatchObject({ problem: 'expected-limit' })
    await pass(interval)
    expect(await visit('fail', { expected: nameOf(3) })).toMatchObject({ verdict: 'fail' })
    await pass(hallApiLimits.awaitedPause)
    expect(start({ expected: nameOf(4) })).toMatchObject({ problem: 'expected-limit' })
  })

  it('cannot go on as another client while the same person stands there', async () => {
    const { checks, visit } = hall()
    await visit('fail', { expected: nameOf(0) })
    expect(checks.start(desk, asking({ expected: nameOf(1) }))).toMatchObject({ problem: 'expected-limit' })
    await pass(hallApiLimits.awaitedPause)
    expect(checks.start(desk, asking({ expected: nameOf(1) }))).toMatchObject({ isNew: true })
  })

  it.each(['pass', 'unavailable'] as const)(
    'does not learn by the pause whether another’s %s was a fail',
    async (end) => {
      const asked = async (last: 'pass' | 'fail' | 'unavailable') => {
        const { checks, visit } = hall()
        await visit(last, { expected: nameOf(0) })
        return checks.start(desk, asking({ expected: nameOf(1) }))
      }
      expect(await asked(end)).toEqual(await asked('fail'))
    },
  )

  it('is not hindered in checks that await nobody', async () => {
    const { start, visit } = hall()
    await visit('fail', { expected })
    expect(start()).toMatchObject({ isNew: true })
  })

  it('is not counted for who passed, or left', async () => {
    const { play, start, visit } = hall()
    for (let visits = 0; visits < 4; visits++) {
      await visit('pass', { expected })
      await pass(hallApiLimits.awaitedPause)
    }
    expect(start({ expected })).toMatchObject({ isNew: true })
    play.journey.act({ type: 'cancel' })
    await pass(hallApiLimits.awaitedPause)
    expect(start({ expected })).toMatchObject({ isNew: true })
  })
})
