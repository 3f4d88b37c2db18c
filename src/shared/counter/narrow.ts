/** Most of what comes, and nothing to do about it. */
const ordinary = /^[\u0021-\u007e]*$/

/**
 * Full-width letters, digits and signs as the ordinary ones, and no space around them: an input method that was left on, or
 * a spreadsheet, writes `００４２` where `0042` is meant.
 */
export function narrow(text: string): string {
  return ordinary.test(text)
    ? text
    : text
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replaceAll('\u3000', ' ')
        .trim()
}
