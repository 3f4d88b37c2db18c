import type { AttachSamFrame } from '../../src/shared/virtual-link.ts'
import { afterMilliseconds } from './after.ts'
import type { CardId } from './card-ids.ts'
import { benchCards } from './cards.ts'
import { noFaults, type SamFaults } from './sam/faults.ts'
import { type SamClock, type VirtualSam, virtualSam } from './sam/virtual-sam.ts'

const systemClock: SamClock = { after: afterMilliseconds }

/** The reader of resident cards as a hand at the bench has it. It keeps its card when it is unplugged. */
export interface VirtualReader {
  readonly plugged: boolean
  readonly card: CardId | null
  readonly faults: SamFaults
  /** Every different command that was asked of it: CMD PARA, hexadecimal. */
  readonly asked: ReadonlySet<string>
  plug(): void
  unplug(): void
  lay(card: CardId): void
  lift(): void
  setFaults(faults: SamFaults): void
}

/** One device host's cable to the reader. */
export interface ReaderCable {
  attach(frame: AttachSamFrame): void
  detach(deviceId: number): void
  /** Octets from the SAM; the cable owns them. */
  input(deviceId: number, bytes: Uint8Array): void
}

/** The reader and the link's side of it. */
export interface LinkedReader extends VirtualReader {
  /**
   * Connects one host. Each has a SAM of its own with the same card on it, so that two hosts do not hear each other's
   * answers.
   */
  connect(cable: ReaderCable): ReaderConnection
}

export interface ReaderConnection {
  /** What the host sends to this device. */
  receive(deviceId: number, bytes: Uint8Array): void
  leave(): void
}

/** Vendor and product that several makers of such readers share. */
const usbId = { vendorId: 0x0400, productId: 0xc35a } as const

interface Connected {
  readonly cable: ReaderCable
  sam: VirtualSam | null
}

/** @param nextDevice draws the id of a device that is plugged in */
export function linkedReader(nextDevice: () => number, clock: SamClock = systemClock): LinkedReader {
  const connections = new Set<Connected>()
  const asked = new Set<string>()
  let device: number | null = nextDevice()
  let card: CardId | null = null
  let faults: SamFaults = noFaults

  const attach = (connection: Connected) => {
    if (device === null) return
    const deviceId = device
    const { cable } = connection
    const sam = virtualSam({
      clock,
      send: (octets) => {
        cable.input(deviceId, octets)
      },
    })
    sam.setFaults(faults)
    if (card !== null) sam.lay(benchCards[card])
    connection.sam = sam
    cable.attach({ type: 'attach', kind: 'sam', deviceId, ...usbId, product: 'Virtual resident card reader' })
  }

  const eachSam = (what: (sam: VirtualSam) => void) => {
    for (const { sam } of connections) {
      if (sam) what(sam)
    }
  }

  return {
    get plugged() {
      return device !== null
    },
    get card() {
      return card
    },
    get faults() {
      return faults
    },
    asked,
    plug: () => {
      if (device !== null) return
      device = nextDevice()
      for (const connection of connections) attach(connection)
    },
    unplug: () => {
      if (device === null) return
      const deviceId = device
      device = null
      for (const connection of connections) {
        connection.sam?.unplug()
        connection.sam = null
        connection.cable.detach(deviceId)
      }
    },
    lay: (laid) => {
      card = laid
      eachSam((sam) => {
        sam.lay(benchCards[laid])
      })
    },
    lift: () => {
      card = null
      eachSam((sam) => {
        sam.lift()
      })
    },
    setFaults: (given) => {
      faults = given
      eachSam((sam) => {
        sam.setFaults(given)
      })
    },
    connect: (cable) => {
      const connection: Connected = { cable, sam: null }
      connections.add(connection)
      attach(connection)
      return {
        receive: (deviceId, bytes) => {
          if (deviceId !== device || !connection.sam) return
          connection.sam.receive(bytes)
          for (const command of connection.sam.asked) asked.add(command)
        },
        leave: () => {
          connections.delete(connection)
          connection.sam?.unplug()
        },
      }
    },
  }
}
