/** What a phone's camera sees when it is held before a terminal, as a film for Chromium's false camera. */
import { writeFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import { drawQr } from '../../../src/shared/qr-drawing.ts'

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

/** A dark hall, a bright screen, a code on it. */
function scene(text: string, { turned, tilted, size }: Held): string {
  const { size: modules, path } = drawQr(text)
  return `<style>
      body { margin: 0; background: radial-gradient(circle at 30% 20%, #6d6a63, #24221f); perspective: 900px; }
      main { position: absolute; inset: -40px 60px; background: #f5f2eb;
        transform: rotate(${turned}deg) rotateY(${tilted}deg) rotateX(${tilted / 2}deg); filter: blur(0.6px); }
      h1 { margin: 60px 0 0; font: 28px sans-serif; text-align: center; }
      svg { position: absolute; top: 50%; left: 50%; width: ${size}px; margin: -${size / 2}px; background: #fff; }
    </style>
    <main><h1>00:00</h1><svg viewBox="0 0 ${modules} ${modules}"><path d="${path}" fill="#17202b" /></svg></main>`
}

/**
 * Films a screen that shows a code: JPEG pictures one after the other, which Chromium plays over and over.
 * @param page any page, which is drawn over
 */
export async function filmScreen(page: Page, text: string, file: string): Promise<void> {
  await page.setViewportSize({ width: 640, height: 480 })
  const frames: Buffer[] = []
  for (const held of film) {
    await page.setContent(scene(text, held))
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
