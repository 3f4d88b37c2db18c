import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hasVoice, voiceFiles } from './voice-files.ts'

const origin = 'passonly://citizen'
const folders = ['/hall', '/build']

it('speaks where the build brought sentences, and nowhere else', () => {
  const screens = mkdtempSync(join(tmpdir(), 'screens-'))
  try {
    expect(hasVoice(screens)).toBe(false)
    mkdirSync(join(screens, 'voice'))
    expect(hasVoice(screens)).toBe(true)
  } finally {
    rmSync(screens, { recursive: true })
  }
})

it('looks for a clip where the hall keeps its own, then in the build', () => {
  expect(voiceFiles(folders, origin, `${origin}/voice/zh-Hant/0123456789abcdef.opus`)).toEqual([
    '/hall/zh-Hant/0123456789abcdef.opus',
    '/build/zh-Hant/0123456789abcdef.opus',
  ])
})

it.each([
  'passonly://secure-entry/voice/en/0123456789abcdef.opus',
  'https://citizen/voice/en/0123456789abcdef.opus',
  `${origin}/voice/fr/0123456789abcdef.opus`,
  `${origin}/voice/en/0123456789ABCDEF.opus`,
  `${origin}/voice/en/0123456789abcde.opus`,
  `${origin}/voice/en/0123456789abcdef.ogg`,
  `${origin}/voice/en/%2e%2e%2f0123456789abcdef.opus`,
  `${origin}/voice/en/../../../etc/passwd`,
  `${origin}/x/voice/en/0123456789abcdef.opus`,
  'no address',
])('finds nothing at %s', (address) => {
  expect(voiceFiles(folders, origin, address)).toEqual([])
})
