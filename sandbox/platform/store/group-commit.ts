import type { Connection } from './database.ts'

/** Some work that waits for the next commit, and whoever waits for it. */
interface Waiting {
  /** Does the work; what it gives tells of it once it is on disk. */
  readonly run: () => () => void
  readonly reject: (error: unknown) => void
}

/**
 * Bringing a transaction to disk takes the time of some checks. What comes while one is under way is committed together
 * with the next: each piece of work is all or nothing by itself, and nobody hears of it before it is on disk.
 * @returns does some work in the next transaction
 */
export function groupCommit(connection: Connection) {
  let waiting: Waiting[] = []

  function commit(): void {
    const together = waiting
    waiting = []
    const tell: (() => void)[] = []
    try {
      connection
        .transaction(() => {
          for (const { run } of together) tell.push(run())
        })
        .immediate()
    } catch (error) {
      for (const { reject } of together) reject(error)
      return
    }
    for (const one of tell) one()
  }

  return <Result>(work: () => Result): Promise<Result> =>
    new Promise((resolve, reject) => {
      const run = () => {
        connection.exec('savepoint one')
        try {
          const result = work()
          connection.exec('release one')
          return () => resolve(result)
        } catch (error) {
          connection.exec('rollback to one')
          connection.exec('release one')
          return () => reject(error instanceof Error ? error : new Error('failed'))
        }
      }
      waiting.push({ run, reject })
      if (waiting.length === 1) setImmediate(commit)
    })
}
