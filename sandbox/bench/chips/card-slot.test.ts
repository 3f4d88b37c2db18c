import { expect, test } from 'vitest'
import { fromHex, toHex } from '../../../src/shared/gm/bytes.ts'
import { openCardSlot } from './card-slot.ts'
import { type Chip, createChip } from './chip.ts'
import { fileId } from './file-system.ts'
import { chipProfiles } from './profiles.ts'
import { seededRandom } from './random.fake.ts'

const select = fromHex('00a4040c07a0000002471001')
const at = () => () => undefined

function chipThatTakes(replyMilliseconds: number): Chip {
  return createChip(
    {
      atr: fromHex('3b800180'),
      behaviour: { ...chipProfiles['exit-entry-permit'].behaviour, replyMilliseconds },
      masterFiles: new Map(),
      applicationFiles: new Map([[fileId.common, fromHex('6000')]]),
      mrzInformation: '',
      cardAccessNumber: null,
      basicAccess: true,
      pace: [],
      activeAuthentication: null,
      chipAuthentication: null,
    },
    seededRandom('chip'),
  )
}

test('a chip answers while it lies there and is on', async () => {
  const slot = openCardSlot(at)
  const chip = chipThatTakes(0)
  expect(await slot.transmit(select)).toBeNull()
  slot.lay(chip)
  expect((await slot.transmit(select))?.length).toBe(0)
  chip.powerOn()
  expect(toHex((await slot.transmit(select)) ?? select)).toBe('9000')
})

test('a chip lifted in the middle of a command gives no answer, and none of its state is left when it is laid back', async () => {
  const slot = openCardSlot(at)
  const chip = chipThatTakes(0)
  slot.lay(chip)
  chip.powerOn()
  slot.liftDuring(2)
  expect(toHex((await slot.transmit(select)) ?? select)).toBe('9000')
  expect(await slot.transmit(fromHex('0084000008'))).toBeNull()
  expect(slot.chip).toBeNull()
  slot.lay(chip)
  expect((await slot.transmit(select))?.length).toBe(0)
  chip.powerOn()
  expect(toHex((await slot.transmit(fromHex('00a4020c02011e'))) ?? select)).toBe('6a82')
})

test('a slow chip answers when its time has passed, and not when it is lifted before', async () => {
  const due: { readonly milliseconds: number; readonly callback: () => void }[] = []
  const slot = openCardSlot((milliseconds, callback) => {
    due.push({ milliseconds, callback })
    return () => undefined
  })
  const chip = chipThatTakes(40)
  slot.lay(chip)
  chip.powerOn()
  const answered = slot.transmit(select)
  expect(due.map(({ milliseconds }) => milliseconds)).toEqual([40])
  due[0]?.callback()
  expect(toHex((await answered) ?? select)).toBe('9000')
  const unanswered = slot.transmit(select)
  slot.lift()
  expect(await unanswered).toBeNull()
})

test('in a disturbed field the chip does what it is told, and its answer is lost', async () => {
  const drawn = [0.9, 0.1, 0.5]
  const slot = openCardSlot(at, () => drawn.shift() ?? 1)
  const chip = chipThatTakes(0)
  slot.lay(chip)
  chip.powerOn()
  slot.disturb(0.5)
  const readCommon = fromHex('00a4020c02011e')
  expect(toHex((await slot.transmit(readCommon)) ?? select)).toBe('6a82')
  expect((await slot.transmit(select))?.length).toBe(0)
  expect(toHex((await slot.transmit(readCommon)) ?? select)).toBe('9000')
})

test('a reader that loses its power hears no more of what was under way, and the chip stays and forgets', async () => {
  let calledOff = 0
  const slot = openCardSlot(() => () => {
    calledOff += 1
  })
  const chip = chipThatTakes(40)
  slot.lay(chip)
  chip.powerOn()
  const unanswered = slot.transmit(select)
  slot.cutOff()
  expect([await unanswered, calledOff, slot.chip]).toEqual([null, 1, chip])
  expect(chip.transmit(select)).toHaveLength(0)
})

test('a chip that was to leave can stay after all', async () => {
  const slot = openCardSlot(at)
  const chip = chipThatTakes(0)
  slot.lay(chip)
  chip.powerOn()
  slot.liftDuring(1)
  slot.liftDuring(null)
  expect(toHex((await slot.transmit(select)) ?? select)).toBe('9000')
})

test('a slot can make every chip slower than it is', async () => {
  const due: number[] = []
  const slot = openCardSlot((milliseconds, callback) => {
    due.push(milliseconds)
    callback()
    return () => undefined
  })
  const chip = chipThatTakes(40)
  slot.slowDown(500)
  slot.lay(chip)
  chip.powerOn()
  expect(toHex((await slot.transmit(select)) ?? select)).toBe('9000')
  slot.slowDown(0)
  await slot.transmit(select)
  expect(due).toEqual([540, 40])
})

test('laying and lifting are told, lifting nothing is not', () => {
  const slot = openCardSlot(at)
  const seen: boolean[] = []
  const forget = slot.onChange(() => seen.push(slot.chip !== null))
  slot.lift()
  slot.lay(chipThatTakes(0))
  slot.lift()
  forget()
  slot.lay(chipThatTakes(0))
  expect(seen).toEqual([true, false])
})
