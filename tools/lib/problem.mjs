// @ts-check
/** What a person at the terminal can put right: shown as its message alone, without a stack. */
export class Problem extends Error {
  /** @param {string} message says what is wrong and what to do */
  constructor(message) {
    super(message)
    this.name = 'Problem'
  }
}

/**
 * Runs a tool's main function; a Problem ends it with its message and code 1, anything else is a fault of ours.
 * @param {() => Promise<void>} main
 */
export async function runTool(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(`\n${error.message}\n`)
    process.exitCode = 1
  }
}
