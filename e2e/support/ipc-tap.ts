import { setTimeout as wait } from 'node:timers/promises'
import type { ElectronApplication } from 'playwright'
import { z } from 'zod'

const tapSchema = z.object({
  /** How often a device host said that it is armed. */
  armed: z.int(),
  /** Whether the host that said so last has a scanner that is ready. */
  able: z.boolean(),
  /** Whether the host that has the readers, armed or not, has a scanner that is ready. It has one when a test begins. */
  listening: z.boolean(),
  /** Messages recorded so far. */
  recorded: z.int(),
})
export type TapState = z.infer<typeof tapSchema>

/**
 * Listens to all that passes between main and the other processes of the application: to and from device hosts, to
 * and from screens. Everything is appended to `file` in the form that Node's serialisation gives it: texts and octets
 * as they are. What was recorded does not stay in main's memory by our doing.
 */
export async function tapIpc(app: ElectronApplication, file: string): Promise<void> {
  const install = () =>
    app.evaluate(({ app: emitter, webContents }, file) => {
      if (Reflect.has(globalThis, 'ipcTap')) return
      const fs = process.getBuiltinModule('node:fs')
      const v8 = process.getBuiltinModule('node:v8')
      const tap = { armed: 0, able: false, listening: true, recorded: 0 }
      Reflect.set(globalThis, 'ipcTap', tap)
      const ready = new WeakMap<object, boolean>()
      let lastArmed: object | null = null
      let active: object | null = null
      const noteReport = (host: object, report: unknown) => {
        if (typeof report !== 'object' || report === null) return
        const type: unknown = Reflect.get(report, 'type')
        if (type === 'armed') {
          tap.armed += 1
          lastArmed = host
        }
        const devices: unknown = type === 'devices' ? Reflect.get(report, 'devices') : undefined
        if (Array.isArray(devices)) {
          const scans = devices.some(({ kind, state }) => kind === 'qr-scanner' && state === 'ready')
          ready.set(host, scans)
          active ??= host
          if (active === host) tap.listening = scans
        }
        // A host that was at work before anybody listened has told already what it has.
        tap.able = lastArmed !== null && ready.get(lastArmed) !== false
      }
      const record = (channel: string, value: unknown) => {
        let bytes: Uint8Array
        try {
          bytes = v8.serialize([channel, value])
        } catch (error) {
          // Something that cannot be cloned cannot have passed between processes either.
          bytes = v8.serialize([channel, String(error)])
        }
        fs.appendFileSync(file, bytes)
        bytes.fill(0)
        tap.recorded += 1
      }
      /** The object on the prototype chain that has this method of its own. */
      const ownerOf = (object: object, name: string): object => {
        for (let owner: object | null = object; owner; owner = Reflect.getPrototypeOf(owner)) {
          if (Object.hasOwn(owner, name)) return owner
        }
        throw new Error(`nobody has ${name}`)
      }
      const tapped = new WeakSet<object>()
      const tapCalls = (
        object: object,
        name: string,
        label: string,
        note: (on: object, args: unknown[]) => void = () => undefined,
      ) => {
        const owner = ownerOf(object, name)
        if (tapped.has(owner)) return
        tapped.add(owner)
        const original = Reflect.get(owner, name)
        if (typeof original !== 'function') throw new Error(`${name} is not a method`)
        Reflect.set(owner, name, function (this: object, ...args: unknown[]) {
          record(label, args)
          note(this, args)
          return Reflect.apply(original, this, args)
        })
      }
      const emitterPrototype = ownerOf(emitter, 'emit')
      const emit = Reflect.get(emitterPrototype, 'emit')
      if (typeof emit !== 'function') throw new Error('emit is not a method')
      Reflect.set(emitterPrototype, 'emit', function (this: object, event: unknown, ...args: unknown[]) {
        if (event === 'message' && 'postMessage' in this && 'kill' in this) {
          tapCalls(this, 'postMessage', 'to device host', (host, [order]) => {
            if (typeof order !== 'object' || order === null || Reflect.get(order, 'type') !== 'activate')
              return
            active = host
            tap.listening = false
            ready.set(host, false)
          })
          tapCalls(this, 'kill', 'end of device host', (host) => {
            if (active === null || active === host) tap.listening = false
          })
          const [report] = args
          record('from device host', report)
          noteReport(this, report)
        }
        if (event === 'ipc-message' || event === 'ipc-message-sync') record('from screen', args.slice(1))
        return Reflect.apply(emit, this, [event, ...args])
      })
      for (const contents of webContents.getAllWebContents()) tapCalls(contents, 'send', 'to screen')
    }, file)
  await askAgain(install)
}

/** What the tap has heard so far. */
export async function tapState(app: ElectronApplication): Promise<TapState> {
  return tapSchema.parse(await askAgain(() => app.evaluate(() => Reflect.get(globalThis, 'ipcTap'))))
}

/**
 * A collection of garbage in main can take the promise of an answer with it, more than once while main is busy: then
 * the same is asked again.
 */
export async function askAgain<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let left = 20; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (left === 0 || !String(error).includes('garbage collected')) throw error
      await wait(100)
    }
  }
}
