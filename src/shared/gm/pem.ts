import { fromBase64, toBase64 } from './bytes.ts'
import { GmError } from './errors.ts'

/** RFC 7468 text of a DER structure, for instance with the label `CERTIFICATE`; lines of 64 characters. */
export function toPem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/**
 * The bytes of the one block in a text. Throws `encoding` unless the text is exactly one block with this label:
 * text around it, a second block and comments are refused, so that nobody reads another block than we do.
 */
export function fromPem(label: string, text: string): Uint8Array<ArrayBuffer> {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
  const first = lines.shift()
  const last = lines.pop()
  if (first !== `-----BEGIN ${label}-----` || last !== `-----END ${label}-----` || lines.length === 0) {
    throw new GmError('encoding')
  }
  return fromBase64(lines.join(''))
}
