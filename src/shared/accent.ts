/** A hall's own colour (`#rrggbb`): what is drawn with it on paper, and how well words can be read there. */

/** The custom properties of src/renderer/ui/tokens.css that it takes the place of. */
export interface AccentTones {
  readonly act: string
  readonly pressed: string
  readonly soft: string
}

/** What words in the accent stand on, and what stands on the accent: `--ground`, and `--surface` and `--on-act`. */
export const paper = { ground: '#f5f2eb', white: '#ffffff' } as const

/** What words have at least on paper (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5

type Channels = readonly [red: number, green: number, blue: number]

function channelsOf(colour: string): Channels {
  const of = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16)
  return [of(1), of(3), of(5)]
}

/** So much of the first colour (0 to 1) in the second. */
function mixed(part: number, colour: string, other: string): string {
  const others = channelsOf(other)
  const channels = channelsOf(colour).map((channel, index) =>
    Math.round(part * channel + (1 - part) * (others[index] ?? 0)),
  )
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

export function accentTones(accent: string): AccentTones {
  return { act: accent, pressed: mixed(0.75, accent, '#000000'), soft: mixed(0.1, accent, paper.white) }
}

/** Relative luminance (WCAG 2.2). */
function luminanceOf(colour: string): number {
  const linear = (channel: number) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const [red, green, blue] = channelsOf(colour)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** Contrast of two colours, from 1 to 21 (WCAG 2.2). */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** The least contrast that words have in the accent or on it. */
export function contrastOnPaper(accent: string): number {
  const grounds = [paper.ground, paper.white, accentTones(accent).soft]
  return Math.min(...grounds.map((ground) => contrastOf(accent, ground)))
}
