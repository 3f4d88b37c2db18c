// @ts-check
/**
 * The guest's X server: Debian's Xorg with its libinput driver, which takes keys from the kernel as a real desktop does
 * (Xvfb, which the other tests use, knows no device at all). Fetched by apt and unpacked for the guest, never installed.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { unpacked } from './debian-package.mjs'

/** Xorg with a driver for no hardware, its input driver, and of their libraries those that Xvfb does not need too. */
const packages = [
  'xserver-xorg-core',
  'xserver-xorg-video-dummy',
  'xserver-xorg-input-libinput',
  'libxcvt0',
  'libinput10',
  'libevdev2',
  'libmtdev1',
  'libwacom9',
  'libgudev-1.0-0',
]

/**
 * Gives the folder that holds the X server's usr, fetching it when there is none.
 * @param {string} cache
 * @returns {Promise<string>}
 */
export function xServer(cache) {
  return unpacked(
    join(cache, 'xserver'),
    async () => packages,
    async (draft) => {
      // Only udev's rules for touch pads and tablets lie there, and where /lib is a link it must stay one.
      rmSync(join(draft, 'lib'), { recursive: true, force: true })
    },
  )
}
