import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  /** Spoken in the place of a hall's own words that nobody recorded: 办理“屏幕上写的内容”，需要核验您的身份. */
  unrecorded: '屏幕上写的内容',
}

/** What is only spoken. */
export type VoiceTexts = typeof zhCN

export const voice: InEveryLanguage<VoiceTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': { unrecorded: '螢幕上寫的內容' },
  en: { unrecorded: 'what is written on the screen' },
}
