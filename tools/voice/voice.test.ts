import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { languages } from '../../src/shared/journey-view.ts'
import { placesOf } from '../voice.mjs'
import { canSpeak } from './can-speak.mjs'
import { goesOn, spokenAs } from './pronunciation.mjs'
import { clipPath, clipsOfDemo, clipsOfHall, clipsOfScreens } from './script.ts'

const mandarin = (text: string, language = 'zh-CN') => spokenAs({ language, text }).words

it('reads hanzi with several readings as their phrase decides', () => {
  expect(mandarin('重庆长者')).toBe('chong2 qing4 zhang3 zhe3')
  expect(mandarin('请您了解')).toBe('qing3 nin2 liao3 jie3')
  expect(mandarin('您还在吗？')).toBe('nin2 hai2 zai4 ma5 ？')
  expect(mandarin('还有，还是')).toBe('hai2 you3 ， hai2 shi4')
})

it('reads traditional characters as it reads simplified ones', () => {
  expect(mandarin('重慶長者', 'zh-Hant')).toBe(mandarin('重庆长者'))
  expect(mandarin('還有', 'zh-Hant')).toBe(mandarin('还有'))
})

it('reads long numbers digit by digit, short ones as numbers, and names as they are', () => {
  expect(mandarin('1974 年 8 月')).toBe('1 9 7 4 nian2 8 yue4')
  expect(mandarin('未满 14 周岁')).toContain(' 14 ')
  expect(mandarin('打开 App')).toBe('da3 kai1 App')
  expect(spokenAs({ language: 'en', text: 'Enter 740812' }).words).toBe('Enter 7 4 0 8 1 2')
})

it('speaks no quotation mark and no ellipsis', () => {
  expect(mandarin('办理“…')).toBe('ban4 li3')
  expect(mandarin('…」了', 'zh-Hant')).toBe('le5')
})

it('knows where a sentence goes on in another clip', () => {
  expect(goesOn({ text: '请到 …' })).toBe(true)
  expect(goesOn({ text: '… 号窗口' })).toBe(false)
})

it('has every sentence of the screens in every language, none with nothing to say', () => {
  const clips = clipsOfScreens()
  expect(new Set(clips.map(({ language }) => language))).toEqual(new Set(languages))
  expect(clips.filter((clip) => !/[a-z0-9]/i.test(spokenAs(clip).words))).toEqual([])
})

it('finds the words of a hall wherever they stand in its configuration', () => {
  const config = {
    hall: { name: { 'zh-CN': '甲', 'zh-Hant': '乙', en: 'C' }, window: '3' },
    notice: { points: [{ title: { 'zh-CN': '丙\n丁', 'zh-Hant': '乙', en: 'C' } }] },
    languages: ['zh-CN', 'en'],
  }
  expect(clipsOfHall(config)).toEqual([
    { language: 'zh-CN', text: '甲' },
    { language: 'zh-Hant', text: '乙' },
    { language: 'en', text: 'C' },
    { language: 'zh-CN', text: '丙丁' },
  ])
  expect(clipsOfHall(null)).toEqual([])
  expect(clipsOfHall({ hall: 'x' })).toEqual([])
})

it('has no words of an invented hall among those of the screens', () => {
  const own = new Set(clipsOfScreens().map(clipPath))
  expect(clipsOfDemo().filter((clip) => own.has(clipPath(clip)))).toEqual([])
  expect(clipsOfDemo().length).toBeGreaterThan(0)
})

it('refuses two clips with one name', () => {
  const clips = ['一', '二'].map((text) => ({ language: 'zh-CN', text }) as const)
  expect(placesOf(clips, clipPath).size).toBe(2)
  expect(placesOf([...clips, ...clips], clipPath).size).toBe(2)
  expect(() => placesOf(clips, () => 'zh-CN/0000000000000000.opus')).toThrow(/“二” and “一”/)
})

it('speaks only where both programs are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passonly-programs-'))
  try {
    expect(canSpeak({ PATH: folder })).toBe(false)
    writeFileSync(join(folder, 'espeak-ng'), '')
    expect(canSpeak({ PATH: folder })).toBe(false)
    writeFileSync(join(folder, 'opusenc'), '')
    expect(readdirSync(folder)).toHaveLength(2)
    expect(canSpeak({ PATH: `/nowhere:${folder}` })).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
