/**
 * Entry of the device host process. It reads the devices, seals what a citizen presents, and lets out nothing else.
 * Runs as an Electron utility process, as a worker thread or as a child process of Node.
 */
import { hostCommandSchema } from '../src/shared/device-contract.ts'
import { systemClock } from './clock.ts'
import { deviceGroups } from './device-groups.ts'
import { deviceHost } from './device-host.ts'
import { DocumentTrustError, readInstalledTrust, readSandboxTrust } from './emrtd/installed-trust.ts'
import type { TrustStore } from './emrtd/trust-store.ts'
import { endOnFault } from './end-on-fault.ts'
import { hostPort } from './host-port.ts'
import { readInstalledRoot, readSandboxRoot } from './seal/platform-root.ts'
import { prepareSeal, SealRefused } from './seal/seal-evidence.ts'

endOnFault(process, (frames) => {
  if (__DEVELOPMENT__) process.stderr.write(frames)
})

const port = hostPort()
if (!port) throw new TypeError('a device host is started by another process')

/** Development builds alone can be told of another root, and they take none but a sandbox's. */
const sandboxRoot = __DEVELOPMENT__ ? process.env['PASSONLY_PLATFORM_ROOT'] : undefined
const readRoot =
  __DEVELOPMENT__ && sandboxRoot !== undefined
    ? () => readSandboxRoot(sandboxRoot)
    : () => readInstalledRoot()

const sandboxTrust = __DEVELOPMENT__ ? process.env['PASSONLY_DOCUMENT_TRUST'] : undefined
const readTrust = (): TrustStore => {
  try {
    return __DEVELOPMENT__ && sandboxTrust !== undefined
      ? readSandboxTrust(sandboxTrust)
      : readInstalledTrust()
  } catch (error) {
    if (error instanceof DocumentTrustError) throw new SealRefused('trust-unreadable')
    throw error
  }
}

const host = deviceHost({
  clock: systemClock,
  post: (report) => {
    port.post(report)
  },
  devices: (activation) => deviceGroups(activation, systemClock),
  prepareSeal: (platformChain, time) => prepareSeal(platformChain, readRoot, time),
  readTrust,
})

port.onMessage((message, entry) => {
  host.take(hostCommandSchema.parse(message), entry)
})
port.onClose(() => {
  host.end()
  process.exit(0)
})
port.post({ type: 'started' })
