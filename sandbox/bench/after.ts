/** Calls back once after so many milliseconds; returns the way to call it off. */
export type After = (milliseconds: number, callback: () => void) => () => void

/** By the machine's clock. */
export const afterMilliseconds: After = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds)
  return () => {
    clearTimeout(timer)
  }
}
