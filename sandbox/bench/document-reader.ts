import type { AttachContactlessFrame } from '../../src/shared/virtual-link.ts'
import { readCardOutput, writeCardInput } from '../../src/shared/virtual-link-card.ts'
import type { BenchDocuments } from './bench-documents.ts'
import { type After, afterMilliseconds } from './after.ts'
import { type CardSlot, openCardSlot } from './chips/card-slot.ts'
import type { ChipProfileId } from './chips/profiles.ts'
import { carryToVpcd, type VpcdConnection } from './chips/vpcd.ts'
import { type DocumentFaults, noDocumentFaults } from './document-faults.ts'

/**
 * The contactless reader as a hand at the bench has it, and with it the one of a real PC/SC service, where there is one:
 * what is laid down lies on both. It keeps its document when it is unplugged.
 */
export interface DocumentReader {
  readonly plugged: boolean
  readonly document: ChipProfileId | null
  readonly faults: DocumentFaults
  /** The service that the document is carried to; connected while a document lies there and the service runs. */
  readonly vpcd: { readonly port: number; readonly connected: boolean } | null
  /** Commands that all chips have been sent, on the link and by the service, since the last laying. */
  readonly commands: number
  plug(): void
  unplug(): void
  /** Lays a document down, once it is issued; what lies there is taken away at once. */
  lay(document: ChipProfileId): Promise<void>
  lift(): void
  setFaults(faults: DocumentFaults): void
  /** @param port on which the virtual driver (vpcd) of a PC/SC service waits for a card; null for none any more */
  carryTo(port: number | null): void
}

/** One device host's cable to the reader. */
export interface DocumentReaderCable {
  attach(frame: AttachContactlessFrame): void
  detach(deviceId: number): void
  input(deviceId: number, bytes: Uint8Array): void
}

/** What of the reader is on the link, or in a service's hands. */
export interface LinkedDocumentReader extends DocumentReader {
  /** Connects one host. Each has a chip of its own with the same content, so that two do not disturb each other. */
  connect(cable: DocumentReaderCable): DocumentReaderConnection
  close(): void
}

export interface DocumentReaderConnection {
  /**
   * What the host sends to this device.
   * @throws VirtualLinkError
   */
  receive(deviceId: number, bytes: Uint8Array): void
  leave(): void
}

/** The vendor is kept for tests by its owner, the product is invented. */
const usbId = { vendorId: 0x1209, productId: 0x0003 } as const

interface Carried {
  readonly port: number
  readonly slot: CardSlot
  readonly connection: VpcdConnection
}

/**
 * @param nextDevice draws the id of a device that is plugged in
 * @param random 0 to 1, for what disturbs the field
 */
export function linkedDocumentReader(
  nextDevice: () => number,
  documents: BenchDocuments,
  after: After = afterMilliseconds,
  random: () => number = Math.random,
): LinkedDocumentReader {
  const cables = new Map<DocumentReaderCable, CardSlot>()
  const slots = new Set<CardSlot>()
  let device: number | null = nextDevice()
  let document: ChipProfileId | null = null
  let faults = noDocumentFaults
  let carried: Carried | null = null
  let commands = 0
  let lastPowerUp = 0
  /** Counts what hands do with documents: a laying that others have overtaken comes to nothing. */
  let hand = 0

  const lift = () => {
    hand += 1
    document = null
    for (const slot of slots) slot.lift()
  }

  const place = (slot: CardSlot, id: ChipProfileId) => {
    const chip = documents.chipOf(id)
    slot.lay({
      ...chip,
      transmit: (command) => {
        commands += 1
        return chip.transmit(command)
      },
    })
    slot.liftDuring(faults.liftedAt)
  }

  const openSlot = (): CardSlot => {
    const slot = openCardSlot(after, random)
    slots.add(slot)
    slot.slowDown(faults.slowness)
    slot.disturb(faults.noise)
    // One that leaves by itself takes the others with it: there is one document.
    slot.onChange(() => {
      if (slot.chip === null && document !== null) lift()
    })
    return slot
  }

  const stopCarrying = () => {
    if (!carried) return
    carried.connection.close()
    slots.delete(carried.slot)
    carried = null
  }

  return {
    get plugged() {
      return device !== null
    },
    get document() {
      return document
    },
    get faults() {
      return faults
    },
    get vpcd() {
      return carried && { port: carried.port, connected: carried.connection.connected }
    },
    get commands() {
      return commands
    },
    plug: () => {
      if (device !== null) return
      device = nextDevice()
      for (const cable of cables.keys()) cable.attach(attachOf(device))
    },
    unplug: () => {
      if (device === null) return
      const deviceId = device
      device = null
      for (const [cable, slot] of cables) {
        slot.cutOff()
        cable.detach(deviceId)
      }
    },
    lay: async (id) => {
      lift()
      const mine = hand
      await documents.issue(id)
      if (mine !== hand) return
      document = id
      commands = 0
      for (const slot of slots) place(slot, id)
    },
    lift,
    setFaults: (given) => {
      faults = given
      for (const slot of slots) {
        slot.slowDown(given.slowness)
        slot.disturb(given.noise)
        slot.liftDuring(given.liftedAt)
      }
    },
    carryTo: (port) => {
      stopCarrying()
      if (port === null) return
      const slot = openSlot()
      carried = { port, slot, connection: carryToVpcd(slot, { port, after }) }
      if (document !== null) place(slot, document)
    },
    connect: (cable) => {
      const slot = openSlot()
      /** The power-up that the host was told of last; null while no chip lies there. */
      let powerUp: number | null = null
      const say = () => {
        if (slot.chip) {
          slot.chip.powerOff()
          slot.chip.powerOn()
          powerUp = ++lastPowerUp
        } else powerUp = null
        if (device === null) return
        const { chip } = slot
        cable.input(
          device,
          chip && powerUp !== null
            ? writeCardInput({ operation: 'present', powerUp, atr: chip.atr })
            : writeCardInput({ operation: 'absent' }),
        )
      }
      const answer = async (to: number, command: Uint8Array) => {
        const response = await slot.transmit(command)
        if (response === null || to !== powerUp || device === null) return
        cable.input(
          device,
          response.length < 2
            ? writeCardInput({ operation: 'failed', powerUp: to })
            : writeCardInput({ operation: 'response', powerUp: to, response }),
        )
      }
      cables.set(cable, slot)
      if (document !== null) place(slot, document)
      slot.onChange(say)
      if (device !== null) cable.attach(attachOf(device))
      return {
        receive: (deviceId, bytes) => {
          if (deviceId !== device) return
          const output = readCardOutput(bytes)
          if (output.operation === 'reset') say()
          else if (output.powerUp === powerUp) void answer(output.powerUp, output.command)
        },
        leave: () => {
          cables.delete(cable)
          slots.delete(slot)
          slot.chip?.powerOff()
          powerUp = null
        },
      }
    },
    close: stopCarrying,
  }
}

function attachOf(deviceId: number): AttachContactlessFrame {
  return {
    type: 'attach',
    kind: 'contactless',
    deviceId,
    ...usbId,
    product: 'Virtual contactless reader',
  }
}
