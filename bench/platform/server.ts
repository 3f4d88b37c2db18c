import process from 'node:process'
import { z } from 'zod'
import { platformThreads } from '../../sandbox/options.ts'
import { adjustableClock } from '../../sandbox/platform/clock.ts'
import { unlimitedRates } from '../../sandbox/platform/limits.ts'
import { openPlatform } from '../../sandbox/platform/platform.ts'
import { createPlatformService } from '../../sandbox/platform/service.ts'
import { workOnThreads } from '../../sandbox/platform/sm2-pool.ts'
import { listen } from '../../sandbox/web/listen.ts'

/**
 * The platform in a process of its own, as the sandbox has it, without limits of rate: what is measured is what it
 * can, not what it lets. Its parent asks for codes and enrolment codes.
 */
const [folder = '', threads = platformThreads] = process.argv.slice(2)
const citizens = ['test-1', 'test-2', 'test-3']

const platform = await openPlatform(folder, adjustableClock(), {
  rates: unlimitedRates,
  work: (credentials) =>
    workOnThreads(credentials, new URL('sm2-worker.js', import.meta.url), Number(threads)),
})
const service = createPlatformService(platform)
const url = await listen(service, 0)

const askedSchema = z.union([z.object({ codes: z.int() }), z.object({ enrolment: z.literal(true) })])

async function answer(message: unknown): Promise<void> {
  const asked = askedSchema.parse(message)
  if ('enrolment' in asked) {
    process.send?.({ enrolment: platform.enrolmentOffice.code })
    return
  }
  const codes: string[] = []
  for (let index = 0; index < asked.codes; index++) {
    codes.push((await platform.issueWalletCode(citizens[index % citizens.length] ?? '')).code)
  }
  process.send?.({ codes })
}
process.on('message', (message: unknown) => {
  void answer(message)
})
process.on('disconnect', () => {
  void service.close().then(() => platform.close())
})
process.send?.({ url })
