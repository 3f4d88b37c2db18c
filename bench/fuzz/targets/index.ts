import type { FuzzTarget } from '../target.ts'
import { gmReaders } from './gm.ts'
import { cardTexts, samFrames } from './resident-card.ts'
import { hidReports, moduleOctets, serialBytes, wedgeReports } from './scanners.ts'
import { secureMessaging } from './secure-messaging.ts'
import { dataObjects, machineReadableZones, securityObjects } from './travel-document.ts'
import { virtualLink } from './virtual-link.ts'

/** Everything that reads what a device, a card or the other end of a line sends. */
export function everyTarget(): readonly FuzzTarget[] {
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
    ...gmReaders(),
  ]
}
