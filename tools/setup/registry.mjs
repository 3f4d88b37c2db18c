// @ts-check
/** Whether the npm registry answers at all: asked first, for npm itself tries for minutes before it says that it does not. */
import { run } from '../lib/command.mjs'

/** So long an answer may take (ms). */
const patience = 8_000

/**
 * Asks the registry that npm is configured for, once. Any answer will do: mirrors need not know the question.
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<string | undefined>} why it is not reached, if it is not
 */
export async function registryFault(environment = process.env) {
  const { code, error } = await run(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['ping', '--fetch-retries=0', `--fetch-timeout=${patience}`, '--loglevel=error'],
    { env: environment, shell: process.platform === 'win32' },
  )
  if (code === 0 || /code E[45]\d\d/.test(error)) return undefined
  return /code (\S+)/.exec(error)?.[1] ?? `npm ping ended with ${code}`
}
