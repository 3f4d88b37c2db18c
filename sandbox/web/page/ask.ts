import { config, type z } from 'zod'

// The pages' policy forbids the code that zod would compile. A page imports this file before any file with a schema.
config({ jitless: true })

/** The server did not answer, or not in the form that both sides agreed on. */
export class AskError extends Error {
  /** The status of a refusal; undefined when no answer came. */
  readonly status: number | undefined
  /** What the refusal said, of any shape. */
  readonly said: unknown

  constructor(options: ErrorOptions & { readonly status?: number; readonly said?: unknown } = {}) {
    super('no usable answer', options)
    this.name = 'AskError'
    this.status = options.status
    this.said = options.said
  }
}

async function ask<Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  init?: RequestInit,
): Promise<z.infer<Schema>> {
  let answer: unknown
  try {
    const response = await fetch(url, { cache: 'no-store', ...init })
    answer = await response.json()
    if (!response.ok) throw new AskError({ status: response.status, said: answer })
  } catch (error) {
    throw error instanceof AskError ? error : new AskError({ cause: error })
  }
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw new AskError({ cause: parsed.error })
  return parsed.data
}

/** @throws AskError */
export async function getJson<Schema extends z.ZodType>(url: string, schema: Schema) {
  return ask(url, schema)
}

/** @throws AskError */
export async function postJson<Schema extends z.ZodType>(url: string, body: unknown, schema: Schema) {
  const headers = { 'content-type': 'application/json' }
  return ask(url, schema, { method: 'POST', headers, body: JSON.stringify(body) })
}
