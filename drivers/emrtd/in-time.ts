import type { Clock } from '../clock.ts'
import { DocumentFault, type FaultReason } from './fault.ts'

/**
 * The promise's value, if it comes in time and nobody has cancelled; what comes later is dropped. Throws `late`,
 * `failed` when the promise is rejected, whatever for, or `cancelled`.
 * @param milliseconds how long it may take
 */
export async function inTime<T>(
  promise: Promise<T>,
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal | undefined,
  { late, failed }: { readonly late: FaultReason; readonly failed: FaultReason },
): Promise<T> {
  const ended = new AbortController()
  const interrupted = new Promise<never>((_resolve, reject) => {
    const cancel = () => {
      reject(new DocumentFault('cancelled'))
    }
    if (signal?.aborted) cancel()
    signal?.addEventListener('abort', cancel, { signal: ended.signal })
    const stop = clock.after(Math.max(milliseconds, 0), () => {
      reject(new DocumentFault(late))
    })
    ended.signal.addEventListener('abort', stop)
  })
  const awaited = promise.catch((): never => {
    throw new DocumentFault(failed)
  })
  try {
    return await Promise.race([awaited, interrupted])
  } finally {
    ended.abort()
  }
}
