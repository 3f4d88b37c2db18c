// @ts-check
/**
 * The device lab: the built application in a guest machine whose kernel has real scanners and card readers.
 *
 *     node e2e/lab/run.mjs
 *
 * Needs a built application (out/), an Electron runtime and qemu, busybox, cpio, kmod. Ends with the line
 * `LAB {"passed":n,"failed":n,"skipped":n}`. What the guest leaves (logs, pictures of screens) is in test-results/lab.
 *
 * PASSONLY_LAB_ACCELERATOR=tcg forces software emulation where the processor would help. PASSONLY_LAB_SECONDS is the
 * time limit, where 400 s is too little for a machine that does other things.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { electronPath } from '../../tools/lib/electron.mjs'
import { cacheFolder, root } from '../../tools/lib/paths.mjs'
import { runTool } from '../../tools/lib/problem.mjs'
import { bundleSession } from './host/bundle.mjs'
import { bootGuest } from './host/guest.mjs'
import { makeInitrd } from './host/initrd.mjs'
import { stockKernel } from './host/kernel.mjs'
import { mayUseKvm, noteThatKvmDoesNotWork } from './host/kvm.mjs'
import { emptyReport, readLine, totals } from './host/report.mjs'
import { guestPackages } from './host/guest-packages.mjs'

/** Several times what the emulated guest takes on an idle machine (ms). */
const timeLimit = Number(process.env.PASSONLY_LAB_SECONDS ?? 400) * 1_000

const cache = join(cacheFolder(), 'lab')
const results = join(root, 'test-results', 'lab')

/** The session's program and the first file system of the guest, which starts it. @param {string} draft */
async function prepare(draft) {
  const kernel = await stockKernel(cache)
  const session = await bundleSession(results)
  const initrd = await makeInitrd(
    kernel,
    join(root, 'e2e', 'lab', 'guest', 'init'),
    {
      LAB_NODE: process.execPath,
      LAB_SESSION: session,
      LAB_ELECTRON: electronPath(),
      LAB_PATH: [dirname(process.execPath), '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(delimiter),
    },
    draft,
  )
  return { kernel, initrd, packages: await guestPackages(cache) }
}

/** @param {string} draft */
async function lab(draft) {
  const began = performance.now()
  const { kernel, initrd, packages } = await prepare(draft)
  const report = emptyReport()
  /** @param {'kvm' | 'tcg'} accelerator */
  const boot = (accelerator) => {
    console.log(`Booting Linux ${kernel.version} (${accelerator === 'kvm' ? 'KVM' : 'software emulation'}) …`)
    return bootGuest({
      image: kernel.image,
      initrd,
      packages,
      results,
      accelerator,
      timeLimit,
      onLine: (line) => {
        readLine(report, line)
        if (!line.startsWith('plan ')) console.log(line)
      },
    })
  }
  let end = mayUseKvm(cache) ? await boot('kvm') : null
  if (end === 'never started') noteThatKvmDoesNotWork(cache)
  if (end === null || end === 'never started') end = await boot('tcg')
  const sum = totals(report)
  if (end !== 'ended') {
    sum.failed += 1
    console.log(`not ok the guest machine runs to its end: ${end}; see ${join(results, 'console.log')}`)
  }
  console.log(`Device lab: ${((performance.now() - began) / 1000).toFixed(0)} s`)
  console.log(`LAB ${JSON.stringify(sum)}`)
  if (sum.failed > 0) process.exitCode = 1
}

await runTool(async () => {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const draft = mkdtempSync(join(tmpdir(), 'passonly-lab-'))
  try {
    await lab(draft)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
})
