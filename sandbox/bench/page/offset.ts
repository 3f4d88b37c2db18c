import type { BenchTexts } from './locale-zh-cn.ts'

/** How far the platform's clock is from the machine's, in words. */
export function describeOffset(offsetMs: number, texts: BenchTexts): string {
  const total = Math.round(Math.abs(offsetMs) / 1000)
  if (total === 0) return texts.clockAsMachine
  const minutes = Math.floor(total / 60)
  const parts = [
    ...(minutes > 0 ? [`${minutes}${texts.units.minute}`] : []),
    ...(total % 60 > 0 ? [`${total % 60}${texts.units.second}`] : []),
  ]
  return offsetMs > 0 ? texts.clockAhead(parts.join(' ')) : texts.clockBehind(parts.join(' '))
}
