import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { sceneIds } from './scenes/scene-ids.ts'

/** So many threads unless told otherwise: the set-up whose figures `npm run bench -- platform` gives. */
export const platformThreads = 2

const port = z.coerce.number().int().min(0).max(65535)

const optionsSchema = z.strictObject({
  /** Where the sandbox keeps everything; made when it is missing. */
  folder: z
    .string()
    .min(1)
    .transform((folder) => path.resolve(folder)),
  /** Ports on 127.0.0.1; 0 lets the system choose. */
  platformPort: port,
  walletPort: port,
  benchPort: port,
  virtualPort: port,
  fourSidesPort: port,
  /** State folder of the terminal whose journal the four-sided page reads. */
  terminalFolder: z
    .string()
    .min(1)
    .transform((folder) => path.resolve(folder))
    .optional(),
  /** Whether an operator lets each terminal in by hand, at the bench; else its enrolment code suffices. */
  approveByHand: z.boolean(),
  /** No limits of rate, for tools that drive everything faster than people can. */
  unlimited: z.boolean(),
  /** What the sandbox is set up for when it starts. */
  scene: z.enum(sceneIds).default('hall'),
  /** Whether the exam and the hotel have a counter with staff in place of a kiosk. */
  counter: z.boolean().default(false),
  /** Threads on which the platform verifies and opens; 0: on the event loop's own. */
  threads: z.coerce.number().int().min(0).max(64),
})
export type SandboxOptions = z.infer<typeof optionsSchema>

/**
 * `--folder DIR [--platform-port N] [--wallet-port N] [--bench-port N] [--virtual-port N]
 * [--four-sides-port N] [--terminal-folder DIR] [--scene NAME] [--threads N]
 * [--approve-by-hand] [--unlimited] [--counter]`
 * @throws Error when an option is missing, unknown or not a port
 */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      folder: { type: 'string' },
      'platform-port': { type: 'string', default: '0' },
      'wallet-port': { type: 'string', default: '0' },
      'bench-port': { type: 'string', default: '0' },
      'virtual-port': { type: 'string', default: '0' },
      'four-sides-port': { type: 'string', default: '0' },
      'terminal-folder': { type: 'string' },
      scene: { type: 'string' },
      threads: { type: 'string', default: String(platformThreads) },
      unlimited: { type: 'boolean', default: false },
      counter: { type: 'boolean', default: false },
      'approve-by-hand': { type: 'boolean', default: false },
    },
  })
  return optionsSchema.parse({
    folder: values.folder,
    platformPort: values['platform-port'],
    walletPort: values['wallet-port'],
    benchPort: values['bench-port'],
    virtualPort: values['virtual-port'],
    fourSidesPort: values['four-sides-port'],
    terminalFolder: values['terminal-folder'],
    scene: values.scene,
    counter: values.counter,
    threads: values.threads,
    approveByHand: values['approve-by-hand'],
    unlimited: values.unlimited,
  })
}
