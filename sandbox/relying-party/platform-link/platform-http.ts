import { largestMessage } from '../../../src/shared/wire.ts'

/** Why there is no answer to go by. It never is a word about a person. */
export type Unavailable = 'offline' | 'refused' | 'not-found' | 'busy' | 'clock' | 'answer' | 'left'

export type Answer<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'unavailable'; readonly reason: Unavailable }

export function unavailable(reason: Unavailable): {
  readonly kind: 'unavailable'
  readonly reason: Unavailable
} {
  return { kind: 'unavailable', reason }
}

export interface PlatformHttp {
  /** @param limit time to the last byte of the answer (ms) */
  post(path: string, mediaType: string, body: Uint8Array, limit: number): Promise<Answer<Uint8Array>>
  get(path: string, limit: number, gone: AbortSignal): Promise<Answer<Uint8Array>>
}

const reasonFor: Readonly<Record<number, Unavailable>> = { 404: 'not-found', 412: 'clock', 429: 'busy' }

/** The platform's HTTP service, of which nothing is read but the status and the body. */
export function platformHttp(url: string): PlatformHttp {
  const ask = async (path: string, init: RequestInit): Promise<Answer<Uint8Array>> => {
    try {
      const response = await fetch(`${url}${path}`, { redirect: 'error', ...init })
      const body = new Uint8Array(await response.arrayBuffer())
      if (!response.ok)
        return unavailable(reasonFor[response.status] ?? (response.status < 500 ? 'refused' : 'offline'))
      return body.length > largestMessage ? unavailable('answer') : { kind: 'answer', value: body }
    } catch (error) {
      // Whatever becomes of a connection, `fetch` says it by one of these two.
      if (error instanceof TypeError || error instanceof DOMException) return unavailable('offline')
      throw error
    }
  }
  return {
    post: (path, mediaType, body, limit) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': mediaType },
        body: Buffer.from(body),
        signal: AbortSignal.timeout(limit),
      }),
    get: (path, limit, gone) => ask(path, { signal: AbortSignal.any([gone, AbortSignal.timeout(limit)]) }),
  }
}
