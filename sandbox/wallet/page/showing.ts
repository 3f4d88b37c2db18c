/** The ways in which a phone shows a credential to a terminal. */
export const ways = ['qr', 'digits'] as const
export type Way = (typeof ways)[number]

/** How a credential stands on the phone, and for digits the terminal's number as far as it was entered. */
export interface Showing {
  readonly way: Way
  readonly terminal: string
}

/** How a phone opens. */
export const atFirst: Showing = { way: 'qr', terminal: '' }

/** The number of a terminal as somebody typed it, spaces and all; null unless it is whole. */
export function terminalNumber(typed: string): string | null {
  const number = typed.replaceAll(/\s/g, '')
  return /^[0-9]{8}$/.test(number) ? number : null
}
