import type { Clock } from '../clock.ts'
import { type ReaderPlace, usbIdText } from './enrolment.ts'
import { openSamReaders, type SamReader } from './sam-readers.ts'
import type { SamSources } from './sam-source.ts'

/** So long (ms) readers may take to be found, opened at whatever rate, and tested. */
export const surveyLimit = 10_000

/**
 * Opens every reader once, tests it, asks for its number, and closes it again. For enrolment and diagnosis: no card is
 * asked for.
 * @param groups places where readers may be; those that say nothing within the limit have none
 */
export async function surveyReaders(
  groups: readonly SamSources[],
  clock: Clock,
): Promise<readonly SamReader[]> {
  const found = await Promise.all(groups.map((sources) => surveyGroup(sources, clock)))
  return found.flat()
}

function surveyGroup(sources: SamSources, clock: Clock): Promise<readonly SamReader[]> {
  return new Promise((resolve) => {
    let last: readonly SamReader[] = []
    const end = async () => {
      stop()
      await opened.close()
      resolve(last)
    }
    const stop = clock.after(surveyLimit, () => void end())
    const opened = openSamReaders(sources, clock, (readers) => {
      last = readers
      if (readers.every(({ state }) => state !== 'opening')) queueMicrotask(() => void end())
    })
  })
}

/** What the configuration says of this reader once it is enrolled: a member of `cardReaders`. */
function enrolmentOf(place: ReaderPlace, samNumber: string): object {
  return place.type === 'usb'
    ? { kind: 'usb', samNumber, usbId: usbIdText(place), port: place.port }
    : { kind: 'serial', path: place.path, samNumber }
}

function nameOf(place: ReaderPlace): string {
  return place.type === 'usb' ? `USB ${usbIdText(place)} at ${place.port}` : `serial ${place.path}`
}

/** For a technician: where each reader is, whether it works, its number, and how it is enrolled. */
export function surveyText(readers: readonly SamReader[]): string {
  if (readers.length === 0) return 'No reader of resident cards was found.'
  return readers
    .map((reader) => {
      const name = nameOf(reader.place)
      switch (reader.state) {
        case 'ready': {
          const enrolment = JSON.stringify(enrolmentOf(reader.place, reader.samNumber))
          return `${name}\n  SAM number  ${reader.samNumber}\n  self-test   passed\n  to enrol    ${enrolment}`
        }
        case 'faulty':
          return `${name}\n  not usable  ${reader.fault}`
        case 'strange':
          return `${name}\n  not usable  ${reader.alarm}`
        case 'opening':
          return `${name}\n  not usable  no end to its opening`
      }
    })
    .join('\n')
}
