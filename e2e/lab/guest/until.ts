import { setTimeout as pause } from 'node:timers/promises'

/** Generous: an emulated machine is slow, and a wait that succeeds ends at once. */
export const patience = 60_000

/**
 * Waits until a condition holds and gives what it gave.
 * @param what names it when the wait fails
 */
export async function until<Value>(
  what: string,
  condition: () => Value | Promise<Value>,
): Promise<Exclude<Value, null | undefined | false>> {
  const deadline = performance.now() + patience
  for (;;) {
    const value = await condition()
    if (isThere(value)) return value
    if (performance.now() > deadline) throw new Error(`not in ${patience / 1000} s: ${what}`)
    await pause(250)
  }
}

function isThere<Value>(value: Value): value is Exclude<Value, null | undefined | false> {
  return value !== null && value !== undefined && value !== false
}
