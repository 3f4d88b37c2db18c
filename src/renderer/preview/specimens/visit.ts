import type { AreaSpecimens } from './area-specimens.ts'
import type { InventedHall } from './invented-hall.ts'

/** How a visit begins, and what stands around its screens. */
export function visitSpecimens({ notice, service, services }: InventedHall): AreaSpecimens {
  const noticeScreen = { name: 'notice', service, notice } as const
  return {
    screens: {
      attract: { name: 'attract', services: services.slice(0, 3), hasMore: false },
      'attract-more': { name: 'attract', services: services.slice(0, 4), hasMore: true },
      notice: noticeScreen,
      help: { name: 'help', askedFrom: 'method' },
      'help-at-start': { name: 'help', askedFrom: 'attract' },
      'help-at-pass': { name: 'help', askedFrom: 'pass' },
    },
    views: {
      'notice-warned': { screen: noticeScreen, warning: { seconds: 20, canStay: true } },
      'notice-warned-last': { screen: noticeScreen, warning: { seconds: 20, canStay: false } },
      'attract-without-voice': {
        screen: { name: 'attract', services: services.slice(0, 1), hasMore: false },
        voiceOffered: false,
      },
    },
  }
}
