import { plainAccess } from '../../../shared/access.ts'
import { methodIds } from '../../../shared/journey-view.ts'
import type { AreaSpecimens } from './area-specimens.ts'
import type { InventedHall } from './invented-hall.ts'

/** What is switched on, or cannot be, on a screen that has nothing else that is special. */
export function accessSpecimens({ service }: InventedHall): AreaSpecimens {
  const screen = { name: 'method', service, methods: methodIds, subject: 'self' } as const
  return {
    screens: {},
    views: {
      'method-all-modes': {
        screen,
        access: { largeText: true, highContrast: true, lowReach: true, voice: true },
      },
      'method-without-voice': { screen, access: plainAccess, voiceOffered: false },
    },
  }
}
