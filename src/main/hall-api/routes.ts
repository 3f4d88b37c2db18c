import { hallApiBase, hallCheckIdSchema } from '../../shared/hall-api/contract.ts'

/** What an address means. */
export type Route =
  | { readonly to: 'openapi' | 'checks' }
  | { readonly to: 'check' | 'events'; readonly id: string }

/** The methods that each kind of address takes; events are a WebSocket's. */
export const methodsAt = {
  openapi: ['GET'],
  checks: ['POST'],
  check: ['GET', 'DELETE'],
  events: ['GET'],
} as const satisfies Record<Route['to'], readonly string[]>

/** @returns null where there is no such address; a query is part of none */
export function routeOf(url: string | undefined): Route | null {
  const path = url?.startsWith(`${hallApiBase}/`) ? url.slice(hallApiBase.length) : ''
  if (path === '/openapi.json') return { to: 'openapi' }
  if (path === '/checks') return { to: 'checks' }
  const [, id = '', events] = /^\/checks\/([0-9a-f-]{36})(\/events)?$/.exec(path) ?? []
  if (!hallCheckIdSchema.safeParse(id).success) return null
  return { to: events === undefined ? 'check' : 'events', id }
}
