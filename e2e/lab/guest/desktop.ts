import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A screen that exists in memory only, large enough for the kiosk's window. Its input devices are whatever udev calls
 * one, as on any desktop (40-libinput.conf of Debian's package).
 */
const configuration = `
Section "ServerFlags"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "memory"
  Driver "dummy"
  VideoRam 16384
EndSection
Section "Monitor"
  Identifier "screen"
  HorizSync 1-1000
  VertRefresh 1-1000
  Modeline "1200x2000" 150 1200 1210 1220 1230 2000 2010 2020 2030
EndSection
Section "Screen"
  Identifier "screen"
  Device "memory"
  Monitor "screen"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1200x2000"
  EndSubSection
EndSection
`

/** The X server of a real desktop: one that takes its keys from the kernel's input devices. */
export interface Desktop {
  readonly environment: Readonly<Record<string, string>>
  /** Whether it uses, or used, the input device of this name. */
  uses(name: string): boolean
}

/**
 * Starts it.
 * @param folder for its configuration
 * @param logFile gets its own log
 */
export async function startDesktop(folder: string, logFile: string): Promise<Desktop> {
  const configFile = join(folder, 'xorg.conf')
  writeFileSync(configFile, configuration)
  const options = ['-config', configFile, '-logfile', logFile, '-displayfd', '3']
  const sparing = ['vt1', '-keeptty', '-nolisten', 'tcp', '-noreset', '-extension', 'GLX']
  const server = spawn('/usr/lib/xorg/Xorg', [...options, ...sparing], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const answer = server.stdio[3]
  if (!answer) throw new TypeError('the X server was started without its pipe')
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the X server ended with code ${String(code)}`)
  })
  const [number] = await Promise.race([once(answer, 'data'), ended])
  // Later it may end as it likes: the machine is switched off under it.
  ended.catch(() => undefined)
  return {
    environment: { DISPLAY: `:${String(number).trim()}`, WAYLAND_DISPLAY: '' },
    uses: (name) => readFileSync(logFile, 'utf8').includes(`Using input driver 'libinput' for '${name}'`),
  }
}
