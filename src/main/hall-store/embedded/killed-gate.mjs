// @ts-check
/**
 * A gate for the crash test: checks tickets T1, T2, … at the hall named on the command line until it is killed, and prints
 * the number of each that was let in.
 */
import { writeSync } from 'node:fs'
import { runnerImport } from 'vite'

const [, , path = '', gate = ''] = process.argv
const options = { configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') }
const { module: store } = await runnerImport('/src/main/hall-store/embedded/embedded-hall-store.ts', options)
const { module: check } = await runnerImport('/src/shared/check.ts', options)
const hall = store.openEmbeddedHallStore(path, gate)
const { admitted } = await hall.counts('上午')
for (let number = admitted + 1; ; number++) {
  const bizSeq = check.newBizSeq()
  const ticket = `T${number}`
  await hall.begin({ bizSeq, session: '上午', ticket, time: Date.now() })
  await hall.settle(bizSeq, { verdict: 'pass', receipt: '0123456789abcdef0123', time: Date.now() })
  writeSync(1, `${number}\n`)
}
