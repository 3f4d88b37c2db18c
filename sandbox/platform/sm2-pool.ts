import { Worker } from 'node:worker_threads'
import { GmError, type GmErrorCode } from '../../src/shared/gm/errors.ts'
import type { AuthorityCredentials } from './authority-files.ts'
import type { Sm2Work } from './sm2-work.ts'

/** What a thread is given at its start: certificates in DER, and the private key that opens. */
export interface Sm2WorkerKeys {
  readonly issuing: Uint8Array
  readonly encryption: Uint8Array
  readonly privateKey: Uint8Array
}

export type Sm2Job =
  | { readonly id: number; readonly type: 'verify'; readonly message: Uint8Array; readonly at: number }
  | { readonly id: number; readonly type: 'open'; readonly envelope: Uint8Array }

export type Sm2Answer =
  | {
      readonly id: number
      readonly type: 'verified'
      readonly content: Uint8Array
      readonly signer: Uint8Array
    }
  | { readonly id: number; readonly type: 'opened'; readonly plaintext: Uint8Array }
  | { readonly id: number; readonly type: 'refused'; readonly code: GmErrorCode }

type WithoutId<Job> = Job extends unknown ? Omit<Job, 'id'> : never

interface Thread {
  readonly worker: Worker
  readonly pending: Map<number, { resolve(answer: Sm2Answer): void; reject(error: Error): void }>
}

/**
 * Does the work on threads of its own, so that the event loop stays free for whoever waits. A thread that ends takes the
 * jobs it had along, and another takes its place.
 * @param file the built `sm2-worker.ts`
 */
export function workOnThreads(
  { issuing, encryption }: Pick<AuthorityCredentials, 'issuing' | 'encryption'>,
  file: URL,
  threads: number,
): Sm2Work {
  const keys: Sm2WorkerKeys = {
    issuing: issuing.certificate.der,
    encryption: encryption.certificate.der,
    privateKey: encryption.keyPair.privateKey,
  }
  const pool: Thread[] = []
  let closed = false
  let last = 0

  function start(place: number): void {
    const thread: Thread = { worker: new Worker(file, { workerData: keys }), pending: new Map() }
    pool[place] = thread
    thread.worker.on('message', (answer: Sm2Answer) => {
      thread.pending.get(answer.id)?.resolve(answer)
      thread.pending.delete(answer.id)
    })
    // The jobs it had hear of its end by its exit, which follows.
    thread.worker.on('error', () => undefined)
    thread.worker.on('exit', () => {
      for (const job of thread.pending.values()) job.reject(new Error('a thread ended'))
      if (!closed) start(place)
    })
  }
  for (let place = 0; place < threads; place++) start(place)

  const run = (job: WithoutId<Sm2Job>): Promise<Sm2Answer> => {
    const [first, ...others] = pool
    if (!first || closed) return Promise.reject(new Error('the pool is closed'))
    const idlest = others.reduce(
      (least, thread) => (thread.pending.size < least.pending.size ? thread : least),
      first,
    )
    const id = (last += 1)
    return new Promise((resolve, reject) => {
      idlest.pending.set(id, { resolve, reject })
      idlest.worker.postMessage({ ...job, id })
    })
  }
  const refused = (answer: Sm2Answer): Error =>
    answer.type === 'refused' ? new GmError(answer.code) : new Error('a thread answered another question')

  return {
    verify: async (message, at) => {
      const answer = await run({ type: 'verify', message, at })
      if (answer.type !== 'verified') throw refused(answer)
      return answer
    },
    open: async (envelope) => {
      const answer = await run({ type: 'open', envelope })
      if (answer.type !== 'opened') throw refused(answer)
      return answer.plaintext
    },
    close: async () => {
      closed = true
      await Promise.all(pool.map(({ worker }) => worker.terminate()))
    },
  }
}
