import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hasVoice } from './voice-files.ts'

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
