import { join } from 'node:path'

/** Where a shipping build finds what belongs to the administrator. */
export const administratorsFolder = '/etc/passonly'

/** Path of the configuration: the administrator's, or in a development build what the environment names. */
export function configurationPath(): string {
  if (!__DEVELOPMENT__) return join(administratorsFolder, 'terminal.json')
  return process.env['PASSONLY_CONFIG'] ?? join(process.cwd(), 'terminal.json')
}
