import { expect, test } from 'vitest'
import type { DeviceAlarm } from '../../shared/device-alarm.ts'
import type { Device } from '../../shared/device-contract.ts'
import { readerRecorder } from './reader-record.ts'

const reader: Device = { kind: 'card-reader', state: 'ready', vendorId: 0x0400, productId: 0xc35a }
const opening: Device = { ...reader, state: 'opening' }
const faulty: Device = { ...reader, state: 'faulty' }
const strange = (alarm: DeviceAlarm): Device => ({ ...faulty, alarm })

/** What is recorded of these lists of readers, one after the other. */
function recordOf(...lists: readonly (readonly Device[])[]): readonly string[] {
  const recorded: string[] = []
  const take = readerRecorder((id, fields) => {
    recorded.push([id, ...Object.values(fields)].join(' '))
  })
  for (const list of lists) take(list)
  return recorded
}

const otherSam = 'device.alarm card-reader 1024 50010 other-sam'
const otherPlace = 'device.alarm card-reader 1024 50010 other-place'

test('a reader that is not the enrolled one is an alarm, once, also when another host opens it again', () => {
  const lists = [[opening], [strange('other-sam')], [strange('other-sam')], [opening], [strange('other-sam')]]
  expect(recordOf(...lists)).toEqual([otherSam])
})

test('each change is an alarm of its own', () => {
  expect(recordOf([strange('other-sam')], [strange('other-place')], [strange('other-sam')])).toEqual([
    otherSam,
    otherPlace,
    otherSam,
  ])
})

test('the alarm is raised anew when the reader was gone, or was the enrolled one, in between', () => {
  expect(recordOf([strange('other-sam')], [], [strange('other-sam')])).toEqual([otherSam, otherSam])
  expect(recordOf([strange('other-sam')], [reader], [strange('other-sam')])).toEqual([
    otherSam,
    'device.attached card-reader 1024 50010',
    otherSam,
  ])
})

test('of two alike, the one that is enrolled hides no alarm of the other', () => {
  const lists = [
    [reader, strange('other-place')],
    [strange('other-place'), reader],
  ]
  expect(recordOf(...lists)).toEqual(['device.attached card-reader 1024 50010', otherPlace])
})

test('a reader that merely does not work is no alarm', () => {
  expect(recordOf([faulty], [opening], [faulty])).toEqual([])
})
