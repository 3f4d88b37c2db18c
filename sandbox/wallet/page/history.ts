import { element, verdictMark } from '../../web/page/dom.ts'
import type { PageLanguage } from '../../web/page/language.ts'
import type { PhoneView } from '../api.ts'
import type { WalletTexts } from './locale-zh-cn.ts'

/** The citizen's own record of checks: who asked, when, the result, and why one failed. */
export function historyItems(
  history: PhoneView['history'],
  texts: WalletTexts,
  language: PageLanguage,
): HTMLElement[] {
  if (history.length === 0) return [element('li', { class: 'none' }, texts.noHistory)]
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'Asia/Shanghai',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return history.map(({ at, verdict, cause, relyingParty }) =>
    element(
      'li',
      {},
      verdictMark(verdict),
      element(
        'div',
        { class: 'what' },
        element('strong', {}, relyingParty),
        element('span', { class: 'when' }, time.format(at)),
      ),
      element('strong', { class: `verdict ${verdict}` }, texts[verdict]),
      ...(cause ? [element('p', { class: 'why' }, texts.causes[cause])] : []),
    ),
  )
}
