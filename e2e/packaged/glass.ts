import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import { startDisplay } from '../../tools/lib/display.mjs'

const run = promisify(execFile)

export interface Point {
  readonly x: number
  readonly y: number
}

/** A display of a terminal's size, looked at and touched from outside of what draws on it. */
export interface Glass {
  readonly environment: Readonly<Record<string, string>>
  picture(): Picture
  touch(point: Point): Promise<void>
  close(): Promise<void>
}

export async function openGlass(): Promise<Glass> {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-glass-'))
  const display = await startDisplay({ always: true, size: '1080x1920', folder })
  return {
    environment: display.environment,
    picture: () => new Picture(readFileSync(join(folder, 'Xvfb_screen0'))),
    touch: async ({ x, y }) => {
      const at = [String(Math.round(x)), String(Math.round(y))]
      await run('xdotool', ['mousemove', ...at, 'click', '1'], {
        env: { ...process.env, ...display.environment },
      })
    },
    close: async () => {
      await display.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What stood on the glass at one moment: an X window dump of 32 bits a pixel, least significant octet first. */
export class Picture {
  readonly width: number
  readonly height: number
  /** Octets of one row. */
  readonly #stride: number
  /** Blue, green, red and an octet that says nothing, for each pixel. */
  readonly #pixels: Buffer

  constructor(dump: Buffer) {
    const word = (index: number) => dump.readUInt32BE(index * 4)
    const coloursBegin = word(0)
    const colourLength = 12
    this.width = word(4)
    this.height = word(5)
    this.#stride = word(12)
    this.#pixels = dump.subarray(coloursBegin + word(19) * colourLength)
  }

  /** Red, green and blue, as CSS writes them. */
  at({ x, y }: Point): string {
    const offset = Math.round(y) * this.#stride + Math.round(x) * 4
    return `#${this.#pixels.readUIntLE(offset, 3).toString(16).padStart(6, '0')}`
  }

  /** How many of its pixels have each colour. */
  colours(): ReadonlyMap<string, number> {
    const found = new Map<string, number>()
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        const colour = this.at({ x, y })
        found.set(colour, (found.get(colour) ?? 0) + 1)
      }
    }
    return found
  }

  /** The pixels of some rows, to be compared with those of another picture. */
  rows(from: number, to: number): Buffer {
    return this.#pixels.subarray(Math.round(from) * this.#stride, Math.round(to) * this.#stride)
  }

  /** Writes it as a PNG file, for people. */
  save(path: string): void {
    const header = Buffer.alloc(13)
    header.writeUInt32BE(this.width, 0)
    header.writeUInt32BE(this.height, 4)
    // Eight bits for each of three colours.
    header.set([8, 2, 0, 0, 0], 8)
    const lines = Buffer.alloc(this.height * (1 + this.width * 3))
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        const from = y * this.#stride + x * 4
        lines.writeUIntBE(this.#pixels.readUIntLE(from, 3), y * (1 + this.width * 3) + 1 + x * 3, 3)
      }
    }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(
      path,
      Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        chunk('IHDR', header),
        chunk('IDAT', deflateSync(lines)),
        chunk('IEND', Buffer.alloc(0)),
      ]),
    )
  }
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
