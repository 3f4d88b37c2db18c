import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '../../shared/journey-view.ts'

const ofBuild = (screens: string): string => join(screens, 'voice')

/** Where a hall puts recordings of its own, in folders by language: its own words, and any sentence that is spoken. */
const recordingsOfHall = '/etc/passonly/voice'

/**
 * Whether the build brought sentences that can be spoken.
 * @param screens folder of the built screens
 */
export function hasVoice(screens: string): boolean {
  return existsSync(ofBuild(screens))
}

/** Where what is spoken lies: a hall's own recordings go before what the build brought. */
export function voiceFolders(screens: string): readonly string[] {
  const given = __DEVELOPMENT__ ? process.env['PASSONLY_VOICE'] : recordingsOfHall
  return [...(given === undefined ? [] : [given]), ofBuild(screens)]
}

const clip = new RegExp(`^/voice/((?:${languages.join('|')})/[0-9a-f]{16}\\.opus)$`)

/** The files that a clip's address at `origin` may mean, the first that is there to be taken; none for another address. */
export function voiceFiles(folders: readonly string[], origin: string, address: string): readonly string[] {
  if (!URL.canParse(address)) return []
  const { protocol, host, pathname } = new URL(address)
  const path = `${protocol}//${host}` === origin ? clip.exec(pathname)?.[1] : undefined
  return path === undefined ? [] : folders.map((folder) => join(folder, path))
}
