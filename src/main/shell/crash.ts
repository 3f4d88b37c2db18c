import { app } from 'electron'

/** Exit code of a terminal that met a programmer's mistake (EX_SOFTWARE of sysexits). */
const softwareFault = 70

/**
 * A programmer's mistake ends the terminal: whoever supervises it starts it anew, in a state that is known. Main
 * holds no identity, so the mistake may be printed.
 * @param onCrash called first, to record it
 */
export function stopOnProgrammersMistake(onCrash: () => void): void {
  const stop = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    try {
      onCrash()
    } finally {
      app.exit(softwareFault)
    }
  }
  process.on('uncaughtException', stop)
  process.on('unhandledRejection', stop)
}
