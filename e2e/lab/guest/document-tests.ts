import { join } from 'node:path'
import { cardZone } from '../../../sandbox/bench/chips/mrz.ts'
import { chipProfiles } from '../../../sandbox/bench/chips/profiles.ts'
import type { Bench } from '../../support/sandbox.ts'
import { emptySlot, openCarriedSlot } from './card-carrier.ts'
import { type CcidReader, plugInCcidReader } from './ccid-reader.ts'
import { assertNothingCrashed, attaches, detaches, type Lab, passes } from './lab.ts'
import { startPcscService } from './pcsc-service.ts'
import { note, type LabTest } from './say.ts'
import { texts } from './terminal.ts'
import { plugInScanner } from './uhid-scanner.ts'
import { until } from './until.ts'

/** Of a person who does not exist. */
const document = 'exit-entry-permit'

/** The lines printed on the document, with the date of expiry that the bench gave it. */
async function printedLines(bench: Bench): Promise<readonly string[]> {
  const { documents } = await bench.state()
  const expiry = documents.find(({ id }) => id === document)?.expiry
  if (expiry === undefined) throw new Error('the bench has no such document')
  const { holder, entries } = chipProfiles[document]
  return cardZone(holder, { ...entries, expiry }).lines
}

/**
 * Travel documents on readers of chip cards (CCID), through the PC/SC service of a real system. Each test stands on the
 * one before; udev runs already, and no reader of any kind is plugged in.
 */
export function documentTests(running: () => Lab, scratch: string, results: string): readonly LabTest[] {
  /** The one that goes first, and the one that stays. */
  let readers: readonly [CcidReader, CcidReader] | null = null
  const plugged = () => {
    if (!readers) throw new Error('no readers are plugged in')
    return readers
  }
  const detachments = ({ terminal }: Lab) =>
    terminal.events('device.detached').filter(({ fields }) => fields['kind'] === 'document-reader').length

  return [
    {
      name: 'a PC/SC service without any reader: the screen says that no travel document can be read',
      run: async () => {
        const lab = running()
        const { terminal } = lab
        startPcscService(scratch, join(results, 'pcscd.log'))
        await until('the PC/SC service reached', () =>
          terminal.events('pcsc.state').some(({ fields }) => fields['state'] === 'running'),
        )
        await terminal.goTo('travel-document')
        await terminal.stage('absent')
      },
    },
    {
      name: 'two USB readers of chip cards are plugged in: both are served, and the screen is ready',
      run: async () => {
        const lab = running()
        const slot = await openCarriedSlot()
        await lab.bench.carryDocuments(slot.port)
        readers = await attaches(lab, 'document-reader', async () => {
          const first = await plugInCcidReader(emptySlot)
          return [first, await plugInCcidReader(slot)] as const
        })
        await until('both readers served', () => plugged().every(({ isServed }) => isServed))
        await lab.terminal.stage('ready')
      },
    },
    {
      name: 'one of two readers unplugged: a travel document on the other one passes',
      run: async () => {
        const lab = running()
        const { terminal, bench } = lab
        const [first, second] = plugged()
        await first.unplug()
        const scanner = await attaches(lab, 'qr-scanner', () => plugInScanner('A'))
        await terminal.stage('ready')
        scanner.scanZone(await printedLines(bench))
        await terminal.screen(texts.presentDocument.document.title)
        await terminal.stage('ready')
        note('the document’s key is known')
        await passes(lab, async () => {
          await bench.layDocument(document)
          note('the document lies there')
        })
        const check = terminal.events('check.init').at(-1)
        if (check?.fields['authMode'] !== 'D02') throw new Error(`the journal says ${JSON.stringify(check)}`)
        if (second.transmitted === 0 || first.transmitted > 0) throw new Error('read on another reader')
        if (detachments(lab) > 0) throw new Error('the terminal lost its last reader')
        await terminal.picture(join(results, 'document.png'))
        assertNothingCrashed(lab)
      },
    },
    {
      name: 'the last reader unplugged: the terminal has none',
      run: async () => {
        const lab = running()
        await detaches(lab, 'document-reader', () => plugged()[1].unplug())
        if (detachments(lab) !== 1) throw new Error('its last reader went more than once')
        await lab.terminal.goTo('travel-document')
        await lab.terminal.stage('absent')
        assertNothingCrashed(lab)
      },
    },
  ]
}
