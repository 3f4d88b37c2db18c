import { expect, test } from 'vitest'
import { virtualSam } from '../../sandbox/bench/sam/virtual-sam.ts'
import { defaultDevices, devicesSchema } from '../../src/shared/device-config.ts'
import { fakeClock } from '../clock.fake.ts'
import type { ReaderPlace } from './enrolment.ts'
import { surveyReaders, surveyText } from './reader-survey.ts'
import type { SamReader } from './sam-readers.ts'
import type { SamSources } from './sam-source.ts'
import { type FakeSamTransport, fakeSamTransport, passUntil } from './sam-transport.fake.ts'

const usb: ReaderPlace = { type: 'usb', vendorId: 0x0400, productId: 0xc35a, port: '1-2.4' }
const serial: ReaderPlace = { type: 'serial', path: '/dev/ttyS1' }

/** What a survey finds of readers at these places, with a SAM in them that passes its test or does not. */
async function survey(places: readonly { place: ReaderPlace; works: boolean }[], speaks = true) {
  const clock = fakeClock()
  const opened: FakeSamTransport[] = []
  const asked: string[][] = []
  const sources: SamSources = {
    watch: (onSources) => {
      if (!speaks) return () => undefined
      onSources(
        places.map(({ place, works }, index) => ({
          key: `${index}`,
          place,
          open: async () => {
            const transport: FakeSamTransport = fakeSamTransport((command) => {
              sam.receive(command)
            })
            const sam = virtualSam({ clock, serial: index, send: (octets) => transport.deliver(octets) })
            if (!works) sam.setFaults({ selfTestFailed: true })
            opened.push(transport)
            asked.push(transport.written)
            return transport
          },
        })),
      )
      return () => undefined
    },
  }
  const { value } = await passUntil(clock, surveyReaders([sources], clock))
  return { readers: value, closed: opened.map(({ closed }) => closed), asked, pending: clock.pending }
}

test('every reader is tested and asked for its number, never for a card, and closed', async () => {
  const { readers, closed, asked, pending } = await survey([
    { place: usb, works: true },
    { place: serial, works: false },
  ])
  expect(readers.map(({ state }) => state)).toEqual(['ready', 'faulty'])
  expect(closed).toEqual([true, true])
  expect(asked[0]).toEqual(['12ff', '11ff'])
  expect(pending).toBe(0)
})

test('where nothing speaks there is none', async () => {
  expect((await survey([])).readers).toEqual([])
  expect((await survey([{ place: usb, works: true }], false)).readers).toEqual([])
  expect(surveyText([])).toBe('No reader of resident cards was found.')
})

test('a technician is told place, number and test, and what to enter to enrol the reader', async () => {
  const { readers } = await survey([
    { place: usb, works: true },
    { place: serial, works: true },
  ])
  const text = surveyText(readers)
  expect(text.split('\n').slice(0, 3)).toEqual([
    'USB 0400:c35a at 1-2.4',
    '  SAM number  05.03-20260101-0000990000-0000000000',
    '  self-test   passed',
  ])
  const entries = [...text.matchAll(/to enrol\s+(.+)$/gm)].map(([, entry = '']): unknown => JSON.parse(entry))
  const devices = { ...defaultDevices, cardReaders: entries }
  expect(devicesSchema.parse(devices).cardReaders).toEqual([
    { kind: 'usb', samNumber: '05.03-20260101-0000990000-0000000000', usbId: '0400:c35a', port: '1-2.4' },
    { kind: 'serial', path: '/dev/ttyS1', samNumber: '05.03-20260101-0000990000-0000000001' },
  ])
})

test('one that cannot be used is told with the reason', () => {
  const readers: readonly SamReader[] = [
    { state: 'faulty', place: serial, fault: 'silent' },
    { state: 'opening', place: usb },
  ]
  expect(surveyText(readers).split('\n')).toEqual([
    'serial /dev/ttyS1',
    '  not usable  silent',
    'USB 0400:c35a at 1-2.4',
    '  not usable  no end to its opening',
  ])
})
