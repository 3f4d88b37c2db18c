import { describe, expect, test } from 'vitest'
import { toHex } from '../../src/shared/gm/bytes.ts'
import { hex } from './bytes.fake.ts'
import { files } from './files.ts'
import type { Channel } from './link.ts'
import { readFile, unreadFile } from './read-file.ts'
import { firstManner } from './reading-manner.ts'
import { scriptedChip } from './scripted-chip.fake.ts'

const { cardAccess, dg1 } = files
const byShortId = '00b0810000'
const select = ['00a4020c020101', '9000'] as const

async function read(file: typeof cardAccess | typeof dg1, ...script: readonly (readonly [string, string])[]) {
  const chip = scriptedChip(...script)
  const bytes = await readFile(chip.link, file, unreadFile(), firstManner(false))
  expect(chip.left).toEqual([])
  return bytes && toHex(bytes)
}

describe('a file', () => {
  test('is read in one command when it fits', async () => {
    expect(await read(dg1, [byShortId, '6103 414243 6282'])).toBe('6103414243')
    expect(await read(dg1, [byShortId, '6103 414243 9000'])).toBe('6103414243')
  })

  test('ends where it says, whatever is behind it', async () => {
    expect(await read(dg1, [byShortId, '6101 41 ffff 9000'])).toBe('610141')
  })

  test('is read on from where an answer ended, no more being asked for than is left', async () => {
    const rest = '4142434445464748'
    const script = [
      [byShortId, `6108 ${rest.slice(0, 4)} 9000`],
      ['00b0000404', `${rest.slice(4, 12)} 9000`],
      ['00b0000802', `${rest.slice(12)} 9000`],
    ] as const
    expect(await read(dg1, ...script)).toBe(`6108${rest}`)
  })

  test('is selected when the chip has no short identifiers', async () => {
    const head = ['00b0000000', '610141 6282'] as const
    expect(await read(dg1, [byShortId, '6a86'], select, head)).toBe('610141')
    expect(await read(dg1, [byShortId, '6a82'], select, head)).toBe('610141')
  })

  test('is not there when the chip says so: at once if it is optional, else when it is selected', async () => {
    expect(await read(cardAccess, ['00b09c0000', '6a82'])).toBeUndefined()
    expect(await read(dg1, [byShortId, '6a82'], [select[0], '6a82'])).toBeUndefined()
    expect(await read(dg1, [byShortId, '6a82'], [select[0], '6a81'])).toBeUndefined()
  })

  test.each([
    ['is another file', '6001419000'],
    ['ends before it says', '6108414243446282'],
    ['has no length', '619000'],
    ['has an indefinite length', '618041420000 9000'],
  ])('is refused when it %s', async (_what, answer) => {
    await expect(read(dg1, [byShortId, answer])).rejects.toMatchObject({ reason: 'unreadable' })
  })

  test.each([
    ['is more than was asked for', 0, '6104 41424344 ffff'],
    ['is of another file', 0, '6003414243'],
    ['beyond its first 32 KiB is in no data object', 0x8000, '5404 41424344'],
  ])('leaves nothing of what it holds where an answer %s', async (_what, from, answer) => {
    const data = hex(answer)
    const channel: Channel = {
      mostData: 5,
      send: async ({ ins }) => ({ data: ins === 0xa4 ? new Uint8Array() : data, status: 0x9000 }),
    }
    const part = from === 0 ? unreadFile() : { bytes: new Uint8Array(0x9000), read: from }
    const reading = readFile(channel, files.dg2, part, firstManner(false))
    await expect(reading).rejects.toMatchObject({ reason: 'unreadable' })
    expect(data).toEqual(new Uint8Array(data.length))
  })

  test('is refused for good when it is longer than such a file may be', async () => {
    const reading = read(dg1, [byShortId, '618201009000'])
    await expect(reading).rejects.toMatchObject({ reason: 'not-a-travel-document' })
  })

  test('is refused when the chip gives more than it was asked for', async () => {
    const reading = read(dg1, [byShortId, '6108 41424344 9000'], ['00b0000604', '4546474849 9000'])
    await expect(reading).rejects.toMatchObject({ reason: 'unreadable' })
  })

  test('is given up when the chip refuses to read it in any way', async () => {
    const { link } = scriptedChip()
    const any = { ...link, mostData: 231, send: async () => ({ data: new Uint8Array(), status: 0x6982 }) }
    const selecting = {
      ...any,
      send: async ({ ins }: { readonly ins: number }) => ({
        data: new Uint8Array(),
        status: ins === 0xa4 ? 0x9000 : 0x6982,
      }),
    }
    for (const channel of [any, selecting]) {
      const reading = readFile(channel, dg1, unreadFile(), firstManner(true))
      await expect(reading).rejects.toMatchObject({ reason: 'unreadable' })
    }
  })
})
