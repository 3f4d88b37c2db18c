import { describe, expect, it } from 'vitest'
import type { Piece, Reading } from './reading.ts'
import { nowhere, placeAfter, type Place } from './what-to-say.ts'

const piece = (words: string, language: Piece['language'] = 'zh-CN'): Piece => ({ words, language })
const reading = (...words: readonly string[]): Reading => ({
  pieces: words.map((text) => piece(text)),
  isDialog: false,
})
const dialog = (...words: readonly string[]): Reading => ({ ...reading(...words), isDialog: true })
const rest = (place: Place) => place.rest.map(({ words }) => words)
/** As if so many pieces had been said to their end. */
const said = (place: Place, count: number): Place => ({ ...place, rest: place.rest.slice(count) })

const card = reading('请放证件', '读卡区正在准备', '平放', '等出现再拿开')

it('reads a new screen from its title, whatever was left of the one before', () => {
  const before = placeAfter(nowhere, card)
  expect(rest(before)).toEqual(['请放证件', '读卡区正在准备', '平放', '等出现再拿开'])
  expect(rest(placeAfter(said(before, 1), reading('正在核验', '请稍等')))).toEqual(['正在核验', '请稍等'])
})

it('reads a screen anew in another language, whose title may be written alike', () => {
  const traditional: Reading = { pieces: [piece('核驗', 'zh-Hant')], isDialog: false }
  const simplified: Reading = { pieces: [piece('核驗', 'zh-CN')], isDialog: false }
  expect(placeAfter(said(placeAfter(nowhere, traditional), 1), simplified).rest).toEqual(simplified.pieces)
})

describe('where the title stays', () => {
  it('says what is new first, then what was not said yet', () => {
    const before = said(placeAfter(nowhere, card), 2)
    const now = reading('请放证件', '正在读取', '平放', '等出现再拿开')
    expect(rest(placeAfter(before, now))).toEqual(['正在读取', '平放', '等出现再拿开'])
  })

  it('lets the title be said to its end before what is new', () => {
    const now = reading('请放证件', '读卡区已就绪', '平放')
    expect(rest(placeAfter(placeAfter(nowhere, card), now))).toEqual(['请放证件', '读卡区已就绪', '平放'])
  })

  it('does not say what no longer stands there', () => {
    const before = said(placeAfter(nowhere, card), 1)
    expect(rest(placeAfter(before, reading('请放证件', '平放')))).toEqual(['平放'])
  })

  it('repeats nothing where nothing is new', () => {
    expect(rest(placeAfter(said(placeAfter(nowhere, card), 4), card))).toEqual([])
  })

  it('does not read out a count that runs down', () => {
    const before = said(placeAfter(nowhere, reading('还在吗', '20')), 2)
    expect(rest(placeAfter(before, reading('还在吗', '19')))).toEqual([])
  })
})

describe('a question over the screen', () => {
  const beneath = said(placeAfter(nowhere, card), 2)
  const asked = placeAfter(beneath, dialog('您还在吗？', '继续办理'))

  it('is read alone', () => {
    expect(rest(asked)).toEqual(['您还在吗？', '继续办理'])
  })

  it('gone, lets the screen go on where it was', () => {
    expect(rest(placeAfter(said(asked, 2), card))).toEqual(['平放', '等出现再拿开'])
    expect(placeAfter(asked, card).beneath).toBeNull()
  })

  it('gone to another screen, lets that one be read from its title', () => {
    expect(rest(placeAfter(asked, reading('身份核验', '开始')))).toEqual(['身份核验', '开始'])
  })

  it('is not read again while it stands', () => {
    const later = placeAfter(said(asked, 1), dialog('您还在吗？', '继续办理'))
    expect(rest(later)).toEqual(['继续办理'])
    expect(rest(placeAfter(later, card))).toEqual(['平放', '等出现再拿开'])
  })
})
