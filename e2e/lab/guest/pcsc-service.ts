import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Starts Debian's PC/SC service with its driver for USB readers, which udev tells it of: that must run. It has no
 * readers but those that are plugged in.
 * @param folder for its configuration
 * @param logFile gets what it says
 */
export function startPcscService(folder: string, logFile: string): void {
  const config = join(folder, 'pcsc-readers')
  mkdirSync(config)
  const log = openSync(logFile, 'w')
  spawn('/usr/sbin/pcscd', ['--foreground', '--info', '--config', config], {
    stdio: ['ignore', log, log],
  })
  closeSync(log)
}
