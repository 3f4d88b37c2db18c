// @ts-check
/** Debian's packages that only the guest has: fetched by apt and unpacked for it, never installed. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { unpacked } from './debian-package.mjs'

/**
 * Xorg with its libinput driver, which takes keys from the kernel as a real desktop does (Xvfb, which the other tests
 * use, knows no device at all), with a driver for no hardware, and of their libraries those that Xvfb does not need too.
 */
const xServer = [
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

/** The driver for USB readers of the PC/SC service, which other tests use without it. */
const cardReaders = ['libccid']

/**
 * Gives the folder whose content is laid over this machine's, fetching it when there is none.
 * @param {string} cache
 * @returns {Promise<string>}
 */
export function guestPackages(cache) {
  return unpacked(
    join(cache, 'packages'),
    async () => [...xServer, ...cardReaders],
    async (draft) => {
      // Only udev's rules for touch pads, tablets and card readers lie there, and where /lib is a link it must stay one.
      rmSync(join(draft, 'lib'), { recursive: true, force: true })
    },
  )
}
