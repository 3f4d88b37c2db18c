import { timingSafeEqual } from 'node:crypto'
import { sm3 } from '../../shared/gm/sm3.ts'
import type { HallClientConfig } from '../../shared/hall-api/hall-api-config.ts'
import { tokenSchema } from '../../shared/hall-api/contract.ts'
import type { Client } from './hall-checks.ts'

/** The clients that a hall configured, known by their tokens and by the origins of their pages. */
export interface HallClients {
  /** Whose token this is. Takes as long whoever's it is, and whether it is anybody's. */
  readonly byToken: (token: string) => Client | null
  readonly allows: (client: Client, origin: string) => boolean
  /** Whether any client's pages have this origin. */
  readonly knows: (origin: string) => boolean
}

export function hallClients(clients: readonly HallClientConfig[]): HallClients {
  const kept = clients.map(({ tokenDigest, origins = [] }) => {
    const [, digest = ''] = tokenDigest.split(':')
    return { digest: Buffer.from(digest, 'hex'), origins }
  })
  return {
    byToken(token) {
      if (!tokenSchema.safeParse(token).success) return null
      const own = sm3(new TextEncoder().encode(token))
      const found = kept.map(({ digest }) => timingSafeEqual(digest, own))
      const client = found.indexOf(true)
      return client === -1 ? null : client
    },
    allows: (client, origin) => kept[client]?.origins.includes(origin) ?? false,
    knows: (origin) => kept.some(({ origins }) => origins.includes(origin)),
  }
}
