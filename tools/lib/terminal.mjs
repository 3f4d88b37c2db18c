// @ts-check
/** What a terminal of a development build is told about itself, through its environment. */

/**
 * The environment of a terminal that uses a sandbox.
 * @param {import('./sandbox.mjs').SandboxReady} sandbox
 * @param {string} stateFolder where the terminal keeps its key and its journal
 * @returns {Record<string, string>}
 */
export function terminalEnvironment(sandbox, stateFolder) {
  return {
    PASSONLY_CONFIG: sandbox.terminalConfig,
    PASSONLY_STATE: stateFolder,
    PASSONLY_PLATFORM_ROOT: sandbox.platformRoot,
    PASSONLY_VIRTUAL_DEVICES: String(sandbox.virtualDevicesPort),
  }
}
