import { z } from 'zod'
import { customNumberSchema } from './check.ts'

/** The one line a sandbox prints on standard output, as JSON, when all of it listens. All addresses are loopback. */
export const sandboxReadySchema = z.strictObject({
  ready: z.literal(true),
  /** Base address of the platform, e.g. `http://127.0.0.1:41001`. */
  platform: z.url(),
  /** Address of the wallet page. */
  wallet: z.url(),
  /** Address of the device bench page. */
  bench: z.url(),
  /** Address of the page that shows one check from its four sides. */
  fourSides: z.url(),
  /** The relying parties' sites, each with the number and the name that it has at the platform. */
  relyingParties: z.array(z.object({ customNumber: customNumberSchema, name: z.string(), site: z.url() })),
  /** TCP port of the virtual devices' link. */
  virtualDevicesPort: z.int().min(1).max(65535),
  /** Folder with the sandbox's database and certificate authority. */
  folder: z.string(),
  /** The sandbox's root certificate (PEM file), the trust anchor of a terminal that uses it. */
  platformRoot: z.string(),
  /** Folder with the root certificates of the sandbox's authorities that issue travel documents (DER files). */
  documentTrust: z.string(),
  /** Configuration of a terminal that uses this sandbox (JSON file, see config.ts). */
  terminalConfig: z.string(),
  /** Folder for the terminal of the present scene; null when the sandbox was not told where terminals live. */
  terminalFolder: z.string().nullable(),
})
export type SandboxReady = z.infer<typeof sandboxReadySchema>

/** A line that it prints later, when somebody has set up another scene: the terminal is to be started anew. */
export interface StageLine extends Pick<SandboxReady, 'terminalConfig' | 'terminalFolder'> {
  readonly stage: string
}
