import { type ServerResponse, STATUS_CODES } from 'node:http'
import { problemBody, problems, type Refusal } from '../../shared/hall-api/contract.ts'

/** Of every answer: it is for its caller alone, and nothing else than it says it is. */
const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

type Headers = Readonly<Record<string, string>>

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: Headers): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    ...always,
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

function problemHeaders({ problem, retryAfter }: Refusal): Headers {
  return {
    ...always,
    'content-type': 'application/problem+json',
    ...(problem === 'unauthorised' && { 'www-authenticate': 'Bearer' }),
    ...(retryAfter !== undefined && { 'retry-after': String(Math.ceil(retryAfter / 1000)) }),
  }
}

export function answerProblem(response: ServerResponse, refusal: Refusal, headers: Headers = {}): void {
  const text = JSON.stringify(problemBody(refusal))
  response.writeHead(problems[refusal.problem].status, {
    ...headers,
    ...problemHeaders(refusal),
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

/** A whole refusal in bytes, for a connection that has no response object (any more). */
export function rawProblem(refusal: Refusal): string {
  const { status } = problems[refusal.problem]
  const text = JSON.stringify(problemBody(refusal))
  const headers = {
    ...problemHeaders(refusal),
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  }
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    text,
  ].join('\r\n')
}
