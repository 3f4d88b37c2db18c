import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright'

const run = promisify(execFile)

/** Debian's Chromium, which plays the phone. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}

/** Saves the picture of the QR that the wallet page shows. */
export async function saveQrPicture(page: Page, file: string): Promise<void> {
  const qr = page.getByRole('img', { name: '网证二维码' })
  await qr.waitFor()
  await qr.screenshot({ path: file })
}

/** What zbarimg, which shares nothing with the product, reads in a picture. */
export async function decodeQr(file: string): Promise<string> {
  const { stdout } = await run('zbarimg', ['--raw', '--quiet', '-Sdisable', '-Sqrcode.enable', file])
  return stdout.replace(/\n$/, '')
}
