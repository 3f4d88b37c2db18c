import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether the build brought sentences that can be spoken.
 * @param screens folder of the built screens
 */
export function hasVoice(screens: string): boolean {
  return existsSync(join(screens, 'voice'))
}
