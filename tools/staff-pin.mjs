// @ts-check
/**
 * `node tools/staff-pin.mjs`: reads a PIN from standard input and prints its digest for the configuration of a counter. The
 * PIN stands in no argument, for those every user of a machine can read.
 */
import { stdin } from 'node:process'
import { createInterface } from 'node:readline'
import { runTool, Problem } from './lib/problem.mjs'
import { root } from './lib/paths.mjs'

await runTool(async () => {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport('/src/main/counter/staff-pin.ts', {
    root,
    configFile: false,
    logLevel: 'error',
  })
  const lines = createInterface({ input: stdin })
  const { value: pin = '' } = await lines[Symbol.asyncIterator]().next()
  lines.close()
  if (!/^[0-9]{4,12}$/.test(pin)) throw new Problem('A PIN has 4 to 12 digits.')
  console.log(await module.digestPin(pin))
})
