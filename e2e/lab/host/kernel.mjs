// @ts-check
/** The guest's kernel: Debian's stock one, fetched by apt (which checks it) and unpacked, never installed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../../tools/lib/command.mjs'
import { Problem } from '../../../tools/lib/problem.mjs'

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
  const folder = join(cache, 'kernel')
  if (!existsSync(folder)) {
    const draft = join(cache, `kernel.${process.pid}.draft`)
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true })
    try {
      await unpackKernel(draft)
      if (!existsSync(folder)) renameSync(draft, folder)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  const names = readdirSync(join(folder, 'boot'))
  const wrapped = names.find((name) => name.startsWith('vmlinuz-'))
  if (wrapped === undefined) throw new Problem(`No kernel in ${folder}: remove that folder and run again.`)
  const image = names.find((name) => name.startsWith('vmlinux-')) ?? wrapped
  return { image: join(folder, 'boot', image), version: wrapped.slice('vmlinuz-'.length), folder }
}

/** @param {string} folder */
async function unpackKernel(folder) {
  let name = await imagePackage()
  if (name === undefined) {
    await must('apt-get', ['update', '-qq'])
    name = await imagePackage()
  }
  if (name === undefined)
    throw new Problem('The device lab needs the package linux-image-amd64, which apt does not know.')
  console.log(`Fetching ${name} …`)
  await must('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', name], folder)
  const archive = readdirSync(folder).find((entry) => entry.endsWith('.deb'))
  if (archive === undefined) throw new Problem(`apt-get download ${name} left no package.`)
  await must('dpkg', ['-x', archive, '.'], folder)
  rmSync(join(folder, archive))
  const version = readdirSync(join(folder, 'lib', 'modules'))[0]
  if (version === undefined) throw new Problem(`${name} holds no modules.`)
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
  const { out } = await run('apt-cache', ['depends', 'linux-image-amd64'], {
    env: { ...process.env, LC_ALL: 'C' },
  })
  return /Depends: (linux-image-\S+)/.exec(out)?.[1]
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} [cwd]
 */
async function must(program, args, cwd) {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`
  const { code, out, error } = await run(program, args, {
    env: { ...process.env, PATH: path },
    ...(cwd ? { cwd } : {}),
  })
  if (code !== 0) throw new Problem(`${program} ${args.join(' ')} failed:\n${out}${error}`)
}
