import type { FastifyInstance } from 'fastify'

/**
 * Listens on the loopback and nowhere else.
 * @param port 0 lets the system choose
 * @returns base address, such as `http://127.0.0.1:41001`
 */
export async function listen(server: FastifyInstance, port: number): Promise<string> {
  return server.listen({ host: '127.0.0.1', port })
}
