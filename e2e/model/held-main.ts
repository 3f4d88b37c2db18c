/** Main with its time and its device hosts in the walk's hand: what ends a delay, and what a device host says. */
import type { ElectronApplication } from 'playwright'
import { z } from 'zod'
import { citizenChannels } from '../../src/shared/citizen-channels.ts'
import type { HostReport } from '../../src/shared/device-contract.ts'
import { entryChannels } from '../../src/shared/entry-bridge.ts'
import { askAgain } from '../support/ipc-tap.ts'

/** A report for the check that is armed; what it seals is made up. */
export type ForgedReport =
  | Exclude<
      HostReport,
      { readonly type: 'started' | 'devices' | 'armed' | 'sealed' | 'dropped' | 'repeated' | 'pcsc' }
    >
  | Omit<Extract<HostReport, { readonly type: 'sealed' }>, 'data'>

/** A report without the check that it is of. */
export type Said = ForgedReport extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'bizSeq'>
    : never
  : never

export interface HeldMain {
  /** Ends the one delay of this length (ms) that runs. */
  end(milliseconds: number): Promise<void>
  /** Says something in the place of the device host that is armed, at the boundary where main parses it. */
  say(report: Said): Promise<void>
  /** Ends the device host that is armed. */
  killHost(): Promise<void>
  /** How many of the held delays have begun so far. */
  begun(): Promise<number>
  /** How much main has heard so far of what is done at the screen and in the view for typing. */
  heard(): Promise<number>
}

/** @param held the lengths (ms) of the delays that end by the walk alone */
export async function holdMain(app: ElectronApplication, held: readonly number[]): Promise<HeldMain> {
  // A screen also tells main what it has drawn, which is nothing that anybody did.
  const acts = [citizenChannels.act, entryChannels.activity, entryChannels.leave]
  await app.evaluate(
    ({ app: emitter }, [held, acts]) => {
      type Timer = { readonly milliseconds: number; readonly run: () => void }
      const timers = new Map<object, Timer>()
      const { setTimeout: realSet, clearTimeout: realClear } = globalThis
      let begun = 0
      const holding = (run: () => void, milliseconds?: number, ...rest: unknown[]): unknown => {
        if (milliseconds === undefined || !held.includes(milliseconds)) {
          return Reflect.apply(realSet, globalThis, [run, milliseconds, ...rest])
        }
        const handle = { unref: () => handle, ref: () => handle }
        timers.set(handle, { milliseconds, run })
        begun += 1
        return handle
      }
      const clearing = (handle: unknown): void => {
        if (typeof handle === 'object' && handle !== null && timers.delete(handle)) return
        Reflect.apply(realClear, globalThis, [handle])
      }
      Reflect.set(globalThis, 'setTimeout', holding)
      Reflect.set(globalThis, 'clearTimeout', clearing)

      let heard = 0
      let armed: { readonly host: object; readonly bizSeq: unknown } | null = null
      const ownerOf = (object: object): object => {
        for (let owner: object | null = object; owner; owner = Reflect.getPrototypeOf(owner)) {
          if (Object.hasOwn(owner, 'emit')) return owner
        }
        throw new Error('nobody emits')
      }
      const prototype = ownerOf(emitter)
      const emit: unknown = Reflect.get(prototype, 'emit')
      if (typeof emit !== 'function') throw new Error('emit is not a method')
      Reflect.set(prototype, 'emit', function (this: object, event: unknown, ...args: unknown[]) {
        const [report, channel] = args
        if (event === 'ipc-message' && acts.some((act) => act === channel)) heard += 1
        if (event === 'message' && 'postMessage' in this && 'kill' in this) {
          if (typeof report === 'object' && report !== null && Reflect.get(report, 'type') === 'armed') {
            armed = { host: this, bizSeq: Reflect.get(report, 'bizSeq') }
          }
        }
        return Reflect.apply(emit, this, [event, ...args])
      })
      const theArmed = () => {
        if (!armed) throw new Error('no host is armed')
        return armed
      }
      let done = 0
      // A question whose answer was lost on the way is asked again, and must not be obeyed twice.
      const once = (number: number, act: () => void) => {
        if (number <= done) return
        done = number
        act()
      }
      Reflect.set(globalThis, 'heldMain', {
        heard: () => heard,
        begun: () => begun,
        end: (number: number, milliseconds: number) => {
          once(number, () => {
            const [found, ...others] = [...timers].filter(([, timer]) => timer.milliseconds === milliseconds)
            if (!found || others.length > 0) {
              const running = [...timers.values()].map((timer) => timer.milliseconds)
              throw new Error(`not one delay of ${milliseconds} ms runs, but ${JSON.stringify(running)}`)
            }
            timers.delete(found[0])
            found[1].run()
          })
        },
        say: (number: number, report: Record<string, unknown>) => {
          once(number, () => {
            const { host, bizSeq } = theArmed()
            const data = report['type'] === 'sealed' ? { data: new Uint8Array(300).fill(0x30) } : {}
            Reflect.apply(emit, host, ['message', { ...report, ...data, bizSeq }])
          })
        },
        kill: (number: number) => {
          once(number, () => {
            const { host } = theArmed()
            const kill: unknown = Reflect.get(host, 'kill')
            if (typeof kill !== 'function') throw new Error('a host cannot be ended')
            Reflect.apply(kill, host, [])
          })
        },
      })
    },
    [held, acts] as const,
  )

  let number = 0
  const call = async (name: 'end' | 'say' | 'kill', given: unknown): Promise<void> => {
    number += 1
    const ask = () =>
      app.evaluate(
        (_electron, [name, number, given]) => {
          const main: unknown = Reflect.get(globalThis, 'heldMain')
          if (typeof main !== 'object' || main === null) throw new Error('main is not held')
          const act: unknown = Reflect.get(main, name)
          if (typeof act !== 'function') throw new Error(`main cannot ${name}`)
          Reflect.apply(act, main, [number, given])
        },
        [name, number, given] as const,
      )
    await askAgain(ask)
  }
  const count = async (name: 'heard' | 'begun'): Promise<number> =>
    z.int().parse(
      await askAgain(() =>
        app.evaluate((_electron, name) => {
          const main: unknown = Reflect.get(globalThis, 'heldMain')
          if (typeof main !== 'object' || main === null) throw new Error('main is not held')
          const counted: unknown = Reflect.get(main, name)
          return typeof counted === 'function' ? Reflect.apply(counted, main, []) : null
        }, name),
      ),
    )
  return {
    end: (milliseconds) => call('end', milliseconds),
    say: (report) => call('say', report),
    killHost: () => call('kill', null),
    heard: () => count('heard'),
    begun: () => count('begun'),
  }
}
