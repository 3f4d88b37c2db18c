import { env } from 'node:process'
import { type Card, CardDisposition, CardMode, Client, ReaderStatus } from 'pcsc-mini'
import { systemClock } from '../../drivers/clock.ts'
import { openDocumentReaders } from '../../drivers/emrtd/document-readers.ts'
import { readTravelDocument } from '../../drivers/emrtd/reader.ts'
import { type TrustStore, trustStore } from '../../drivers/emrtd/trust-store.ts'
import { openPcscReaders } from '../../drivers/pcsc/pcsc-readers.ts'
import { type TestPcscd, testPcscd } from '../../drivers/pcsc/pcscd.fake.ts'
import { cipherSuites } from '../../sandbox/bench/chips/block-ciphers.ts'
import { openDocumentOffice } from '../../sandbox/bench/chips/document-office.ts'
import { authorityIds, chipProfiles } from '../../sandbox/bench/chips/profiles.ts'
import { fileId } from '../../sandbox/bench/chips/file-system.ts'
import { seededRandom } from '../../sandbox/bench/chips/random.fake.ts'
import type { TravelDocument } from '../../sandbox/bench/chips/travel-document.ts'
import { type Figure, median } from '../measure/figures.ts'
import { type Exchange, layReplayedCard } from './replayed-card.ts'

/** Readings of each document, and bare loops of the same commands, in turn. */
const rounds = 31
/** Not counted: the first run before anything is compiled. */
const warmUp = 5

const genuine = ['chinese-passport', 'pace-brainpool', 'exit-entry-permit', 'slow-small-buffer'] as const

/** Draws the same in every reading, so that every reading sends the same commands. */
const drawnByReader = () => seededRandom('reader')

interface Recorded {
  readonly document: TravelDocument
  readonly exchanges: readonly Exchange[]
}

/** A reading without any service in between. */
async function readDirectly(
  { chip, zone, profile }: TravelDocument,
  trust: TrustStore,
  transmit: (command: Uint8Array) => Uint8Array,
): Promise<void> {
  const outcome = await readTravelDocument({
    card: { atr: chip.atr, transmit: async (command) => transmit(command) },
    relaid: () => Promise.reject(new TypeError('lifted')),
    key: { type: 'mrz', information: Buffer.from(zone.information, 'latin1') },
    trust,
    clock: systemClock,
    random: drawnByReader(),
  })
  if (outcome.type !== 'evidence') throw new TypeError(`${profile.name}: ${JSON.stringify(outcome)}`)
}

/** All that is said in one reading. */
async function record(document: TravelDocument, trust: TrustStore): Promise<Recorded> {
  const exchanges: Exchange[] = []
  const { chip } = document
  chip.powerOn()
  await readDirectly(document, trust, (command) => {
    const answer = chip.transmit(command)
    exchanges.push({ command: Uint8Array.from(command), answer: Uint8Array.from(answer) })
    return answer
  })
  return { document, exchanges }
}

/** Milliseconds that the reading takes when every answer is there at once: the software's own share. */
async function softwareShare({ document, exchanges }: Recorded, trust: TrustStore): Promise<number> {
  const answers = exchanges.map(({ answer }) => answer.slice()).values()
  const began = performance.now()
  await readDirectly(document, trust, () => answers.next().value ?? new Uint8Array(0))
  return performance.now() - began
}

/** The product's way: the document is armed for, its key is given, its evidence comes. */
function productReadings(trust: TrustStore) {
  let draw = drawnByReader()
  const waiting: (() => void)[] = []
  const state = { laid: false }
  const readers = openDocumentReaders(
    (onReaders) => openPcscReaders({ clock: systemClock }, { onReaders, onService: () => undefined }),
    { clock: systemClock, random: (length) => draw(length) },
    ([first]) => {
      state.laid = first?.state === 'ready'
      for (const wake of waiting.splice(0)) wake()
    },
  )
  return {
    ready: async () => {
      while (!state.laid) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    /** Milliseconds from the key to the evidence. */
    read: (information: Uint8Array) =>
      new Promise<number>((resolve, reject) => {
        draw = drawnByReader()
        const taking = readers.arm(
          {
            onFound: () => undefined,
            onLifted: () => undefined,
            onRefused: (reason) => {
              reject(new TypeError(reason))
            },
            onRead: () => {
              resolve(performance.now() - began)
            },
          },
          trust,
        )
        const began = performance.now()
        taking.giveKey(information)
      }),
    close: () => {
      readers.close()
    },
  }
}

/** The floor: the same commands, one after the other, by the package alone, to the same card by the same service. */
async function bareLoop() {
  const client = new Client()
  const card = await new Promise<Card>((resolve, reject) => {
    client.on('error', reject)
    client.on('reader', (reader) => {
      reader.on('change', (status) => {
        if (status.has(ReaderStatus.PRESENT)) reader.connect(CardMode.SHARED).then(resolve, reject)
      })
    })
    client.start()
  })
  const buffer = new ArrayBuffer(65_548)
  return {
    send: async (exchanges: readonly Exchange[]) => {
      // While another program has the card, the library looks every 100 ms whether it is free: not what is measured.
      const turn = await card.transaction()
      const began = performance.now()
      for (const { command } of exchanges) await card.transmit(command, buffer)
      const took = performance.now() - began
      await turn.end(CardDisposition.LEAVE)
      return took
    },
    close: async () => {
      await card.disconnect(CardDisposition.LEAVE)
      client.stop()
    },
  }
}

const readBinary: ReadonlySet<number | undefined> = new Set([0xb0, 0xb1])
const getResponse = 0xc0

/** Octets of file that one answer under secure messaging can carry (ICAO 9303-11, 9.8.6): data, status and check. */
function mostUnderSecureMessaging(most: number, block: number): number {
  const lengthOctets = most <= 0x80 ? 1 : most <= 0x100 ? 2 : 3
  const cryptogram = most - (1 + lengthOctets + 1) - 4 - 10
  return Math.floor(cryptogram / block) * block - 1
}

/**
 * The fewest commands in which this document can be read: those that read no file, and for each file as many as its octets
 * need in answers as long as the chip gives them.
 */
function fewestCommands({ document, exchanges }: Recorded): number {
  const { image, profile } = document
  const [pace] = profile.pace
  const messaging = pace?.cipher ?? '3DES'
  const block = cipherSuites[messaging].blockLength
  const most = mostUnderSecureMessaging(profile.behaviour.maximumReply, block)
  const signed = profile.chipAuthentication ? [0x010e] : [0x010f]
  const files = [fileId.security, 0x0101, ...signed].map((id) => image.applicationFiles.get(id)?.length ?? 0)
  // One to see whether the chip offers PACE.
  const reads = files.reduce((sum, length) => sum + Math.ceil(length / most), 1)
  return commandsOf(exchanges).filter(([, ins]) => !readBinary.has(ins)).length + reads
}

/** Without those that fetch what the chip had ready and could not give at once. */
function commandsOf(exchanges: readonly Exchange[]): readonly Uint8Array[] {
  return exchanges.map(({ command }) => command).filter(([, ins]) => ins !== getResponse)
}

async function timeFigures(
  pcscd: TestPcscd,
  recorded: Recorded,
  trust: TrustStore,
): Promise<readonly Figure[]> {
  const { document, exchanges } = recorded
  const takeAway = await layReplayedCard(pcscd.ports[0], document.chip.atr, exchanges)
  const product = productReadings(trust)
  const bare = await bareLoop()
  try {
    await product.ready()
    const information = Uint8Array.from(Buffer.from(document.zone.information, 'latin1'))
    const read: number[] = []
    const share: number[] = []
    const floor: number[] = []
    for (let round = -warmUp; round < rounds; round++) {
      const times = {
        read: await product.read(information),
        share: await softwareShare(recorded, trust),
        floor: await bare.send(exchanges),
      }
      if (round < 0) continue
      read.push(times.read)
      share.push(times.share)
      floor.push(times.floor)
    }
    const figure = (what: string, ours: readonly number[], bar: string): Figure => ({
      what: `${document.profile.name}: ${what}, median of ${rounds} (ms)`,
      ours: median(ours).toFixed(1),
      floor: median(floor).toFixed(1),
      ratio: median(ours) / median(floor),
      bar,
    })
    return [
      figure('read, from key to evidence', read, 'none'),
      figure("the software's share of it", share, '≤ 3'),
    ]
  } finally {
    product.close()
    await bare.close()
    await takeAway()
  }
}

function countFigure(recorded: Recorded): Figure {
  const ours = commandsOf(recorded.exchanges).length
  const floor = fewestCommands(recorded)
  const sent = recorded.exchanges.length
  const fetching = sent > ours ? `; ${sent} with GET RESPONSE` : ''
  return {
    what: `${recorded.document.profile.name}: commands (APDU${fetching})`,
    ours: String(ours),
    floor: String(floor),
    ratio: ours / floor,
    bar: '1',
  }
}

/** Each kind of travel document, read by way of a real PC/SC service from a card that takes no time to think. */
export async function documentFigures(take: (figure: Figure) => void): Promise<void> {
  const office = openDocumentOffice(new Date(), seededRandom('office'))
  const trust = trustStore(authorityIds.map((id) => office.root(id)))
  const pcscd = await testPcscd()
  env['PCSCLITE_CSOCK_NAME'] = pcscd.socket
  try {
    for (const id of genuine) {
      const recorded = await record(office.issue(chipProfiles[id]), trust)
      take(countFigure(recorded))
      // A service of its own for each: what one left behind is not the next one's.
      await pcscd.start()
      for (const figure of await timeFigures(pcscd, recorded, trust)) take(figure)
      await pcscd.kill()
    }
  } finally {
    await pcscd.close()
  }
}
