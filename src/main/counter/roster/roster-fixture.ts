/** GBK of two octets by character, made once from what decodes it: nothing here encodes it. */
let octetsOf: ReadonlyMap<string, readonly [number, number]> | null = null

function readTable(): ReadonlyMap<string, readonly [number, number]> {
  const table = new Map<string, readonly [number, number]>()
  const decoder = new TextDecoder('gbk')
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const text = decoder.decode(Uint8Array.of(first, second))
      if (text.length === 1 && text !== '\ufffd') table.set(text, [first, second])
    }
  }
  return table
}

/** A text in GBK. */
export function gbkOf(text: string): Uint8Array {
  octetsOf ??= readTable()
  const octets: number[] = []
  for (const character of text) {
    const two = octetsOf.get(character)
    if (two) octets.push(...two)
    else if (character < '\u0080') octets.push(character.charCodeAt(0))
    else throw new RangeError('not in GBK')
  }
  return Uint8Array.from(octets)
}

export const rosterHeaderLine = '准考证号,座位号,考场,场次,开始时间,网络身份应用标识,显示文字'

/** The pseudonym of the person with this number. */
export const pseudonymOf = (number: number): string => String(number).padStart(32, 'p')

/** A line under that header that is in order. */
export function rosterLine(number: number): string {
  const seat = (number % 30) + 1
  const room = `3-${200 + Math.floor(number / 30)}`
  const ticket = `2026${String(number).padStart(8, '0')}`
  return `${ticket},${seat},${room},上午,2026-12-05 09:00,${pseudonymOf(number)},第 ${number} 位`
}

/** A roster of so many that is in order, as a spreadsheet on Windows ends its lines. */
export function rosterText(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => rosterLine(index + 1))
  return [rosterHeaderLine, ...lines, ''].join('\r\n')
}
