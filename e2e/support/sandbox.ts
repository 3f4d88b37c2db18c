import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import {
  benchStateSchema,
  type DocumentFaultsGiven,
  type Faults,
  type Scan,
  type ScannerFaultsGiven,
  sentSchema,
} from '../../sandbox/bench/api.ts'
import type { CardId } from '../../sandbox/bench/card-ids.ts'
import type { ChipProfileId } from '../../sandbox/bench/chips/profile-ids.ts'
import type { IncidentKind } from '../../sandbox/platform/store/incidents.ts'
import type { SceneId } from '../../sandbox/scenes/scene-ids.ts'
import { codeReplySchema, dynamicCodeReplySchema } from '../../sandbox/wallet/api.ts'
import { type SandboxReady, sandboxReadySchema } from '../../src/shared/sandbox-ready.ts'
import { root } from '../../tools/lib/paths.mjs'
import { within } from './within.ts'

/** Longest time (ms) for a start, and for an answer. */
const longestStart = 30_000
const longestAnswer = 20_000

/** Asks one of the sandbox's servers for JSON; a body makes it a POST. */
async function ask<Schema extends z.ZodType>(
  address: string,
  schema: Schema,
  body?: unknown,
): Promise<z.infer<Schema>> {
  const reply = await fetch(
    address,
    body === undefined
      ? { signal: AbortSignal.timeout(longestAnswer) }
      : {
          signal: AbortSignal.timeout(longestAnswer),
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  )
  if (!reply.ok) throw new Error(`${new URL(address).pathname}: ${reply.status} ${await reply.text()}`)
  return schema.parse(await reply.json())
}

/** The device bench: what a hand does with a scanner and a card reader. */
export class Bench {
  readonly #address: string

  constructor(address: string) {
    this.#address = address
  }

  state() {
    return ask(`${this.#address}/api/state`, benchStateSchema)
  }

  /** Makes the scanner read one code; tells how many reports went to how many device hosts. */
  scan(scan: Scan) {
    return ask(`${this.#address}/api/scan`, sentSchema, scan)
  }

  /** The same, cut off after the first reports. */
  scanPart(scan: Scan & { readonly reports?: number }) {
    return ask(`${this.#address}/api/scan-partial`, sentSchema, scan)
  }

  /** One report as it stands, well formed or not. */
  report(bytes: Uint8Array) {
    return ask(`${this.#address}/api/report`, sentSchema, { base64: Buffer.from(bytes).toString('base64') })
  }

  plug(layout?: Scan['layout']) {
    return ask(`${this.#address}/api/plug`, anything, layout === undefined ? {} : { layout })
  }

  unplug() {
    return ask(`${this.#address}/api/unplug`, anything, {})
  }

  /** What is wrong with the scanner from now on; what is not named is as it should be. */
  setScannerFaults(faults: ScannerFaultsGiven) {
    return ask(`${this.#address}/api/scanner/faults`, anything, faults)
  }

  /** Lays a card on the reader; one that lies there already is taken away first. */
  layCard(card: CardId) {
    return ask(`${this.#address}/api/card/lay`, anything, { card })
  }

  liftCard() {
    return ask(`${this.#address}/api/card/lift`, anything, {})
  }

  plugReader() {
    return ask(`${this.#address}/api/sam/plug`, anything, {})
  }

  unplugReader() {
    return ask(`${this.#address}/api/sam/unplug`, anything, {})
  }

  /** What is wrong with the card reader from now on; what is not named is as it should be. */
  setReaderFaults(faults: Faults) {
    return ask(`${this.#address}/api/sam/faults`, anything, faults)
  }

  /** Lays a travel document down, and is done when it lies there; one that lies there already is taken away first. */
  layDocument(document: ChipProfileId) {
    return ask(`${this.#address}/api/document/lay`, anything, { document })
  }

  liftDocument() {
    return ask(`${this.#address}/api/document/lift`, anything, {})
  }

  plugDocumentReader() {
    return ask(`${this.#address}/api/document/plug`, anything, {})
  }

  unplugDocumentReader() {
    return ask(`${this.#address}/api/document/unplug`, anything, {})
  }

  /** What is wrong with travel documents from now on; what is not named is as it should be. */
  setDocumentFaults(faults: DocumentFaultsGiven) {
    return ask(`${this.#address}/api/document/faults`, anything, faults)
  }

  /** Carries documents to a PC/SC service's virtual driver (vpcd) as well, or to none any more. */
  carryDocuments(port: number | null) {
    return ask(`${this.#address}/api/document/vpcd`, anything, { port })
  }

  /** Sets the platform's clock this far from the machine's. */
  setClock(offsetMs: number) {
    return ask(`${this.#address}/api/clock`, anything, { offsetMs })
  }

  /** Tells every citizen's phone of an incident. */
  declareIncident(kind: IncidentKind) {
    return ask(`${this.#address}/api/incident`, anything, { kind })
  }

  setPlatformUp(up: boolean) {
    return ask(`${this.#address}/api/platform`, anything, { up })
  }
}

/** An answer of which nothing is expected but that it came. */
const anything = z.object({})

export interface Sandbox {
  readonly ready: SandboxReady
  readonly bench: Bench
  /** A new 网证 code for a citizen's phone, as `POST /api/codes` gives it. */
  newCode(citizen?: string): Promise<string>
  /** The 8 digits that a citizen's phone shows for this terminal, as `POST /api/dynamic-codes` gives them. */
  newDynamicCode(terminal: string, citizen?: string): Promise<string>
  /** Sets a scene up; the terminal of another one has to give way to its own. */
  setStage(scene: SceneId): Promise<void>
  /** The code that the next terminal enrols with. */
  enrolmentCode(): Promise<string>
  stop(): Promise<void>
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new TypeError('the sandbox was started without its output')
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the sandbox ended with code ${code}`)))
  })
}

/** Starts the built sandbox on ports of its own, with everything it keeps in `folder`. @param options further ones */
export async function startSandbox(folder: string, options: readonly string[] = []): Promise<Sandbox> {
  const child = spawn(
    process.execPath,
    [join(root, 'out', 'sandbox', 'main.js'), '--folder', folder, '--unlimited', ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const line = await within(longestStart, 'the sandbox’s first line', firstLine(child)).catch(
    (error: unknown) => {
      child.kill('SIGKILL')
      throw error
    },
  )
  const ready = sandboxReadySchema.parse(JSON.parse(line))
  const bench = new Bench(new URL(ready.bench).origin)
  return {
    ready,
    bench,
    newCode: async (citizen = 'test-1') => {
      const { code } = await ask(`${new URL(ready.wallet).origin}/api/codes`, codeReplySchema, { citizen })
      return code
    },
    newDynamicCode: async (terminal, citizen = 'test-1') => {
      const address = `${new URL(ready.wallet).origin}/api/dynamic-codes`
      return (await ask(address, dynamicCodeReplySchema, { citizen, terminal })).code
    },
    setStage: async (scene) => {
      await ask(new URL('/api/stage', ready.fourSides).href, z.unknown(), { scene })
    },
    enrolmentCode: async () => (await bench.state()).enrolmentCode,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
