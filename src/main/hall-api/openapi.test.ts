import { expect, it } from 'vitest'
import { z } from 'zod'
import { problems } from '../../shared/hall-api/contract.ts'
import { methodsAt } from './routes.ts'
import { openApi } from './openapi.ts'

const operationSchema = z.looseObject({
  operationId: z.string(),
  responses: z.record(z.string(), z.unknown()),
})
const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.looseObject({
      get: operationSchema.optional(),
      post: operationSchema.optional(),
      delete: operationSchema.optional(),
    }),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
})
const document = documentSchema.parse(openApi())
const operations = Object.values(document.paths).flatMap(({ get, post, delete: remove }) =>
  [get, post, remove].filter((operation) => operation !== undefined),
)

it('has every method of every address', () => {
  const methods = Object.values(document.paths).map((path) =>
    ['get', 'post', 'delete']
      .filter((method) => method in path)
      .join(', ')
      .toUpperCase(),
  )
  expect(new Set(methods)).toEqual(new Set(Object.values(methodsAt).map((known) => known.join(', '))))
  expect(methods).toHaveLength(Object.keys(methodsAt).length)
})

it('names every status that a call can have', () => {
  const named = new Set(operations.flatMap(({ responses }) => Object.keys(responses)))
  const known = Object.values(problems).map(({ status }) => String(status))
  // A method that an address does not take is no operation of it.
  expect(known.filter((status) => status !== '405' && !named.has(status))).toEqual([])
})

it('has schemas that are whole, closed, and found where they are referred to', () => {
  const text = JSON.stringify(document)
  const names = Object.keys(document.components.schemas)
  const referred = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name)
  expect(new Set(referred)).toEqual(new Set(names))
  expect(document.components.schemas['StartCheck']).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['service', 'subject', 'idempotencyKey'],
  })
})
