// @ts-check
/** Set-up, step 3: what Electron and the tests need from the operating system. */
import { run } from '../lib/command.mjs'
import { Problem } from '../lib/problem.mjs'

/** @typedef {'start' | 'demo' | 'test'} Profile */

/** A virtual display, needed where there is no real one. */
const display = ['xvfb', 'xauth']
/** Electron's libraries; the second name is the one since Debian 13. Without any system font nothing is drawn at all. */
const electron = [
  'libnss3',
  'libgtk-3-0|libgtk-3-0t64',
  'libgbm1',
  'libasound2|libasound2t64',
  'libxss1',
  'libatk-bridge2.0-0|libatk-bridge2.0-0t64',
  'libdrm2',
  'libxkbcommon0',
  'fonts-dejavu-core',
  'udev',
]
/** What the drivers' native parts load: pcsc-mini links the system's own library of PC/SC. */
const devices = ['libpcsclite1']
/** What speaks the screens' sentences when they are built. */
const voice = ['espeak-ng', 'opus-tools']
/** A PC/SC service with virtual readers. */
const virtualReaders = ['pcscd', 'vsmartcard-vpcd']
/** A browser that plays the phones, and a reader of codes that shares nothing with the product. */
const phones = ['chromium', 'zbar-tools']
/** Independent judges of what is sealed and signed. */
const tests = ['openssl', 'python3']
/** For the package, which no debugger may look into: a desktop's key ring, a hand for its screen, an ear for its calls. */
const desktop = ['dbus-daemon', 'dbus-bin', 'gnome-keyring', 'libsecret-1-0', 'libsecret-tools', 'xdotool']
/** The device lab: a guest machine with real HID devices. */
const lab = ['qemu-system-x86', 'busybox-static', 'cpio', 'kmod']

/**
 * The packages of a profile, each as `name` or `name|name`, of which one suffices.
 * @param {Profile} profile
 * @param {boolean} hasDisplay
 */
export function packagesFor(profile, hasDisplay) {
  const needed = [...electron, ...devices, ...voice]
  if (profile === 'demo') return [...display, ...needed, ...phones]
  if (profile === 'test') {
    return [...display, ...needed, ...virtualReaders, ...phones, ...tests, ...desktop, ...lab]
  }
  return hasDisplay ? needed : [...display, ...needed]
}

/**
 * Those of which no alternative is installed.
 * @param {readonly string[]} wanted
 * @param {string} listing lines of `name status`, as dpkg-query prints them
 */
export function missingFrom(wanted, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, status]) => status === 'installed')
      .map(([name]) => name),
  )
  return wanted.filter((entry) => !entry.split('|').some((name) => installed.has(name)))
}

/**
 * Installs the missing packages when root, else throws a Problem that names the one command to run.
 * @param {Profile} profile
 * @param {boolean} hasDisplay
 * @returns {Promise<'present' | 'installed' | 'not Debian'>}
 */
export async function debian(profile, hasDisplay) {
  const wanted = packagesFor(profile, hasDisplay)
  const names = wanted.flatMap((entry) => entry.split('|'))
  const query = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names])
  if (query.code === 127) {
    if (process.platform === 'linux') {
      console.log(
        `This is not a Debian system: nothing is installed for you. What Debian calls ${wanted.join(', ')} must be there.`,
      )
    }
    return 'not Debian'
  }
  const missing = missingFrom(wanted, query.out)
  if (missing.length === 0) return 'present'

  if (process.getuid?.() !== 0) {
    throw new Problem(
      `Some Debian packages are missing. Run this once, then start again:\n\n  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing.map(firstOf).join(' ')}`,
    )
  }
  console.log(`Installing Debian packages: ${missing.join(' ')} …`)
  await apt(['update', '-qq'])
  const chosen = await Promise.all(missing.map(available))
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...chosen])
  return 'installed'
}

/** @param {string} entry */
const firstOf = (entry) => entry.split('|')[0] ?? entry

/** The alternative that this release of Debian has. @param {string} entry */
async function available(entry) {
  for (const name of entry.split('|')) {
    const { out } = await run('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } })
    if (/^ {2}Candidate: (?!\(none\))/m.test(out)) return name
  }
  return firstOf(entry)
}

/** @param {readonly string[]} args */
async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { code, out, error } = await run('apt-get', args, { env })
  if (code !== 0) throw new Problem(`apt-get ${args.join(' ')} failed:\n${out}${error}`)
}
