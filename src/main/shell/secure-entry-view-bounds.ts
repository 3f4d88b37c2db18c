/** The frame that the citizen's screen draws, in its own units: src/renderer/ui/tokens.css. */
const frame = { width: 1080, height: 1920 }

/** What stays visible of it: the top band, and what the citizen needs to know while typing. */
const above = 610

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Where the secure-entry view stands in the window: over its lower part, where the citizen's screen draws nothing
 * meanwhile, and as wide as the citizen's frame, which is drawn in the middle of a window that is wider.
 * @param content size of the window's content, in its pixels
 */
export function secureEntryBounds(content: { readonly width: number; readonly height: number }): Bounds {
  const unit = Math.min(content.width / frame.width, content.height / frame.height)
  const width = Math.round(frame.width * unit)
  const y = Math.round((content.height * above) / frame.height)
  return { x: Math.round((content.width - width) / 2), y, width, height: content.height - y }
}
