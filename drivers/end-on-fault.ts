/** Exit code of a device host that ended because of a mistake in the program. */
export const faultExitCode = 70

/** The places in the program where an error came about, without its message. */
function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const lines = error.stack?.split('\n') ?? []
  return lines.flatMap((line) => (/^\s+at /.test(line) ? `${line}\n` : [])).join('')
}

/**
 * Ends the process at the first mistake. What Node would print, the message of the error first of all, could hold
 * what a device read; nothing but stack frames is handed on. Main sees the exit code and starts another host.
 */
export function endOnFault(
  running: Pick<NodeJS.Process, 'on' | 'exit'>,
  tell: (frames: string) => void,
): void {
  const end = (error: unknown) => {
    tell(framesOf(error))
    running.exit(faultExitCode)
  }
  running.on('uncaughtException', end)
  running.on('unhandledRejection', end)
}
