import { parentPort, workerData } from 'node:worker_threads'
import { parseCertificate } from '../../src/shared/gm/certificate.ts'
import { GmError } from '../../src/shared/gm/errors.ts'
import type { Sm2Answer, Sm2Job, Sm2WorkerKeys } from './sm2-pool.ts'
import { openMessage, verifyMessage } from './sm2-work.ts'

/** One thread of the pool. Keys come with its start; what it opened leaves with the answer and is not kept here. */

function isKeys(value: unknown): value is Sm2WorkerKeys {
  return typeof value === 'object' && value !== null && 'issuing' in value && 'encryption' in value
}

function credentials(keys: Sm2WorkerKeys) {
  const encryption = parseCertificate(keys.encryption)
  const { privateKey } = keys
  return {
    issuing: { certificate: parseCertificate(keys.issuing) },
    encryption: { certificate: encryption, keyPair: { privateKey, publicKey: encryption.publicKey } },
  }
}

const data: unknown = workerData
if (!parentPort || !isKeys(data)) throw new Error('this file is a thread of the platform')
const port = parentPort
const keys = credentials(data)

function answer(job: Sm2Job): Sm2Answer {
  try {
    if (job.type === 'open') return { id: job.id, type: 'opened', plaintext: openMessage(keys, job.envelope) }
    return { id: job.id, type: 'verified', ...verifyMessage(keys, job.message, job.at) }
  } catch (error) {
    if (error instanceof GmError) return { id: job.id, type: 'refused', code: error.code }
    throw error
  }
}

port.on('message', (job: Sm2Job) => {
  const result = answer(job)
  port.postMessage(result)
  // The answer took a copy along.
  if (result.type === 'opened') result.plaintext.fill(0)
})
