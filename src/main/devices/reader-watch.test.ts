import { expect, it } from 'vitest'
import type { Device } from '../../shared/device-contract.ts'
import type { ReaderState } from '../../shared/journey-view.ts'
import { createReaderWatch } from './reader-watch.ts'

const scanner: Device = { kind: 'qr-scanner', state: 'ready', vendorId: 1, productId: 1 }
const reader: Device = { kind: 'card-reader', state: 'ready', vendorId: 2, productId: 2 }

function watched(kind: Device['kind']) {
  const readers = createReaderWatch()
  const said: ReaderState[] = []
  const stop = readers.watch(kind, (state) => said.push(state))
  return { readers, said, stop }
}

it('whoever begins to watch hears how it stands', () => {
  const { readers } = watched('qr-scanner')
  readers.note([scanner])
  const said: ReaderState[] = []
  readers.watch('qr-scanner', (state) => said.push(state))
  expect(said).toEqual(['ready'])
})

it('removing one of two readers is not "no reader"', () => {
  const { readers, said } = watched('qr-scanner')
  readers.note([scanner, { ...scanner, productId: 2 }])
  readers.note([scanner])
  readers.note([])
  expect(said).toEqual(['starting', 'ready', 'absent'])
})

it('readers of another kind change nothing', () => {
  const { readers, said } = watched('card-reader')
  readers.note([scanner])
  readers.note([scanner, { ...reader, state: 'opening' }])
  readers.note([reader])
  readers.note([{ ...reader, state: 'faulty' }])
  expect(said).toEqual(['starting', 'absent', 'starting', 'ready', 'absent'])
})

it('readers that another host takes over are starting until it tells of them', () => {
  const { readers, said } = watched('qr-scanner')
  readers.note([scanner])
  readers.restart()
  readers.note([scanner])
  expect(said).toEqual(['starting', 'ready', 'starting', 'ready'])
})

it('a reader that is away does not start because a host took over', () => {
  const { readers, said } = watched('qr-scanner')
  readers.note([])
  readers.restart()
  expect(said).toEqual(['starting', 'absent'])
})

it('who has stopped watching hears nothing', () => {
  const { readers, said, stop } = watched('qr-scanner')
  stop()
  readers.note([scanner])
  expect(said).toEqual(['starting'])
})
