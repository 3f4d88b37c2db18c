import { expect, test } from 'vitest'
import { walletCodeLength, walletCodePrefix } from './wallet-code.ts'
import { drawQr } from './qr-drawing.ts'

test('a wallet code becomes a symbol with a quiet zone of four modules', () => {
  const { size, path } = drawQr(walletCodePrefix.padEnd(walletCodeLength, 'a'))
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].map(([, x, y, run]) => [
    Number(x),
    Number(y),
    Number(run),
  ])
  expect(runs.map(([x, y, run]) => `M${x} ${y}h${run}v1h-${run}z`).join('')).toBe(path)
  for (const [x = 0, y = 0, run = 0] of runs) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(4)
    expect(Math.max(x + run, y + 1)).toBeLessThanOrEqual(size - 4)
  }
  expect(runs[0]).toEqual([4, 4, 7])
})
