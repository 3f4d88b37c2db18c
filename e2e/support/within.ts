/**
 * Waits for what has no time limit of its own, and tells what it was when it does not come.
 * @param limit longest time (ms)
 */
export async function within<Result>(limit: number, what: string, coming: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} did not come within ${limit / 1_000} s`))
    }, limit)
  })
  try {
    return await Promise.race([coming, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
