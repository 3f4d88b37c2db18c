// @ts-check
/**
 * A gate for the race: says that it is ready, waits for a line, then checks tickets T1 to T200 at the hall named on the
 * command line as fast as it can, and prints those that it let in.
 */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { runnerImport } from 'vite'

const [, , path = '', gate = ''] = process.argv
const options = { configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') }
const { module: store } = await runnerImport('/src/main/hall-store/embedded/embedded-hall-store.ts', options)
const { module: check } = await runnerImport('/src/shared/check.ts', options)
writeSync(1, 'ready\n')
await once(process.stdin, 'data')
const hall = store.openEmbeddedHallStore(path, gate)
for (let number = 1; number <= 200; number++) {
  const bizSeq = check.newBizSeq()
  const beginning = await hall.begin({ bizSeq, session: '上午', ticket: `T${number}`, time: Date.now() })
  if (beginning.state !== 'begun') continue
  const answer = { verdict: 'pass', receipt: '0123456789abcdef0123', time: Date.now() }
  const { state } = await hall.settle(bizSeq, answer)
  if (state === 'admitted') writeSync(1, `T${number}\n`)
}
await hall.close()
process.exit(0)
