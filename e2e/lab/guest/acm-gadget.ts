import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const gadget = '/sys/kernel/config/usb_gadget/scanner'

/** The kernel's own USB port for its own gadgets (dummy_hcd). */
const port = 'dummy_udc.0'

/** Where the terminal finds the scanner. */
export const acmPath = '/dev/ttyACM0'

/** The scanner's end of the line. */
const scannersEnd = '/dev/ttyGS0'

/** A scanner on USB that poses as a serial port (CDC ACM): the kernel's gadget on the one side, cdc-acm on the other. */
export interface AcmScanner {
  /** Sends a code and its end. */
  scan(code: Uint8Array): void
  /** Pulls the plug. */
  unplug(): void
}

/** Plugs it in. A kernel without gadgets makes this throw. */
export function plugInAcmScanner(): AcmScanner {
  const configuration = join(gadget, 'configs', 'c.1')
  const line = join(gadget, 'functions', 'acm.usb0')
  for (const folder of [gadget, configuration, line]) mkdirSync(folder)
  writeFileSync(join(gadget, 'idVendor'), '0x1eab')
  writeFileSync(join(gadget, 'idProduct'), '0x0006')
  symlinkSync(line, join(configuration, 'acm.usb0'))
  writeFileSync(join(gadget, 'UDC'), port)
  // A scanner sends what it read as it is; a terminal's line would echo and change line ends.
  execFileSync('stty', ['-F', scannersEnd, 'raw', '-echo'])
  const file = openSync(scannersEnd, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  return {
    scan: (code) => {
      const sent = Buffer.concat([code, Buffer.from('\r')])
      if (writeSync(file, sent) !== sent.length) throw new Error('the serial line is full')
    },
    unplug: () => {
      closeSync(file)
      writeFileSync(join(gadget, 'UDC'), '\n')
    },
  }
}
