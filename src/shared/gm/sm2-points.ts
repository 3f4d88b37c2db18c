import { sm2 } from 'sm-crypto'
import { toHex } from './bytes.ts'
import { GmError } from './errors.ts'
import { curve, decodePoint, encodePoint, type Coordinates } from './sm2-curve.ts'

/** A point of the library: it multiplies and adds, faster when it has a table of its multiples. */
export type CurvePoint = ReturnType<typeof sm2.precomputePublicKey>

/** 9 to 11 ms to build, five times faster afterwards. A wider window takes far longer to build and gains little. */
const tableWindow = 5
const keptPoints = 64
const usesBeforeTable = 3

interface KeptPoint {
  readonly point: CurvePoint
  uses: number
}

interface PointClass {
  fromAffine(coordinates: Coordinates): CurvePoint
}

const kept = new Map<string, KeptPoint>()
const withTable = new WeakSet<CurvePoint>()
let generator: CurvePoint | undefined

/** The base point, with its table (made at the first use). */
export function basePoint(): CurvePoint {
  generator ??= sm2.precomputePublicKey(toHex(encodePoint({ x: curve.gx, y: curve.gy })), tableWindow)
  return generator
}

/** The point of a key that is met once (a ciphertext's). Throws like `assertOnCurve`. */
export function passingPoint(publicKey: Uint8Array): CurvePoint {
  // The library hands out no point without building a table for it; its class, reached from the base point, does.
  const pointClass: unknown = basePoint().constructor
  if (!isPointClass(pointClass)) throw new GmError('algorithm')
  return pointClass.fromAffine(decodePoint(publicKey))
}

/**
 * The point of a public key. Throws like `assertOnCurve`. A terminal meets the same few keys again and again (the
 * platform's, its authority's), so the last ones are kept and get a table at their third use. What is computed
 * with a point never depends on that.
 */
export function publicPoint(publicKey: Uint8Array): CurvePoint {
  const entry = keep(publicKey)
  entry.uses += 1
  if (entry.uses >= usesBeforeTable) giveTable(entry.point)
  return entry.point
}

/**
 * Makes the tables of the base point and of a key ahead of time, so that the first signature or envelope is as
 * fast as the later ones. Throws like `assertOnCurve`.
 */
export function preparePublicKey(publicKey: Uint8Array): void {
  giveTable(keep(publicKey).point)
}

function keep(publicKey: Uint8Array): KeptPoint {
  const name = toHex(publicKey)
  const entry = kept.get(name) ?? { point: passingPoint(publicKey), uses: 0 }
  kept.delete(name)
  kept.set(name, entry)
  if (kept.size > keptPoints) {
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }
  return entry
}

function giveTable(point: CurvePoint): void {
  if (withTable.has(point)) return
  point.precompute(tableWindow, false)
  withTable.add(point)
}

function isPointClass(value: unknown): value is PointClass {
  return typeof value === 'function' && 'fromAffine' in value && typeof value.fromAffine === 'function'
}
