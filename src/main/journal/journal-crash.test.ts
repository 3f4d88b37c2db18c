import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { verifyJournal } from './verify-journal.ts'

const writer = fileURLToPath(new URL('killed-writer.mjs', import.meta.url))

/** Lets the writer run until it acknowledged `count` records, kills it, and gives the last acknowledged number. */
async function writeAndKill(path: string, count: number): Promise<number> {
  const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  let first = 0
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
    first ||= Number.parseInt(text, 10)
    if (acknowledged(text) >= first + count) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return acknowledged(text)
}

/** The last number that was printed whole. */
function acknowledged(text: string): number {
  return Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1))
}

test('a writer killed while writing leaves a valid chain with every acknowledged record, and it can go on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-crash-'))
  const path = join(folder, 'journal.db')
  for (const count of [3, 40, 170]) {
    const last = await writeAndKill(path, count)
    const verification = verifyJournal(path)
    expect(verification.state).toBe('intact')
    expect(verification.state === 'intact' ? verification.records : 0).toBeGreaterThanOrEqual(last)
    expect(last).toBeGreaterThan(count)
  }
  rmSync(folder, { recursive: true })
}, 30_000)
