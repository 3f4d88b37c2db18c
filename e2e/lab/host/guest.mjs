// @ts-check
/** The guest machine under qemu, from power-on to power-off. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * @typedef {object} Boot
 * @property {string} image
 * @property {string} initrd
 * @property {string} packages folder whose content the guest finds laid over this machine’s
 * @property {string} results folder on this machine that the guest may write to
 * @property {'kvm' | 'tcg'} accelerator `kvm` is the processor's own help, `tcg` software emulation
 * @property {number} timeLimit milliseconds
 * @property {(line: string) => void} onLine called with each line that the guest's init and session say
 */

/**
 * An emulated processor counts its instructions, one nanosecond each, and the guest's clock is that count. So a slow or
 * busy machine makes the lab take longer, and never makes a time limit of the application run out. That wants a single
 * processor, which is the faster here anyway: programs are translated as they run, mostly once, and two processors would
 * keep throwing away each other's translations. There must be room for all of them.
 */
const accelerators = {
  // Some machines that are guests themselves cannot pass arch-capabilities on, and qemu gives up over it.
  kvm: ['-accel', 'kvm', '-cpu', 'host,-arch-capabilities', '-smp', '2'],
  // A processor without AVX: with it, emulated by qemu 7.2, Chromium's graphics code crashes.
  tcg: ['-accel', 'tcg,thread=single,tb-size=2048', '-cpu', 'Nehalem', '-smp', '1', '-icount', 'shift=0'],
}

/**
 * With KVM the first line comes after a second or two. A machine that is itself a guest may have a /dev/kvm that opens
 * and yet never gets a kernel started.
 */
const kvmSilence = 5_000

const endSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs the guest until it powers itself off, fails, or its time is over.
 * @param {Boot} boot
 * @returns {Promise<'ended' | 'failed' | 'time limit' | 'never started'>} `never started`: KVM does not work here
 */
export async function bootGuest(boot) {
  const console = `file:${join(boot.results, 'console.log')}`
  const args = [
    ['-machine', 'pc', '-m', '2560', '-nodefaults', '-no-reboot', '-display', 'none'],
    accelerators[boot.accelerator],
    ['-rtc', 'base=utc', '-kernel', boot.image, '-initrd', boot.initrd],
    ['-append', 'console=ttyS0 loglevel=4 panic=-1 mitigations=off nokaslr random.trust_cpu=on'],
    ['-serial', console, '-serial', 'stdio'],
    ['-virtfs', 'local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap'],
    ['-virtfs', `local,path=${boot.packages},mount_tag=packages,security_model=none,readonly=on`],
    ['-virtfs', `local,path=${boot.results},mount_tag=results,security_model=none`],
  ].flat()
  const stderr = boot.accelerator === 'kvm' ? 'ignore' : 'inherit'
  const machine = spawn('nice', ['-n', '1', 'qemu-system-x86_64', ...args], {
    stdio: ['ignore', 'pipe', stderr],
  })
  let late = false
  let heard = false
  const stop = () => {
    late = true
    machine.kill('SIGKILL')
  }
  const limit = setTimeout(stop, boot.timeLimit)
  const silence = boot.accelerator === 'kvm' ? setTimeout(() => heard || stop(), kvmSilence) : undefined
  createInterface({ input: machine.stdout }).on('line', (line) => {
    heard = true
    boot.onLine(line.replaceAll('\r', ''))
  })
  const interrupted = () => {
    machine.kill('SIGKILL')
    process.exit(1)
  }
  for (const name of endSignals) process.once(name, interrupted)
  const [code] = await once(machine, 'close')
  for (const name of endSignals) process.off(name, interrupted)
  clearTimeout(limit)
  clearTimeout(silence)
  if (!heard && boot.accelerator === 'kvm') return 'never started'
  return late ? 'time limit' : code === 0 ? 'ended' : 'failed'
}
