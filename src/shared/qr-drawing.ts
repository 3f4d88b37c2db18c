import { create } from 'qrcode'

export interface QrDrawing {
  /** Modules along one side, quiet zone included. */
  readonly size: number
  /** SVG path of the dark modules, one unit each. */
  readonly path: string
}

/** Light modules around the symbol, as ISO/IEC 18004 wants them. */
const quietZone = 4

/** A QR symbol with error correction M. */
export function drawQr(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size;) {
      let run = 0
      while (column + run < modules.size && modules.get(row, column + run)) run += 1
      if (run > 0) path += `M${column + quietZone} ${row + quietZone}h${run}v1h-${run}z`
      column += Math.max(run, 1)
    }
  }
  return { size: modules.size + 2 * quietZone, path }
}
