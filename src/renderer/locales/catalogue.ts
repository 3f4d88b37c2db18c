import type { InEveryLanguage } from './in-every-language.ts'

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')

const zhCN = {
  previous: '上一页',
  next: '下一页',
  page: (at: number, of: number): string => `第 ${at} 页，共 ${of} 页`,
  lookUp: '按拼音查找',
  /** While letters are chosen. */
  lookUpHelp: '点每个字拼音的首字母，如“社保卡”点 S、B、K',
  keys: '拼音首字母',
  letters,
  erase: '删除',
  found: (count: number): string => `找到 ${count} 项`,
  all: '看全部事项',
}

/** The hall's services, where they do not all stand on one screen. */
export type CatalogueTexts = typeof zhCN

export const catalogue: InEveryLanguage<CatalogueTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    previous: '上一頁',
    next: '下一頁',
    page: (at, of) => `第 ${at} 頁，共 ${of} 頁`,
    lookUp: '按拼音查找',
    lookUpHelp: '點每個字普通話拼音的首字母，如「社保卡」點 S、B、K',
    keys: '拼音首字母',
    letters,
    erase: '刪除',
    found: (count) => `找到 ${count} 項`,
    all: '看全部事項',
  },
  en: {
    previous: 'Previous',
    next: 'Next',
    page: (at, of) => `Page ${at} of ${of}`,
    lookUp: 'Find by letters',
    lookUpHelp: 'Touch the first letters of any word in the name',
    keys: 'Letters',
    letters,
    erase: 'Erase',
    found: (count) => (count === 1 ? '1 service' : `${count} services`),
    all: 'Show all',
  },
}
