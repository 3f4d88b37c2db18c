// @ts-check
/** The guest's kernel: Debian's stock one, fetched by apt (which checks it) and unpacked, never installed. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../../tools/lib/command.mjs'
import { Problem } from '../../../tools/lib/problem.mjs'
import { must, unpacked } from './debian-package.mjs'

/**
 * @typedef {object} Kernel
 * @property {string} image the bootable image
 * @property {string} version as in the names of its files
 * @property {string} folder under which lib/modules lies
 */

/**
 * Gives the kernel in the cache folder, fetching it when there is none.
 * @param {string} cache
 * @returns {Promise<Kernel>}
 * @throws {Problem} when apt cannot give it
 */
export async function stockKernel(cache) {
  const folder = await unpacked(join(cache, 'kernel'), async () => [await imagePackage()], makeBootable)
  const names = readdirSync(join(folder, 'boot'))
  const wrapped = names.find((name) => name.startsWith('vmlinuz-'))
  if (wrapped === undefined) throw new Problem(`No kernel in ${folder}: remove that folder and run again.`)
  const image = names.find((name) => name.startsWith('vmlinux-')) ?? wrapped
  return { image: join(folder, 'boot', image), version: wrapped.slice('vmlinuz-'.length), folder }
}

/** @param {string} folder */
async function makeBootable(folder) {
  const version = readdirSync(join(folder, 'lib', 'modules'))[0]
  if (version === undefined) throw new Problem('The kernel’s package holds no modules.')
  await must('depmod', ['-b', folder, version])
  await unwrapKernel(join(folder, 'boot', `vmlinuz-${version}`), join(folder, 'boot', `vmlinux-${version}`))
}

const xzMagic = Buffer.from('fd377a585a00', 'hex')

/**
 * Takes the kernel out of its xz wrapping, which an emulated processor would need four seconds for at every boot. Where
 * the kernel is wrapped otherwise or xz is missing, it boots wrapped.
 * @param {string} image
 * @param {string} unwrapped
 */
async function unwrapKernel(image, unwrapped) {
  const bytes = readFileSync(image)
  const start = bytes.indexOf(xzMagic)
  if (start === -1) return
  const wrapping = `${unwrapped}.xz`
  writeFileSync(wrapping, bytes.subarray(start))
  const { code } = await run('sh', [
    '-c',
    'exec xz -dc --single-stream <"$1" >"$2"',
    'sh',
    wrapping,
    unwrapped,
  ])
  rmSync(wrapping)
  if (code !== 0) rmSync(unwrapped, { force: true })
}

/** The package that linux-image-amd64 stands for today. */
async function imagePackage() {
  const asked = async () => {
    const environment = { ...process.env, LC_ALL: 'C' }
    const { out } = await run('apt-cache', ['depends', 'linux-image-amd64'], { env: environment })
    return /Depends: (linux-image-\S+)/.exec(out)?.[1]
  }
  const known = await asked()
  if (known !== undefined) return known
  await must('apt-get', ['update', '-qq'])
  const name = await asked()
  if (name !== undefined) return name
  throw new Problem('The device lab needs the package linux-image-amd64, which apt does not know.')
}
