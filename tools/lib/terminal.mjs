// @ts-check
/** What a terminal of a development build is told about itself: by its environment and its arguments. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The environment of a terminal that uses a sandbox.
 * @param {import('./sandbox.mjs').SandboxReady} sandbox
 * @returns {Record<string, string>}
 */
export function terminalEnvironment(sandbox) {
  return {
    PASSONLY_CONFIG: sandbox.terminalConfig,
    PASSONLY_PLATFORM_ROOT: sandbox.platformRoot,
    PASSONLY_DOCUMENT_TRUST: sandbox.documentTrust,
    PASSONLY_ENROLMENT_CODE: readFileSync(join(sandbox.folder, 'enrolment-code'), 'utf8').trim(),
    PASSONLY_VIRTUAL_DEVICES: String(sandbox.virtualDevicesPort),
  }
}

/**
 * The arguments of a terminal that keeps its key and its journal in a folder of its own.
 * @param {string} stateFolder
 * @returns {string[]}
 */
export function terminalArguments(stateFolder) {
  return [`--user-data-dir=${stateFolder}`]
}
