import { createContext, useContext } from 'react'
import { chinaTimeZone } from '../../../web/page/china-time.ts'
import type { WalletLanguage } from '../languages.ts'
import { en } from './en.ts'
import { zhCN, type WalletTexts } from './zh-cn.ts'
import { zhHant } from './zh-hant.ts'

export const texts: Readonly<Record<WalletLanguage, WalletTexts>> = { 'zh-CN': zhCN, 'zh-Hant': zhHant, en }

export interface Spoken {
  readonly language: WalletLanguage
  readonly texts: WalletTexts
}

export const SpokenContext = createContext<Spoken>({ language: 'zh-CN', texts: zhCN })

/** The texts of the phone's language. */
export function useTexts(): WalletTexts {
  return useContext(SpokenContext).texts
}

/** A date and time as people in China read it, in the phone's language. @param at ms */
export function useMoment(): (at: number) => string {
  const { language } = useContext(SpokenContext)
  return (at) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone: chinaTimeZone,
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at)
}
