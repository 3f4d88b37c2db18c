import { execFileSync } from 'node:child_process'
import { appendFileSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../tools/lib/paths.mjs'

const rules = '/etc/udev/rules.d'

/**
 * Starts udev with Debian's rules, the package's own, and what a technician enters for this terminal's devices. It
 * looks after all that is plugged in from now on.
 * @param devices lines of 59-passonly-devices.rules
 */
export function startUdev(devices: readonly string[]): void {
  appendFileSync('/etc/group', 'passonly:x:990:\n')
  copyFileSync(join(root, 'build', 'udev', '60-passonly.rules'), join(rules, '60-passonly.rules'))
  writeFileSync(join(rules, '59-passonly-devices.rules'), devices.map((line) => `${line}\n`).join(''))
  // It answers when it is ready, and goes on in the background.
  execFileSync('/lib/systemd/systemd-udevd', ['--daemon', '--resolve-names=early'])
}
