import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportCommand } from './export-command.ts'
import { type RunningPlatform, runPlatform, walletCode } from './platform/platform.fake.ts'
import { checkRequest, post, signed } from './platform/terminal.fake.ts'

let running: RunningPlatform
let apart: string

beforeEach(async () => {
  running = await runPlatform()
  apart = await mkdtemp(path.join(tmpdir(), 'audit-'))
})
afterEach(async () => {
  await running.end()
  await rm(apart, { recursive: true })
})

const networkNumber = () => running.platform.store.citizens.find('test-1')?.networkNumber ?? ''
const headFile = () => path.join(apart, 'head')
const records = () => running.platform.store.exportAudit.all()

function run(head: string | null, asked: Readonly<Record<string, string>> = {}) {
  const options = {
    folder: running.folder,
    ...(head !== null && { 'audit-head': head }),
    authority: '990000',
    instrument: 'TEST-2026-1',
    'network-number': networkNumber(),
    ...asked,
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  return exportCommand(args, running.clock)
}

describe('a platform as it is opened', () => {
  test('exports nothing, and keeps no record that it was asked', () => {
    const asked = { authority: '990000', instrument: 'TEST-2026-1', networkNumber: networkNumber() }
    expect(running.platform.citizens.exportLawfully(asked)).toEqual({ refused: 'off' })
    expect(records()).toEqual([])
  })
})

describe('the operator’s command', () => {
  test('is off unless the audit’s head has a place', async () => {
    expect(await run(null)).toEqual({ exitCode: 2, line: '{"refused":"off"}' })
    expect(records()).toEqual([])
  })

  test('has no place for the head beside the database', async () => {
    await expect(run(path.join(running.folder, 'head'))).rejects.toThrow('apart')
    await expect(run(path.join(running.folder, '..head'))).rejects.toThrow('apart')
    const link = path.join(apart, 'link')
    await symlink(running.folder, link)
    await expect(run(path.join(link, 'head'))).rejects.toThrow('apart')
    expect(records()).toEqual([])
  })

  test('leaves no record without its head: there is none where the head’s folder is missing', async () => {
    await expect(run(path.join(apart, 'missing', 'head'))).rejects.toThrow('ENOENT')
    expect(records()).toEqual([])
    expect((await run(headFile())).exitCode).toBe(0)
  })

  test('gives identity and checks while the platform runs, and each use leaves a record', async () => {
    const { url, terminal, clock } = running
    await post(url, signed(terminal, checkRequest(terminal, walletCode(running), clock.now())))
    const { exitCode, line } = await run(headFile())
    expect(exitCode).toBe(0)
    expect(JSON.parse(line)).toMatchObject({
      name: '测试一',
      documentKind: 'resident-identity-card',
      checks: [{ verdict: 'pass' }],
    })
    expect((await run(headFile(), { 'network-number': '0'.repeat(20) })).line).toBe('{"refused":"unknown"}')
    expect(records()).toHaveLength(2)
    expect(JSON.parse(await readFile(headFile(), 'utf8'))).toMatchObject({ sequence: 2 })
  })

  test('gives nothing once the head is another', async () => {
    await run(headFile())
    await rm(headFile())
    expect(await run(headFile())).toEqual({ exitCode: 2, line: '{"refused":"audit-broken"}' })
  })

  test.each<[string, Record<string, string>]>([
    ['without a legal instrument', { instrument: '' }],
    ['for a name instead of a number', { 'network-number': '测试一' }],
  ])('is refused %s', async (_what, asked) => {
    expect((await run(headFile(), asked)).line).toBe('{"refused":"malformed"}')
  })

  test('makes no sandbox where there is none', async () => {
    await expect(run(headFile(), { folder: path.join(apart, 'nothing') })).rejects.toThrow('ENOENT')
  })
})
