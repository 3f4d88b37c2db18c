import type { FuzzTarget } from '../target.ts'
import { authorityLists, chipKeyFiles, chipSignatures, evilChips, paceAnswers } from './evil-chip.ts'
import { gmReaders } from './gm.ts'
import { cardTexts, samFrames } from './resident-card.ts'
import { hidReports, moduleOctets, serialBytes, wedgeReports } from './scanners.ts'
import { secureMessaging } from './secure-messaging.ts'
import { dataObjects, machineReadableZones, securityObjects } from './travel-document.ts'
import { virtualLink } from './virtual-link.ts'

/** Everything that reads what a device, a card or the other end of a line sends. */
export async function everyTarget(): Promise<readonly FuzzTarget[]> {
  return [
    samFrames(),
    cardTexts(),
    hidReports(),
    serialBytes(),
    wedgeReports(),
    moduleOctets(),
    virtualLink(),
    ...(['3des', 'aes-128', 'aes-192', 'aes-256'] as const).map(secureMessaging),
    dataObjects(),
    machineReadableZones(),
    securityObjects(),
    authorityLists(),
    chipKeyFiles(),
    chipSignatures(),
    await paceAnswers('brainpoolP192r1', 8),
    await paceAnswers('dh_1024_160', 2),
    await evilChips(),
    ...gmReaders(),
  ]
}
