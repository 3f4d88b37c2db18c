import type { ScreenChannels } from '../screen-channels.ts'

/** Channels between a counter's screens and main. */
export const counterChannels: ScreenChannels = {
  view: 'counter:view',
  act: 'counter:act',
  ready: 'counter:ready',
  shown: 'counter:shown',
  painted: 'counter:painted',
}

export const counterDisplayChannels: ScreenChannels = {
  view: 'counter-display:view',
  act: 'counter-display:act',
  ready: 'counter-display:ready',
  shown: 'counter-display:shown',
  painted: 'counter-display:painted',
}
