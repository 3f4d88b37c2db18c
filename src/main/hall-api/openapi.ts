import { z } from 'zod'
import {
  hallApiBase,
  hallCheckSchema,
  type ProblemCode,
  problems,
  problemSchema,
  startCheckSchema,
} from '../../shared/hall-api/contract.ts'

type Json = Readonly<Record<string, unknown>>

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (name: string) => ({ 'application/json': { schema: ref(name) } })

/** Refusals with one status are one answer, whose codes tell them apart. */
function refusals(codes: readonly ProblemCode[]): Json {
  const statuses = new Set(codes.map((code) => problems[code].status))
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      {
        description: codes
          .filter((code) => problems[code].status === status)
          .map((code) => `\`${code}\`: ${problems[code].title}`)
          .join(' '),
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    ]),
  )
}

/** What any call may be refused for, before what it asks for is looked at. */
const anywhere = [
  'malformed',
  'unauthorised',
  'origin-not-allowed',
  'slow',
  'wrong-host',
  'too-many-requests',
  'headers-too-large',
  'internal',
] as const satisfies readonly ProblemCode[]

const checkId = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const found = { 200: { description: 'The check.', content: json('Check') } }

/** The contract as an OpenAPI document, made from the schemas by which requests are parsed. */
export function openApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'PassOnly hall API',
      version: '1',
      description:
        'How the hall’s own software asks for an identity check at this terminal, and learns one word.',
    },
    security: [{ token: [] }],
    paths: {
      [`${hallApiBase}/checks`]: {
        post: {
          operationId: 'startCheck',
          summary: 'Has the terminal show the notice of a service. The citizen decides the rest.',
          requestBody: { required: true, content: json('StartCheck') },
          responses: {
            200: { description: 'The check that this key began before.', content: json('Check') },
            201: { description: 'A check has begun.', content: json('Check') },
            ...refusals([
              ...anywhere,
              'service-not-allowed',
              'busy',
              'key-reused',
              'body-too-large',
              'unsupported-media-type',
              'invalid',
              'expected-limit',
              'out-of-service',
            ]),
          },
        },
      },
      [`${hallApiBase}/checks/{id}`]: {
        parameters: [checkId],
        get: {
          operationId: 'getCheck',
          summary: 'How a check stands that this client asked for.',
          responses: { ...found, ...refusals([...anywhere, 'not-found']) },
        },
        delete: {
          operationId: 'cancelCheck',
          summary: 'Calls a check off. A verdict that was given already is told all the same.',
          responses: { ...found, ...refusals([...anywhere, 'not-found', 'check-ended']) },
        },
      },
      [`${hallApiBase}/checks/{id}/events`]: {
        parameters: [checkId],
        get: {
          operationId: 'watchCheck',
          summary:
            'A WebSocket: the check as it stands, then as it ends, each a Check in JSON; then it is closed.',
          responses: {
            101: { description: 'The connection is a WebSocket from now on.' },
            ...refusals([...anywhere, 'not-found']),
          },
        },
      },
      [`${hallApiBase}/openapi.json`]: {
        get: {
          operationId: 'getOpenApi',
          summary: 'This document.',
          responses: {
            200: {
              description: 'This document.',
              content: { 'application/json': { schema: { type: 'object' } } },
            },
            ...refusals(anywhere),
          },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        StartCheck: schemaOf(startCheckSchema),
        Check: schemaOf(hallCheckSchema),
        Problem: schemaOf(problemSchema),
      },
    },
  }
}
