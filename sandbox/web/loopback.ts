import type { FastifyInstance } from 'fastify'

/**
 * Keeps pages of other sites away from a server on the loopback: a request must name the loopback as its host (a
 * name that was re-bound to 127.0.0.1 does not) and, where a browser says which page asks, that page must be ours.
 */
export function guardLoopback(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { host, origin } = request.headers
    if (
      host === undefined ||
      !isLoopbackHost(host) ||
      (origin !== undefined && origin !== `http://${host}`)
    ) {
      void reply.code(403).send({ code: 'foreign' })
      return
    }
    done()
  })
}

/** @param host a Host header, such as `127.0.0.1:41001` */
function isLoopbackHost(host: string): boolean {
  return /^(127\.0\.0\.1|localhost)(:[0-9]{1,5})?$/.test(host)
}
