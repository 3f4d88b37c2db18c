import type { FastifyInstance } from 'fastify'
import { inTurn } from '../../src/shared/in-turn.ts'
import { listen } from '../web/listen.ts'

/** A service that can be taken off the network and put back at the same address. */
export interface SwitchableService {
  /** Base address, such as `http://127.0.0.1:41001`; the same while it is down. */
  readonly url: string
  readonly up: boolean
  setUp(up: boolean): Promise<void>
  close(): Promise<void>
}

/** @param create makes a fresh server: one that was closed cannot listen again */
export async function openSwitchableService(
  create: () => FastifyInstance,
  port: number,
): Promise<SwitchableService> {
  let server: FastifyInstance | null = create()
  const url = await listen(server, port)
  const keptPort = Number(new URL(url).port)
  const turn = inTurn()
  const change = async (up: boolean): Promise<void> => {
    if (up && server === null) {
      const next = create()
      await listen(next, keptPort)
      server = next
    } else if (!up && server !== null) {
      const closing = server
      server = null
      await closing.close()
    }
  }
  const setUp = (up: boolean) => turn(() => change(up))
  return {
    url,
    get up() {
      return server !== null
    },
    setUp,
    close: () => setUp(false),
  }
}
