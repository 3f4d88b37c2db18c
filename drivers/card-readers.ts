/**
 * Entry of the program by which a technician enrols readers of resident cards: see docs/devices.md. The arguments are
 * the serial ports to look at beside USB.
 */
import { argv } from 'node:process'
import { serialPathSchema } from '../src/shared/scanner-config.ts'
import { systemClock } from './clock.ts'
import { surveyReaders, surveyText } from './resident-card/reader-survey.ts'
import { serialSamSource, usbSamSources } from './resident-card/sam-source.ts'
import { serialportPorts } from './serial/serialport-ports.ts'
import { loadUsb } from './resident-card/usb-package.ts'
import { loadSerialport } from './serial/serial-package.ts'

const ports = serialportPorts(loadSerialport)
const paths = serialPathSchema.array().safeParse(argv.slice(2))
if (paths.success) {
  const places = [
    usbSamSources(loadUsb(), systemClock),
    ...paths.data.map((path) => serialSamSource(ports, path, systemClock)),
  ]
  // The clock alone keeps no process running.
  const alive = setInterval(() => undefined, 1_000)
  process.stdout.write(`${surveyText(await surveyReaders(places, systemClock))}\n`)
  clearInterval(alive)
} else {
  process.stderr.write('node tools/readers.mjs [serial port, such as /dev/ttyS1]...\n')
  process.exitCode = 1
}
