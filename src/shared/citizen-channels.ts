import type { ScreenChannels } from './screen-channels.ts'

/** Channels between the citizen's screen and main. */
export const citizenChannels = {
  view: 'citizen:view',
  act: 'citizen:act',
  ready: 'citizen:ready',
  shown: 'citizen:shown',
  painted: 'citizen:painted',
} as const satisfies ScreenChannels
