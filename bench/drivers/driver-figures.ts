import type { Figure } from '../measure/figures.ts'
import { frameFigures } from './frame-figures.ts'
import { documentFigures } from './document-figures.ts'

/** Each driver beside the least that could be done with the same octets; `tell` hears of each figure that is done. */
export async function driverFigures(tell: (figure: Figure) => void): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  const take = (figure: Figure) => {
    figures.push(figure)
    tell(figure)
  }
  frameFigures(take)
  await documentFigures(take)
  return figures
}
