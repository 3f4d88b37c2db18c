import type { InEveryLanguage } from './in-every-language.ts'

const zhCN = {
  /** Spoken in the place of a hall's own words that nobody recorded: 办理“屏幕上写的内容”，需要核验您的身份. */
  unrecorded: '屏幕上写的内容',
  /** For whoever listens while something is typed below: what the view for it shows in pictures and by its place. */
  typing: {
    number:
      '护照的号码在最下面一行的开头。卡片式证件的号码在三行字的第一行，从第六位开始。字母、数字都要输入，一般是九位。',
    keys: '按键在屏幕下半部分，按下去不出声。输错了，按“删一位”。',
    confirm: '输完以后，按右下角的“确定”。',
    next: '输完一项，按右下角的“下一项”。三项都输完，按“确定”。',
    keypad: '旁边有数字键盘的，也可以用键盘输入，再按确认键。',
  },
}

/** What is only spoken. */
export type VoiceTexts = typeof zhCN

export const voice: InEveryLanguage<VoiceTexts> = {
  'zh-CN': zhCN,
  'zh-Hant': {
    unrecorded: '屏幕上寫的內容',
    typing: {
      number:
        '護照號碼在最下面一行的開頭。卡片式證件的號碼在三行字的第一行，由第六位開始。字母、數字都要輸入，一般是九位。',
      keys: '按鍵在屏幕下半部分，按下時不會發聲。輸錯了，請按「刪除一位」。',
      confirm: '輸入完畢，請按右下角的「確定」。',
      next: '輸完一項，請按右下角的「下一項」。三項輸入完畢，請按「確定」。',
      keypad: '旁邊設有數字鍵盤的，也可用鍵盤輸入，再按確認鍵。',
    },
  },
  en: {
    unrecorded: 'what is written on the screen',
    typing: {
      number:
        'In a passport it begins the last line. On a card it stands in the first of the three lines, from the sixth character on. Letters and digits, usually nine.',
      keys: 'The keys are on the lower half of the screen and make no sound. To correct, press “Delete”.',
      confirm: 'When all is typed, press “Confirm” at the bottom right.',
      next: 'After each, press “Next” at the bottom right. After the third, press “Confirm”.',
      keypad: 'If there is a number pad beside the screen, you can type there and press its enter key.',
    },
  },
}
