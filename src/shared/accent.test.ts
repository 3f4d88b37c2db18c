import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accentTones, contrastOf, contrastOnPaper, leastContrast, paper } from './accent.ts'

const tokens = readFileSync(new URL('../renderer/ui/tokens.css', import.meta.url), 'utf8')
const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(tokens)?.[1] ?? 'none'

describe('the contrast of two colours', () => {
  it('is that of WCAG, whichever comes first', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#ffffff', '#000000')).toBeCloseTo(21, 5)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
    expect(contrastOf('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2)
    expect(contrastOf('#1b4f9c', '#1b4f9c')).toBe(1)
  })
})

describe('a hall’s own colour', () => {
  it('is measured on the paper that the screens have', () => {
    expect(paper.ground).toBe(token('ground'))
    expect([token('surface'), token('on-act')]).toEqual([paper.white, paper.white])
  })

  it('is measured on whatever its words stand on', () => {
    // Well enough on white, but not on the paper, which is darker.
    expect(contrastOf('#767676', paper.white)).toBeGreaterThan(leastContrast)
    expect(contrastOnPaper('#767676')).toBeLessThan(leastContrast)
    expect(contrastOnPaper(token('act'))).toBeGreaterThan(leastContrast)
  })

  it('becomes darker where it is pressed, and pale where it is a ground', () => {
    expect(accentTones('#804020')).toEqual({ act: '#804020', pressed: '#603018', soft: '#f2ece9' })
    expect(accentTones('#000000')).toEqual({ act: '#000000', pressed: '#000000', soft: '#e6e6e6' })
  })
})
