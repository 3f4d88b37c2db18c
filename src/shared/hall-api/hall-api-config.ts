import { z } from 'zod'
import { originSchema, serviceIdSchema } from '../service-config.ts'

/** How the hall's own software reaches this terminal. */
export const hallApiSchema = z.strictObject({
  /** Port on 127.0.0.1. */
  port: z.int().min(1024).max(65_535),
  /** Who may ask. */
  clients: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z0-9-]{1,40}$/),
        /** SM3 digest of the client's token, which itself stands nowhere. */
        tokenDigest: z.string().regex(/^sm3:[0-9a-f]{64}$/),
        /** Of pages that ask from a browser; a program outside a browser names none. */
        origins: z.array(originSchema).min(1).max(8).optional(),
        /** The services it may ask for; all of them where it is left out. */
        services: z.array(serviceIdSchema).min(1).max(200).optional(),
      }),
    )
    .min(1)
    .max(8),
})
export type HallApiConfig = z.infer<typeof hallApiSchema>
export type HallClientConfig = HallApiConfig['clients'][number]

interface ClientFault {
  readonly path: readonly (string | number)[]
  readonly message: string
}

interface Configured {
  readonly hallApi?: HallApiConfig | undefined
  readonly services: readonly { readonly id: string }[]
}

/** Clients that could not be told apart, or may ask for what there is not. */
export function hallClientFaults({ hallApi, services }: Configured): readonly ClientFault[] {
  const clients = hallApi?.clients ?? []
  const faults: ClientFault[] = []
  for (const [index, { name, tokenDigest, services: own }] of clients.entries()) {
    const before = clients.slice(0, index)
    const path = ['hallApi', 'clients', index]
    if (before.some((other) => other.name === name)) {
      faults.push({ path: [...path, 'name'], message: 'client names must differ' })
    }
    if (before.some((other) => other.tokenDigest === tokenDigest)) {
      faults.push({ path: [...path, 'tokenDigest'], message: 'every client needs a token of its own' })
    }
    const unknown = own?.findIndex((id) => !services.some((service) => service.id === id)) ?? -1
    if (unknown >= 0) {
      faults.push({ path: [...path, 'services', unknown], message: 'is not one of the services' })
    }
  }
  return faults
}
