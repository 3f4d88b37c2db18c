import type { MessagePortMain } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newBizSeq, terminalNumberSchema } from '../../shared/check.ts'
import { defaultDevices } from '../../shared/device-config.ts'
import type { Device, HostCommand, HostReport } from '../../shared/device-contract.ts'
import type { EventId } from '../../shared/events.ts'
import { defaultDeviceHostDelays, DeviceHosts } from './device-hosts.ts'
import { FakePort } from './entry-port.fake.ts'
import type { HostListener } from './host-process.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const scanner: Device = { kind: 'qr-scanner', state: 'ready', vendorId: 0x0c2e, productId: 0x0b61 }

/** A supervisor over hosts that the test plays. */
function play({ deaf = false } = {}) {
  const hosts: {
    listener: HostListener
    sent: HostCommand[]
    ports: MessagePortMain[]
    killed: boolean
    ended: boolean
    report(r: HostReport): void
  }[] = []
  const recorded: { id: EventId; fields: unknown }[] = []
  const devices: (readonly Device[])[] = []
  const takeOvers: number[] = []
  const supervisor = new DeviceHosts({
    fork(listener) {
      const host = {
        listener,
        sent: [] as HostCommand[],
        ports: [] as MessagePortMain[],
        killed: false,
        ended: false,
        report: (report: HostReport) => {
          listener.onReport(report)
        },
      }
      hosts.push(host)
      return {
        send: (command, port) => {
          host.sent.push(command)
          if (port) host.ports.push(port)
        },
        kill: () => {
          host.killed = true
          if (deaf) return
          queueMicrotask(() => {
            host.ended = true
            listener.onExit()
          })
        },
      }
    },
    record: (id, fields) => {
      recorded.push({ id, fields })
    },
    devices: defaultDevices,
    now: () => Date.now(),
    onDevices: (list) => {
      devices.push(list)
    },
    onTakeOver: () => {
      takeOvers.push(hosts.length)
    },
  })
  const host = (index: number) => {
    const found = hosts[index]
    if (!found) throw new Error(`host ${index} was never forked`)
    return found
  }
  const heard: string[] = []
  const listener = {
    onArmed: () => heard.push('armed'),
    onReading: () => heard.push('reading'),
    onRejected: (reason: string) => heard.push(`rejected ${reason}`),
    onTakeAwayFirst: () => heard.push('take-away-first'),
    onDocumentKey: () => heard.push('document-key'),
    onLayBack: () => heard.push('lay-back'),
    onSealed: () => heard.push('sealed'),
    onRefused: (reason: string) => heard.push(`refused ${reason}`),
    onInterrupted: () => heard.push('interrupted'),
    onLost: () => heard.push('lost'),
  }
  const arm = (bizSeq = newBizSeq()) => {
    supervisor.arm(
      {
        bizSeq,
        terminal: terminalNumberSchema.parse('12345678'),
        accepts: ['wallet-code'],
        platformChain: [new Uint8Array([1])],
      },
      listener,
    )
    return bizSeq
  }
  return { supervisor, hosts, host, recorded, devices, takeOvers, heard, arm }
}

/** Both first hosts are up. */
function running(options = {}) {
  const game = play(options)
  game.supervisor.start()
  game.host(0).report({ type: 'started' })
  game.host(1).report({ type: 'started' })
  return game
}

const typesSent = (host: { sent: HostCommand[] }) => host.sent.map(({ type }) => type)

describe('a check of two people', () => {
  it('stays with the host that took the first presentation, until it is over', () => {
    const { supervisor, host, arm } = running()
    const bizSeq = arm()
    host(0).report({ type: 'armed', bizSeq })
    host(0).report({ type: 'sealed', bizSeq, kind: 'wallet-code', data: new Uint8Array([1]) })
    arm(bizSeq)
    expect(host(0).killed).toBe(false)
    expect(typesSent(host(0))).toEqual(['activate', 'arm', 'arm'])
    expect(typesSent(host(1))).toEqual([])
    supervisor.disarm()
    expect(host(0).killed).toBe(true)
  })

  it('is followed by another check on another host', () => {
    const { host, arm } = running()
    arm(arm())
    arm()
    expect(host(0).killed).toBe(true)
    expect(typesSent(host(1))).toEqual(['activate', 'arm'])
  })
})

describe('before anybody comes', () => {
  it('one host has the readers and one waits without them', () => {
    const { hosts, host } = running()
    expect(hosts).toHaveLength(2)
    expect(typesSent(host(0))).toEqual(['activate'])
    expect(typesSent(host(1))).toEqual([])
  })

  it('a check that comes before the host is up is armed as soon as it is', () => {
    const { supervisor, host, arm } = play()
    supervisor.start()
    arm()
    expect(typesSent(host(0))).toEqual([])
    host(0).report({ type: 'started' })
    expect(typesSent(host(0))).toEqual(['activate', 'arm'])
  })
})

describe('one check, one host', () => {
  it('the host that was armed is ended with its check, and the one in reserve takes over', () => {
    const { supervisor, hosts, host, arm } = running()
    arm()
    supervisor.disarm()
    expect(host(0).killed).toBe(true)
    expect(typesSent(host(1))).toEqual([])
    supervisor.replenish()
    expect(typesSent(host(1))).toEqual(['activate'])
    expect(hosts).toHaveLength(3)
  })

  it('says when another host takes the readers over', () => {
    const { supervisor, takeOvers, arm } = running()
    expect(takeOvers).toHaveLength(1)
    arm()
    supervisor.disarm()
    supervisor.replenish()
    expect(takeOvers).toHaveLength(2)
  })

  it('a host that heard something outside a check does not serve the next one', () => {
    const { host, arm } = running()
    host(0).report({ type: 'dropped', kind: 'qr-scanner', count: 1 })
    arm()
    expect(host(0).killed).toBe(true)
    expect(typesSent(host(1))).toEqual(['activate', 'arm'])
  })

  it('a host that heard something outside a check is replaced when it has fallen silent, though nobody comes', () => {
    const { host } = running()
    const drop = () => host(0).report({ type: 'dropped', kind: 'document-reader', count: 1 })
    drop()
    vi.advanceTimersByTime(9_999)
    drop()
    vi.advanceTimersByTime(9_999)
    expect(host(0).killed).toBe(false)
    vi.advanceTimersByTime(1)
    expect(host(0).killed).toBe(true)
    expect(typesSent(host(1))).toEqual(['activate'])
  })

  it('a host that is armed is not replaced, whatever it heard before', () => {
    const { host, arm } = running()
    host(0).report({ type: 'armed', bizSeq: arm() })
    host(0).report({ type: 'dropped', kind: 'keypad', count: 1 })
    vi.advanceTimersByTime(10_000)
    expect(host(0).killed).toBe(false)
  })

  it('what an ended host still says is not heard', () => {
    const { supervisor, host, arm, heard } = running()
    const bizSeq = arm()
    supervisor.disarm()
    host(0).report({ type: 'reading', bizSeq })
    expect(heard).toEqual([])
  })

  it('what is said of another check is not heard', () => {
    const { host, arm, heard } = running()
    arm()
    host(0).report({ type: 'sealed', bizSeq: newBizSeq(), kind: 'wallet-code', data: new Uint8Array([1]) })
    expect(heard).toEqual([])
  })

  it('two sealings count once', () => {
    const { host, arm, heard } = running()
    const bizSeq = arm()
    const sealed: HostReport = { type: 'sealed', bizSeq, kind: 'wallet-code', data: new Uint8Array([1]) }
    host(0).report(sealed)
    host(0).report(sealed)
    expect(heard).toEqual(['sealed'])
  })
})

describe('a host that dies', () => {
  it('is replaced at once, and the check goes on in another', async () => {
    const { hosts, host, arm, heard } = running()
    arm()
    host(0).listener.onExit()
    expect(typesSent(host(1))).toEqual(['activate', 'arm'])
    expect(heard).toEqual(['interrupted'])
    expect(hosts).toHaveLength(3)
  })

  it('after it has sealed costs the check nothing', () => {
    const { host, arm, heard } = running()
    const bizSeq = arm()
    host(0).report({ type: 'sealed', bizSeq, kind: 'wallet-code', data: new Uint8Array([1]) })
    host(0).listener.onExit()
    expect(heard).toEqual(['sealed'])
  })

  it('again and again is started more and more slowly, and for ever', async () => {
    const { hosts, supervisor } = play()
    supervisor.start()
    const dieAll = () => {
      for (const { listener } of hosts) listener.onExit()
    }
    dieAll()
    const forkedAtOnce = hosts.length
    await vi.advanceTimersByTimeAsync(defaultDeviceHostDelays.restart - 1)
    expect(hosts).toHaveLength(forkedAtOnce)
    for (let round = 0; round < 10; round++) {
      const before = hosts.length
      await vi.advanceTimersByTimeAsync(defaultDeviceHostDelays.longest)
      expect(hosts.length).toBeGreaterThan(before)
      expect(hosts.length).toBeLessThanOrEqual(before + 2 * (defaultDeviceHostDelays.longest / 100))
      dieAll()
    }
  })

  it('or never says that it has started is ended', async () => {
    const { host, supervisor } = play()
    supervisor.start()
    await vi.advanceTimersByTimeAsync(defaultDeviceHostDelays.answer)
    expect(host(0).killed).toBe(true)
  })

  it('or never answers to being armed is ended, and the check goes on in another', async () => {
    const { host, arm, heard } = running()
    arm()
    await vi.advanceTimersByTimeAsync(defaultDeviceHostDelays.answer)
    expect(host(0).killed).toBe(true)
    expect(heard).toEqual(['interrupted'])
    expect(typesSent(host(1))).toContain('arm')
  })

  it('and hangs in the kernel, deaf to being killed, is left behind', async () => {
    const { hosts, host, arm, heard } = running({ deaf: true })
    arm()
    await vi.advanceTimersByTimeAsync(defaultDeviceHostDelays.answer)
    expect(host(0).killed).toBe(true)
    expect(heard).toEqual(['interrupted'])
    expect(typesSent(host(1))).toContain('arm')
    expect(hosts).toHaveLength(3)
  })

  it('takes its readers with it until another has found them', () => {
    const { host, devices } = running()
    host(0).report({ type: 'devices', devices: [scanner] })
    host(0).listener.onExit()
    expect(devices).toEqual([[scanner], []])
  })

  it('one after the other ends the check, not the terminal', async () => {
    const { hosts, heard, arm } = running()
    arm()
    for (let death = 0; death <= defaultDeviceHostDelays.interruptions; death++) {
      const alive = hosts.findLast(({ sent }) => sent.some(({ type }) => type === 'arm'))
      if (alive) alive.ended = true
      alive?.listener.onExit()
      await vi.advanceTimersByTimeAsync(defaultDeviceHostDelays.longest)
      for (const { listener, ended } of hosts) if (!ended) listener.onReport({ type: 'started' })
    }
    expect(heard).toEqual(['interrupted', 'interrupted', 'interrupted', 'lost'])
  })

  it('when the terminal stops stays dead', () => {
    const { supervisor, hosts } = running()
    supervisor.stop()
    expect(hosts.every(({ killed }) => killed)).toBe(true)
    supervisor.replenish()
    expect(hosts).toHaveLength(2)
  })
})

describe('the record of readers', () => {
  it('a successor that opens the same scanner again is no news', () => {
    const { supervisor, host, arm, recorded } = running()
    host(0).report({ type: 'devices', devices: [scanner] })
    arm()
    supervisor.disarm()
    supervisor.replenish()
    host(1).report({ type: 'devices', devices: [scanner] })
    expect(recorded.filter(({ id }) => id.startsWith('device.'))).toEqual([
      { id: 'device.attached', fields: { kind: 'qr-scanner', vendor: 0x0c2e, product: 0x0b61 } },
    ])
  })

  it('an unplugged scanner is recorded, and so is its return', () => {
    const { host, recorded } = running()
    host(0).report({ type: 'devices', devices: [scanner] })
    host(0).report({ type: 'devices', devices: [] })
    host(0).report({ type: 'devices', devices: [{ ...scanner, state: 'opening' }] })
    host(0).report({ type: 'devices', devices: [scanner] })
    expect(recorded.map(({ id }) => id).filter((id) => id.startsWith('device.'))).toEqual([
      'device.attached',
      'device.detached',
      'device.attached',
    ])
  })

  it('the host in reserve has no say about readers', () => {
    const { host, devices } = running()
    host(1).report({ type: 'devices', devices: [] })
    expect(devices).toEqual([])
  })
})

describe('a secure entry', () => {
  it('goes, with its port, to the host that is armed for its check', () => {
    const { supervisor, host, arm } = running()
    const bizSeq = arm()
    const port = new FakePort()
    supervisor.takeEntry({ bizSeq, form: 'dynamic-code' }, port)
    expect(host(0).sent.at(-1)).toEqual({ type: 'take-entry', bizSeq, form: 'dynamic-code' })
    expect(host(0).ports).toEqual([port])
    expect(port.closed).toBe(0)
  })

  it.each([
    ['nothing is armed', (game: ReturnType<typeof running>) => game.supervisor.disarm()],
    ['another check is armed', (game: ReturnType<typeof running>) => game.arm()],
  ])('is closed when %s', (_what, change) => {
    const game = running()
    const bizSeq = game.arm()
    change(game)
    const port = new FakePort()
    game.supervisor.takeEntry({ bizSeq, form: 'dynamic-code' }, port)
    expect(port.closed).toBe(1)
    expect(game.hosts.flatMap(({ ports }) => ports)).toEqual([])
  })
})

describe('the state of the PC/SC service', () => {
  const told = ({ recorded }: ReturnType<typeof running>) =>
    recorded.filter(({ id }) => id === 'pcsc.state').map(({ fields }) => fields)

  it('is recorded when it changes, over successive hosts', () => {
    const game = running()
    const states = ['starting', 'running', 'not-running', 'not-running', 'starting', 'running'] as const
    for (const state of states) game.host(0).report({ type: 'pcsc', state })
    game.arm()
    game.supervisor.disarm()
    game.supervisor.replenish()
    game.hosts.at(-1)?.report({ type: 'started' })
    game.host(1).report({ type: 'pcsc', state: 'running' })
    expect(told(game)).toEqual([{ state: 'running' }, { state: 'not-running' }, { state: 'running' }])
  })
})
