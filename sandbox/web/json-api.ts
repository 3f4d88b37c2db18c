import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { z } from 'zod'
import { guardLoopback } from './loopback.ts'

/** Thrown by an action to answer with a status of its own and a code from a closed list. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: string
  /** What else the answer says, each a word of a closed list as well. */
  readonly more: Readonly<Record<string, string>>

  constructor(status: number, code: string, more: Readonly<Record<string, string>> = {}) {
    super(code)
    this.name = 'ApiRefusal'
    this.status = status
    this.code = code
    this.more = more
  }
}

export interface JsonApi {
  readonly server: FastifyInstance
  /** What is the same for everybody: a query is not read. */
  get(path: string, answer: () => unknown): void
  /** @param schema what the query must be; anything else gets 400 and never reaches `answer` */
  ask<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    answer: (query: z.infer<Schema>) => unknown,
  ): void
  /** @param schema what the body must be; anything else gets 400 and never reaches `act` */
  post<Schema extends z.ZodType>(path: string, schema: Schema, act: (body: z.infer<Schema>) => unknown): void
}

/**
 * A small JSON server for one of the sandbox's pages: loopback only, no logging, bodies parsed by a schema, answers
 * without a word about what was wrong inside.
 */
export function createJsonApi(): JsonApi {
  const server = Fastify({ logger: false, bodyLimit: 64 * 1024, forceCloseConnections: true })
  guardLoopback(server)
  server.setErrorHandler((error, _request, reply) => sendError(error, reply))
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'not-found' }))
  return {
    server,
    get: (path, answer) => {
      server.get(path, (_request, reply) => reply.send(answer()))
    },
    ask: (path, schema, answer) => {
      server.get(path, async (request, reply) => {
        const query = schema.safeParse(request.query)
        if (!query.success) return reply.code(400).send({ code: 'malformed' })
        return answer(query.data)
      })
    },
    post: (path, schema, act) => {
      server.post(path, async (request, reply) => {
        const body = schema.safeParse(request.body)
        if (!body.success) return reply.code(400).send({ code: 'malformed' })
        return (await act(body.data)) ?? {}
      })
    },
  }
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof ApiRefusal) return reply.code(error.status).send({ code: error.code, ...error.more })
  const status = statusOf(error)
  return reply.code(status).send({ code: status < 500 ? 'malformed' : 'failed' })
}

/** The status that Fastify gave its own refusals (body too large, other media type); 500 for anything unforeseen. */
function statusOf(error: unknown): number {
  const known = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof known === 'number' && known >= 400 && known < 500 ? known : 500
}
