// @ts-check
/** Whether this machine can render what the screens say. Imports no package: a build asks before there are any. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @param {NodeJS.ProcessEnv} [environment] */
export function canSpeak({ PATH = '' } = process.env) {
  const folders = PATH.split(delimiter)
  return ['espeak-ng', 'opusenc'].every((name) => folders.some((folder) => existsSync(join(folder, name))))
}
