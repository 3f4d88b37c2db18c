import { describe, expect, test } from 'vitest'
import { relyingParties } from '../platform/relying-parties.ts'
import { sceneConfig } from './scene-config.ts'
import { sceneIds } from './scene-ids.ts'

const address = 'http://127.0.0.1:41001'
const awaits = { expected: 'A'.repeat(32) }

/** The least mode under each policy that somebody registered. */
const registered = new Map(
  Object.values(relyingParties).flatMap(({ customNumber, policies }) =>
    Object.entries(policies).map(([policy, { leastMode }]): [string, string] => [
      `${customNumber} ${policy}`,
      leastMode,
    ]),
  ),
)

describe.each(sceneIds)('the terminal of the scene %s', (scene) => {
  const { platform, methods, notice } = sceneConfig(scene, address, null)
  const modeOf = (policy: string | undefined) => registered.get(`${platform.customNumber} ${policy ?? ''}`)

  test('asks under policies that its relying party registered', () => {
    expect(modeOf(platform.policy)).toBe(platform.authMode)
    expect(modeOf(platform.cardPolicy)).toBe(methods.includes('identity-card') ? 'D01' : undefined)
    expect(modeOf(platform.documentPolicy)).toBe(methods.includes('travel-document') ? 'D02' : undefined)
  })

  test('says in its notice that it is a test, and keeps the window open', () => {
    expect(notice.handler['zh-CN']).toContain('测试')
    expect(methods).toContain('window')
  })
})

test('the exam’s terminal awaits the candidate, and the hall’s nobody', () => {
  expect(sceneConfig('exam', address, awaits).services.map((service) => service.awaits)).toEqual([awaits])
  expect(sceneConfig('hall', address, awaits).services.every((service) => service.awaits === undefined)).toBe(
    true,
  )
})
