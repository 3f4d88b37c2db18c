// @ts-check
/** The guest's first root file system: busybox, the kernel modules in the order in which they load, and our init. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from '../../../tools/lib/command.mjs'
import { Problem } from '../../../tools/lib/problem.mjs'

/**
 * 9p and overlay make the root. uhid makes scanners and keyboards, of which hid-generic makes /dev/hidraw and evdev
 * /dev/input/event. vhci-hcd is the USB port for card readers. dummy_hcd is the one for gadgets of the kernel's own, of
 * which libcomposite and usb_f_acm make a serial scanner, and cdc-acm the terminal's end of its line.
 */
const modules = [
  ['virtio_pci', '9pnet_virtio', '9p', 'overlay'],
  ['uhid', 'hid_generic', 'evdev'],
  ['vhci-hcd', 'dummy_hcd', 'libcomposite', 'usb_f_acm', 'cdc-acm'],
].flat()

/**
 * Makes the archive. It is not compressed: unpacking costs the emulated processor more than reading.
 * @param {import('./kernel.mjs').Kernel} kernel
 * @param {string} init path of the script that runs first
 * @param {Readonly<Record<string, string>>} environment what the init script is told
 * @param {string} folder an empty one of this run
 * @returns {Promise<string>} path of the archive
 */
export async function makeInitrd(kernel, init, environment, folder) {
  const tree = join(folder, 'initrd')
  rmSync(tree, { recursive: true, force: true })
  for (const name of ['bin', 'proc', 'sys', 'dev', 'modules'])
    mkdirSync(join(tree, name), { recursive: true })
  copyFileSync('/bin/busybox', join(tree, 'bin', 'busybox'))
  copyFileSync(init, join(tree, 'init'))
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${quote(value)}\n`)
  writeFileSync(join(tree, 'environment'), lines.join(''))
  const files = await moduleFiles(kernel)
  for (const file of files) copyFileSync(file, join(tree, 'modules', basename(file)))
  writeFileSync(join(tree, 'modules', 'order'), files.map((file) => `${basename(file)}\n`).join(''))
  return archive(tree, join(folder, 'initrd.cpio'))
}

/** @param {import('./kernel.mjs').Kernel} kernel */
async function moduleFiles(kernel) {
  const files = new Set()
  for (const name of modules) {
    const args = ['-d', kernel.folder, '-S', kernel.version, '--show-depends', name]
    const { code, out, error } = await run('/sbin/modprobe', args)
    if (code !== 0) throw new Problem(`The kernel has no module ${name}: ${error}`)
    for (const [, file] of out.matchAll(/^insmod (\S+)/gm)) files.add(file)
  }
  return [...files]
}

/**
 * @param {string} tree
 * @param {string} file
 */
async function archive(tree, file) {
  const listing = await run('find', ['.'], { cwd: tree })
  const cpio = spawn('cpio', ['-o', '-H', 'newc', '--quiet'], {
    cwd: tree,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(cpio, 'close')
  cpio.stdin.end(listing.out)
  await pipeline(cpio.stdout, createWriteStream(file))
  const [code] = await ended
  if (code !== 0) throw new Problem('cpio could not make the guest’s initrd.')
  return file
}

/** @param {string} value */
const quote = (value) => `'${value.replaceAll("'", `'\\''`)}'`
