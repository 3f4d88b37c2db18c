import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { terminalConfigSchema } from '../../src/shared/config.ts'
import { password } from '../platform/factors/presented.fake.ts'
import { Refusal } from '../platform/refusals.ts'
import { examCustomNumber } from '../platform/relying-parties.ts'
import { runParties, type RunningParties } from '../relying-party/relying-parties.fake.ts'
import { candidate, guest } from './set-stage.ts'
import { openStage, type Stage, type StageHands } from './stage.ts'

let running: RunningParties
let stage: StageHands
let changes: Stage[]

beforeEach(async () => {
  running = await runParties()
  changes = []
  stage = await openStage(
    {
      platform: platform(),
      examOffice: running.exam.party,
      hotel: running.hotel.party,
      platformUrl: running.platform.url,
      folder: running.platform.folder,
      terminalFolder: undefined,
      onChange: (changed) => changes.push(changed),
    },
    'hall',
  )
})
afterEach(async () => {
  vi.restoreAllMocks()
  await running.end()
})

const platform = () => running.platform.platform
const config = async () =>
  terminalConfigSchema.parse(JSON.parse(await readFile(stage.present.terminalConfig, 'utf8')))
const awaited = async () => (await config()).services.map(({ awaits }) => awaits)
const accounts = () => running.exam.party.store.accounts

describe('the exam', () => {
  test('awaits whom the exam office’s own database has, since the candidate came to its site', async () => {
    const pseudonym = platform().store.pseudonyms.of(examCustomNumber, candidate)
    expect(accounts().ofPerson(pseudonym)).toBeUndefined()
    expect(await stage.change('exam')).toBeNull()
    expect(accounts().ofPerson(pseudonym)).toMatchObject({ state: 'active' })
    expect(await awaited()).toEqual([{ expected: pseudonym }])
    expect(platform().store.checks.ofCitizen(candidate, 10)).toHaveLength(1)
  })

  test('is set up again with the account that is there', async () => {
    await stage.change('exam')
    const before = await awaited()
    const account = accounts().ofPerson(before[0]?.expected ?? '')
    await stage.change('exam-stand-in')
    expect(await awaited()).toEqual(before)
    expect(accounts().ofPerson(before[0]?.expected ?? '')?.number).toBe(account?.number)
  })

  test('lets its place at the site go where the phone does not approve', async () => {
    const refusing = vi.spyOn(platform(), 'openApproval').mockImplementation(() => {
      throw new Refusal('approval-ended')
    })
    for (let time = 0; time < 5; time++) expect(await stage.change('exam')).toBe('phone')
    refusing.mockRestore()
    expect(await stage.change('exam')).toBeNull()
  })

  test.each<[string, () => void | Promise<unknown>]>([
    ['suspended', () => void platform().citizens.suspend(candidate, candidate)],
    [
      'deleted',
      () => platform().citizens.delete({ citizen: candidate, by: candidate, presentations: [password()] }),
    ],
  ])('is not set up while the candidate’s credential is %s: everything is as it was', async (_what, act) => {
    await act()
    const before = [stage.present, await config()]
    expect(await stage.change('exam')).toBe('phone')
    expect([stage.present, await config()]).toEqual(before)
    expect(changes).toEqual([])
  })

  test('is not set up while the office does not reach the platform, and is afterwards', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'))
    expect(await stage.change('exam')).toBe('site')
    vi.restoreAllMocks()
    expect(await stage.change('exam')).toBeNull()
  })
})

test('the hotel’s guest has consented to what the hotel keeps, or the scene is not set up', async () => {
  expect(await stage.change('hotel')).toBeNull()
  const [awaits] = await awaited()
  const consent = platform().citizens.history(guest, guest, 10)?.consents[0]
  expect(awaits).toEqual({ retention: consent?.number })
  expect(consent?.fields).toEqual(running.hotel.party.site.keeps.fields)
  platform().citizens.suspend(guest, guest)
  expect(await stage.change('hotel')).toBe('phone')
})

test('of scenes that are chosen at the same time the last one stands', async () => {
  await Promise.all([stage.change('exam'), stage.change('museum')])
  expect(changes.map(({ scene }) => scene)).toEqual(['exam', 'museum'])
  expect(stage.present.scene).toBe('museum')
  expect((await config()).hall.name['zh-CN']).toBe('示例博物馆')
})
