// @ts-check
/** Debian's packages in a folder of our own: fetched by apt (which checks them) and unpacked, never installed. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../../tools/lib/command.mjs'
import { Problem } from '../../../tools/lib/problem.mjs'

/**
 * Gives a folder with what is in these packages, fetching them when it is not there.
 * @param {string} folder
 * @param {() => Promise<readonly string[]>} packages names, asked for when they are needed
 * @param {(draft: string) => Promise<void>} [finish] completes the folder before it gets its name
 * @returns {Promise<string>} the folder
 * @throws {Problem} when apt cannot give them
 */
export async function unpacked(folder, packages, finish = async () => undefined) {
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  try {
    await fetchInto(draft, await packages())
    await finish(draft)
    if (!existsSync(folder)) renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

/**
 * @param {string} folder
 * @param {readonly string[]} names
 */
async function fetchInto(folder, names) {
  console.log(`Fetching ${names.join(', ')} …`)
  const download = ['download', '-qq', '-o', 'APT::Sandbox::User=root', ...names]
  const { code } = await run('apt-get', download, { cwd: folder })
  if (code !== 0) {
    await must('apt-get', ['update', '-qq'])
    await must('apt-get', download, folder)
  }
  const archives = readdirSync(folder).filter((entry) => entry.endsWith('.deb'))
  for (const archive of archives) {
    await must('dpkg', ['-x', archive, '.'], folder)
    rmSync(join(folder, archive))
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} [cwd]
 */
export async function must(program, args, cwd) {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`
  const { code, out, error } = await run(program, args, {
    env: { ...process.env, PATH: path },
    ...(cwd ? { cwd } : {}),
  })
  if (code !== 0) throw new Problem(`${program} ${args.join(' ')} failed:\n${out}${error}`)
}
