import type { AreaSpecimens } from './area-specimens.ts'
import type { InventedHall } from './invented-hall.ts'

/** How a visit begins, and what stands around its screens. */
export function visitSpecimens({ notice, service }: InventedHall): AreaSpecimens {
  const noticeScreen = { name: 'notice', service, notice } as const
  return {
    screens: { attract: { name: 'attract' }, notice: noticeScreen },
    views: { 'notice-warned': { screen: noticeScreen, warning: { seconds: 20 } } },
  }
}
