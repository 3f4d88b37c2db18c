import { randomUUID } from 'node:crypto'
import type { HallStands } from '../journey/hall-visit.ts'
import type { CheckReceipt } from '../verification/verification-client.ts'
import { serveCheckEvents } from './check-events.ts'
import { HallChecks, type HallChecksParts } from './hall-checks.ts'
import { hallClients } from './hall-clients.ts'
import { hallHttp, portOf } from './http-server.ts'
import { hallApiLimits } from './limits.ts'
import { openApi } from './openapi.ts'

export type HallApiParts = Omit<HallChecksParts, 'limits' | 'newId'> &
  Partial<Pick<HallChecksParts, 'limits'>>

/** The way in for the hall's own software. */
export interface HallApi {
  readonly note: (stands: HallStands) => void
  readonly noteReceipt: (receipt: CheckReceipt) => void
  /** The port that it listens on; 0 while it does not. */
  readonly port: () => number
  readonly close: () => void
}

/** The loopback, by its one address: a name could be rebound, and another machine could reach any other. */
const loopback = '127.0.0.1'

/** Listens for the hall's software. A port that is taken leaves the terminal as it is, and is tried again. */
export function openHallApi(parts: HallApiParts): HallApi {
  const { config, record, now, limits = hallApiLimits } = parts
  const { hallApi } = config
  if (!hallApi) throw new Error('no software of the hall is configured')
  const checks = new HallChecks({ ...parts, limits, newId: randomUUID })
  const clients = hallClients(hallApi.clients)
  const http = hallHttp({ checks, clients, limits, record, openApi, now })
  const closeEvents = serveCheckEvents({ http, checks, clients, limits, record })
  const { server } = http

  let reopening: NodeJS.Timeout | null = null
  const listen = () => {
    // A connection that could not be accepted is an error of a server that goes on listening.
    if (!server.listening) server.listen(hallApi.port, loopback)
  }
  server.on('listening', () => {
    record('hall-api.start', {})
  })
  server.on('error', (error) => {
    const isTaken = 'code' in error && error.code === 'EADDRINUSE'
    record('hall-api.unavailable', { fault: isTaken ? 'port-taken' : 'refused' })
    reopening = setTimeout(listen, limits.reopen)
    reopening.unref()
  })
  listen()

  return {
    note: (stands) => {
      checks.note(stands)
    },
    noteReceipt: (receipt) => {
      checks.noteReceipt(receipt)
    },
    port: () => portOf(server),
    close() {
      if (reopening) clearTimeout(reopening)
      closeEvents()
      server.close()
      server.closeAllConnections()
    },
  }
}
