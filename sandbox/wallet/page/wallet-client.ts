import type { z } from 'zod'
import { AskError, getJson, postJson } from '../../web/page/ask.ts'
import { type RefusalBody, walletRefusalSchema } from '../refusal-codes.ts'

/** What the server said: an answer, a refusal of the closed list, or nothing. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refused: Refused }
export type Refused = RefusalBody | 'unreachable'

async function answering<Value>(question: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await question }
  } catch (error) {
    if (!(error instanceof AskError)) throw error
    const refused = walletRefusalSchema.safeParse(error.said)
    return { ok: false, refused: refused.success ? refused.data : 'unreachable' }
  }
}

export function ask<Schema extends z.ZodType>(
  path: string,
  query: Readonly<Record<string, string>>,
  schema: Schema,
): Promise<Answer<z.infer<Schema>>> {
  return answering(getJson(`${path}?${new URLSearchParams(query).toString()}`, schema))
}

export function send<Schema extends z.ZodType>(
  path: string,
  body: unknown,
  schema: Schema,
): Promise<Answer<z.infer<Schema>>> {
  return answering(postJson(path, body, schema))
}

/** The right answer, asked for until it comes. @param pause ms between two questions */
export async function untilAnswered<Value>(
  question: () => Promise<Answer<Value>>,
  pause = 1_000,
): Promise<Value> {
  for (;;) {
    const answer = await question()
    if (answer.ok) return answer.value
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
