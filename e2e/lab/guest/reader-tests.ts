import { benchCards } from '../../../sandbox/bench/cards.ts'
import { longNameCard } from '../../../sandbox/platform/resident-cards.ts'
import { watchMemory } from './canary.ts'
import { assertNothingCrashed, attaches, detaches, type Lab, passes } from './lab.ts'
import { pipesOf, type PipeShape } from './reader-descriptors.ts'
import type { LabTest } from './say.ts'
import { until } from './until.ts'
import { plugInReader, type UsbReader } from './usb-reader.ts'

const card = benchCards['long-name']
const person = [
  { name: 'name', text: longNameCard.name },
  { name: 'number', text: longNameCard.number },
]

const findCard = '2001'
const readTextAndPhoto = '3001'
const readFingerprints = '3010'

/** Resident card readers on USB, of both shapes. Each test stands on the one before. */
export function readerTests(running: () => Lab): readonly LabTest[] {
  let reader: UsbReader | null = null
  const plugged = (): UsbReader => {
    if (!reader) throw new Error('no reader is plugged in')
    return reader
  }

  const plugIn = async (lab: Lab, shape: PipeShape) => {
    reader = await attaches(lab, 'card-reader', () => plugInReader(shape))
  }

  const layAndPass = async (lab: Lab, shape: PipeShape) => {
    await passes(lab, () => {
      plugged().lay(card)
    })
    const check = lab.terminal.events('check.init').at(-1)
    if (check?.fields['authMode'] !== 'D01') throw new Error(`the journal says ${JSON.stringify(check)}`)
    assertReadThrough(plugged(), shape)
    assertNothingCrashed(lab)
  }

  return [
    {
      name: 'a card on a USB reader with one pair of pipes passes',
      run: async () => {
        const lab = running()
        await plugIn(lab, 'pair')
        await lab.terminal.goToPresent('identity-card')
        await layAndPass(lab, 'pair')
        plugged().lift()
      },
    },
    {
      name: 'a USB reader unplugged while it reads: the screen says so, nothing crashes',
      run: async () => {
        const lab = running()
        const { terminal } = lab
        await terminal.goToPresent('identity-card')
        const canary = watchMemory(lab)
        plugged().stopShort()
        plugged().lay(card)
        await terminal.stage('reading')
        await until('the text with the host', () => plugged().hasStoppedShort)
        await canary.expectInHost(person)
        await detaches(lab, 'card-reader', () => plugged().unplug())
        await terminal.stage('absent')
        assertNothingCrashed(lab)
      },
    },
    {
      name: 'a USB reader with split pipes plugged in its place: a card on it passes',
      run: async () => {
        const lab = running()
        await plugIn(lab, 'split')
        const canary = watchMemory(lab)
        await layAndPass(lab, 'split')
        await canary.expectNothingLeft(person)
        await detaches(lab, 'card-reader', () => plugged().unplug())
      },
    },
  ]
}

/** The card came through all pipes of the shape and no others, and no fingerprint was asked for. */
function assertReadThrough({ asked, usedPipes }: UsbReader, shape: PipeShape): void {
  const wanted = [...pipesOf[shape].out, ...pipesOf[shape].into]
  const used = [...usedPipes].toSorted((one, other) => one - other)
  if (used.join() !== wanted.join()) throw new Error(`the pipes used are ${used.join()}`)
  const found = asked.indexOf(findCard)
  if (found === -1 || !asked.includes(readTextAndPhoto, found) || asked.includes(readFingerprints)) {
    throw new Error(`the SAM was asked ${asked.join()}`)
  }
}
