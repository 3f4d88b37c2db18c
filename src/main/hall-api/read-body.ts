import type { IncomingMessage } from 'node:http'
import type { Refusal } from '../../shared/hall-api/contract.ts'

/** The JSON value of a request's body; `value` is still to be checked. */
export type Body = { readonly value: unknown; readonly problem?: never } | Refusal

/** Reads no more than `limit` bytes, and nothing at all where more were announced, or of another kind than JSON. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers
  const isJson = /^application\/json(?: *; *charset="?utf-8"?)? *$/i.test(type)
  if (!isJson || encoding !== 'identity') return { problem: 'unsupported-media-type' }
  if (Number(request.headers['content-length'] ?? 0) > limit) return { problem: 'body-too-large' }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body comes in bytes')
    length += chunk.length
    if (length > limit) return { problem: 'body-too-large' }
    chunks.push(chunk)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    const value: unknown = JSON.parse(text)
    return { value }
  } catch (error) {
    // What TextDecoder and JSON.parse throw at what is neither UTF-8 nor JSON.
    if (error instanceof TypeError || error instanceof SyntaxError) return { problem: 'malformed' }
    throw error
  }
}
