import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { problems } from '../../shared/hall-api/contract.ts'
import { hallCheckEnds } from '../../shared/hall-api/hall-api-events.ts'
import { closeHalls, openHall, queueToken } from './hall-api-fixture.ts'
import { openApi } from './openapi.ts'

const page = readFileSync(new URL('../../../docs/hall-api.md', import.meta.url), 'utf8')
const [, sample = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? []

const folder = mkdtempSync(join(tmpdir(), 'passonly-sample-'))
afterEach(closeHalls)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The sample, saved and started as the page says. */
function runSample(port: number, args: readonly string[]) {
  const file = join(folder, 'check.mjs')
  writeFileSync(file, sample)
  const environment = { PASSONLY_TOKEN: queueToken, PASSONLY_PORT: String(port) }
  const child = spawn(execPath, [file, ...args], { env: environment })
  let output = ''
  let complaint = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (complaint += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { ended, output: () => output, complaint: () => complaint }
}

describe('docs/hall-api.md', () => {
  it('has a sample of sixty lines at most, which learns pass and the receipt number when it is pasted', async () => {
    expect(sample.trimEnd().split('\n').length).toBeLessThanOrEqual(60)
    const { api, play, toPresent, answer } = await openHall()
    play.journey.act({ type: 'start' })
    const run = runSample(api.port(), ['card'])
    await vi.waitFor(
      () => {
        expect(run.complaint()).toBe('somebody is at the terminal\n')
      },
      { timeout: 10_000 },
    )
    play.journey.act({ type: 'cancel' })
    await vi.waitFor(toPresent, { timeout: 10_000 })
    const receiptNo = await answer('pass', () => new Promise((resolve) => setImmediate(resolve)))
    expect(await run.ended).toBe(0)
    expect(run.output()).toBe(`pass ${receiptNo}\n`)
  })

  it('names every refusal with its status, every state and every address', () => {
    for (const [code, { status }] of Object.entries(problems))
      expect(page).toMatch(new RegExp(String.raw`\| ${status} +\| \`${code}\` `))
    for (const state of ['in-progress', ...hallCheckEnds]) expect(page).toContain(`| \`${state}\` `)
    const { paths } = z.object({ paths: z.looseObject({}) }).parse(openApi())
    for (const path of Object.keys(paths)) expect(page).toContain(` ${path} `)
  })
})
