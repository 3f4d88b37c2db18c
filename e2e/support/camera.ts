/** What a phone's camera sees when it is held before a terminal, as a film for Chromium's false camera. */
import { writeFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import { drawQr } from '../../src/shared/qr-drawing.ts'

/** How the phone is held. */
interface Held {
  /** Turned in the hand, and tilted away from the screen (degrees). */
  readonly turned: number
  readonly tilted: number
  /** Side of the code in the picture (px of 480). */
  readonly size: number
}

/** It comes nearer, and is never quite straight. */
const film: readonly Held[] = [
  { turned: -14, tilted: 24, size: 120 },
  { turned: -9, tilted: 18, size: 230 },
  { turned: 7, tilted: 14, size: 290 },
]

/** A screen with a code on it: as a picture, with where the code stands in it (px), or a code alone. */
export type FilmedScreen =
  | { readonly code: string }
  | {
      readonly picture: Buffer
      readonly box: { readonly x: number; readonly y: number; readonly width: number }
    }

/** The screen, so large that its code has this side (px), and with the code in the middle. */
function drawn(screen: FilmedScreen, size: number): string {
  if ('code' in screen) {
    const { size: modules, path } = drawQr(screen.code)
    const style = `top: 240px; left: 320px; width: ${size}px; margin: -${size / 2}px; background: #fff`
    return `<svg style="${style}" viewBox="0 0 ${modules} ${modules}"><path d="${path}" fill="#17202b" /></svg>`
  }
  const { picture, box } = screen
  const zoom = size / box.width
  const left = 320 - (box.x + box.width / 2) * zoom
  const top = 240 - (box.y + box.width / 2) * zoom
  const { width, height } = pngSize(picture)
  return `<img style="left: ${left}px; top: ${top}px; width: ${width * zoom}px; height: ${height * zoom}px"
    src="data:image/png;base64,${picture.toString('base64')}">`
}

/** From the header of a PNG. */
function pngSize(png: Buffer): { readonly width: number; readonly height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }
}

/** A dark hall, and a bright screen that the phone is held before. */
function scene(screen: FilmedScreen, { turned, tilted, size }: Held): string {
  return `<style>
      body { margin: 0; overflow: hidden; background: radial-gradient(circle at 30% 20%, #6d6a63, #24221f);
        perspective: 900px; }
      main { position: absolute; width: 640px; height: 480px; background: #f5f2eb; filter: blur(0.6px);
        transform: rotate(${turned}deg) rotateY(${tilted}deg) rotateX(${tilted / 2}deg); }
      main * { position: absolute; }
    </style>
    <main>${drawn(screen, size)}</main>`
}

/**
 * Films a screen that shows a code: JPEG pictures one after the other, which Chromium plays over and over.
 * @param page any page, which is drawn over
 */
export async function filmScreen(page: Page, screen: FilmedScreen, file: string): Promise<void> {
  await page.setViewportSize({ width: 640, height: 480 })
  const frames: Buffer[] = []
  for (const held of film) {
    await page.setContent(scene(screen, held))
    const frame = await page.screenshot({ type: 'jpeg', quality: 70 })
    frames.push(...Array.from({ length: 8 }, () => frame))
  }
  writeFileSync(file, Buffer.concat(frames))
}

/** A browser whose camera sees this film, and which may use it. */
export function browserWithCamera(file: string): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  })
}
