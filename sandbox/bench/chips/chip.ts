import { equalBytes } from '../../../src/shared/gm/bytes.ts'
import { signChallenge } from './active-authentication.ts'
import { type Command, encodeReply, parseCommand, type Reply, reply, status } from './apdu.ts'
import { agreeBasicAccess } from './basic-access.ts'
import { agreeByKeyAgreementTemplate, startChipAuthentication } from './chip-authentication.ts'
import type { ChipBehaviour, ChipImage } from './chip-image.ts'
import type { Random } from './curves.ts'
import { readObjects } from './data-objects.ts'
import { replyDelivery } from './delivery.ts'
import {
  controlInformation,
  fileId,
  type Files,
  readPart,
  readWanted,
  selectedId,
  travelApplication,
  withShortId,
} from './file-system.ts'
import { type ProtocolRun, startPace } from './pace.ts'
import type { SecureMessaging } from './secure-messaging.ts'

/** A chip in a field: a function of its image, its commands so far and its random source. */
export interface Chip {
  readonly atr: Uint8Array
  readonly behaviour: ChipBehaviour
  /** Power on and reset alike: nothing is selected and no session is left. */
  powerOn(): void
  powerOff(): void
  /** Answers any bytes, with no bytes at all while there is no power. */
  transmit(command: Uint8Array): Uint8Array
}

interface PowerCycle {
  inApplication: boolean
  currentFile: number | null
  session: SecureMessaging | null
  challenge: Uint8Array | null
  run: ProtocolRun | null
}

/** Where a command came from: what its answer may hold, and whether it came under secure messaging. */
interface Envelope {
  readonly capacity: number
  readonly session: SecureMessaging | null
}

export function createChip(image: ChipImage, random: Random): Chip {
  const { behaviour } = image
  const delivery = replyDelivery(behaviour.delivery, behaviour.replyBlock)
  let cycle: PowerCycle | null = null

  return {
    atr: image.atr,
    behaviour,
    powerOn() {
      delivery.clear()
      cycle = { inApplication: false, currentFile: null, session: null, challenge: null, run: null }
    },
    powerOff() {
      delivery.clear()
      cycle = null
    },
    transmit(bytes) {
      if (!cycle) return new Uint8Array(0)
      const command = parseCommand(bytes)
      if (!command || (command.extended && !behaviour.extendedLength))
        return encodeReply(reply(status.wrongLength))
      const rest = delivery.next(command)
      if (rest) return encodeReply(rest)
      if (command.data.length > behaviour.maximumCommand) return encodeReply(reply(status.wrongLength))
      const answer =
        (command.cla & 0x0c) === 0x0c ? protectedAnswer(cycle, command) : plainAnswer(cycle, command)
      return encodeReply(delivery.first(command, answer))
    },
  }

  function plainAnswer(cycle: PowerCycle, command: Command): Reply {
    // A plain command ends the session, and with it the access it gave (ICAO 9303-11, 9.8.3).
    cycle.session = null
    const capacity = Math.min(command.le ?? behaviour.maximumReply, behaviour.maximumReply)
    return fitted(execute(cycle, command, { capacity, session: null }), capacity)
  }

  function protectedAnswer(cycle: PowerCycle, command: Command): Reply {
    const { session } = cycle
    if (!session) return reply(status.messagingObjectsIncorrect)
    const plain = session.unprotect(command)
    if (typeof plain === 'number') {
      cycle.session = null
      cycle.run = null
      return reply(plain)
    }
    // Under T=0 the Le of a command with data is left to GET RESPONSE.
    const outer = command.le ?? (behaviour.delivery === 'get-response' ? 0x100 : 0)
    const capacity = session.capacity(Math.min(outer, behaviour.maximumReply))
    // Without an Le around it not even the status word's objects could be given back.
    if (outer === 0) return session.protect(reply(status.wrongLength), command.ins)
    // The answer goes out under the keys the command came in with, even when it changes them.
    return session.protect(fitted(execute(cycle, plain, { capacity, session }), capacity), command.ins)
  }

  function execute(cycle: PowerCycle, command: Command, envelope: Envelope): Reply {
    if ((command.cla & 0xef) !== 0) return reply(status.class)
    if (command.cla === 0x10 && command.ins !== 0x86) return reply(status.chainingNotSupported)
    const challenge = cycle.challenge
    if (command.ins !== 0x86 && command.ins !== 0x22) cycle.run = null
    cycle.challenge = null
    switch (command.ins) {
      case 0xa4:
        return select(cycle, command)
      case 0xb0:
      case 0xb1:
        return read(cycle, command, envelope)
      case 0x84:
        return giveChallenge(cycle, command)
      case 0x82:
        return basicAccess(cycle, command, challenge)
      case 0x22:
        return setSecurityEnvironment(cycle, command)
      case 0x86:
        return generalAuthenticate(cycle, command)
      case 0x88:
        return internalAuthenticate(cycle, command)
      default:
        return reply(status.instruction)
    }
  }

  function select(cycle: PowerCycle, { p1, p2, data, le }: Command): Reply {
    if (le !== null && behaviour.refusesSelectWithLe) return reply(status.wrongLength)
    if (![0x00, 0x04, 0x08, 0x0c].includes(p2)) return reply(status.wrongParameters)
    if (p1 === 0x04) {
      if (!equalBytes(data, travelApplication)) return reply(status.fileNotFound)
      cycle.inApplication = true
      cycle.currentFile = null
      const name = Uint8Array.of(0x6f, 2 + data.length, 0x84, data.length, ...data)
      return reply(status.ok, p2 === 0x0c || le === null ? new Uint8Array(0) : name)
    }
    const id = data.length === 0 && p1 === 0x00 ? fileId.masterFile : selectedId(data)
    if (p1 !== 0x00 && p1 !== 0x02) return reply(status.wrongParameters)
    if (id === null) return reply(status.wrongLength)
    if (id === fileId.masterFile && p1 === 0x00) return selectMasterFile(cycle)
    return selectFile(cycle, id, le === null ? 0x0c : p2)
  }

  function selectMasterFile(cycle: PowerCycle): Reply {
    if (behaviour.selectMasterFile === status.ok) {
      cycle.inApplication = false
      cycle.currentFile = null
    }
    return reply(behaviour.selectMasterFile)
  }

  function selectFile(cycle: PowerCycle, id: number, p2: number): Reply {
    const file = filesOf(cycle).get(id)
    if (!file) return reply(status.fileNotFound)
    if (!behaviour.selectsBeforeAccess && !readable(cycle)) return reply(status.securityStatus)
    cycle.currentFile = id
    if (p2 === 0x0c) return reply(status.ok)
    return reply(status.ok, controlInformation(p2 === 0x04 ? 0x62 : 0x6f, id, file.length))
  }

  function read(cycle: PowerCycle, command: Command, { capacity }: Envelope): Reply {
    const wanted = readWanted(command)
    if (typeof wanted === 'number') return reply(wanted)
    if (command.le === null) return reply(status.wrongLength)
    const files = filesOf(cycle)
    const id = wanted.shortId === null ? cycle.currentFile : withShortId(files, wanted.shortId)
    if (id === null) return reply(wanted.shortId === null ? status.noCurrentFile : status.fileNotFound)
    const file = files.get(id)
    if (!file) return reply(status.fileNotFound)
    if (!readable(cycle)) return reply(status.securityStatus)
    cycle.currentFile = id
    const asksForAll = command.le === 0x100 || command.le === 0x1_0000
    if (command.le > capacity && behaviour.overlongRead === 'refused' && !asksForAll)
      return reply(status.wrongLength)
    return readPart(file, wanted, command.le, capacity, behaviour.endOfFile)
  }

  function giveChallenge(cycle: PowerCycle, { p1, p2, data, le }: Command): Reply {
    if (p1 !== 0 || p2 !== 0) return reply(status.wrongParameters)
    if (data.length > 0 || le === null || (le !== 8 && le !== 0x100)) return reply(status.wrongLength)
    cycle.challenge = random(8)
    return reply(status.ok, cycle.challenge)
  }

  function basicAccess(
    cycle: PowerCycle,
    { p1, p2, data, le }: Command,
    challenge: Uint8Array | null,
  ): Reply {
    if (!image.basicAccess || !cycle.inApplication || !challenge) return reply(status.conditions)
    if (p1 !== 0 || p2 !== 0) return reply(status.wrongParameters)
    if (le !== null && le < 40) return reply(status.wrongLength)
    const agreement = agreeBasicAccess(image.mrzInformation, challenge, data, random)
    if (agreement.session) cycle.session = agreement.session
    return agreement.reply
  }

  function setSecurityEnvironment(cycle: PowerCycle, { p1, p2, data }: Command): Reply {
    cycle.run = null
    const objects = readObjects(data)
    if (!objects) return reply(status.wrongData)
    const { pace, chipAuthentication } = image
    if (p1 === 0xc1 && p2 === 0xa4 && pace.length > 0)
      return begin(cycle, startPace(objects, pace, image, random))
    if (p1 !== 0x41 || !chipAuthentication) return reply(status.functionNotSupported)
    if (!cycle.session || !cycle.inApplication) return reply(status.securityStatus)
    if (p2 === 0xa4) return begin(cycle, startChipAuthentication(objects, chipAuthentication))
    if (p2 !== 0xa6) return reply(status.functionNotSupported)
    const session = agreeByKeyAgreementTemplate(objects, chipAuthentication)
    if (typeof session === 'number') return reply(session)
    cycle.session = session
    return reply(status.ok)
  }

  function begin(cycle: PowerCycle, run: ProtocolRun | number): Reply {
    if (typeof run === 'number') return reply(run)
    cycle.run = run
    return reply(status.ok)
  }

  function generalAuthenticate(cycle: PowerCycle, { cla, p1, p2, data }: Command): Reply {
    const { run } = cycle
    cycle.run = null
    if (!run) return reply(status.conditions)
    if (p1 !== 0 || p2 !== 0) return reply(status.wrongParameters)
    const [outer, ...others] = readObjects(data) ?? []
    const objects = outer?.tag === 0x7c && others.length === 0 ? readObjects(outer.value) : null
    if (!objects) return reply(status.wrongData)
    const step = run.answer(objects, cla === 0x00)
    if (!step.over) cycle.run = run
    if (step.session) cycle.session = step.session
    return step.reply
  }

  function internalAuthenticate(cycle: PowerCycle, { p1, p2, data, le }: Command): Reply {
    if (!image.activeAuthentication) return reply(status.instruction)
    if (!cycle.session || !cycle.inApplication) return reply(status.securityStatus)
    if (p1 !== 0 || p2 !== 0) return reply(status.wrongParameters)
    if (data.length !== 8 || le === null) return reply(status.wrongLength)
    return reply(status.ok, signChallenge(image.activeAuthentication, data, random))
  }

  function filesOf(cycle: PowerCycle): Files {
    return cycle.inApplication ? image.applicationFiles : image.masterFiles
  }

  /** The master file's own files are free; those of the application want a session. */
  function readable(cycle: PowerCycle): boolean {
    return !cycle.inApplication || cycle.session !== null
  }
}

/** An answer that does not fit is no answer. */
function fitted(answer: Reply, capacity: number): Reply {
  return answer.data.length > capacity ? reply(status.wrongLength) : answer
}
