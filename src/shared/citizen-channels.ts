/** Channels between the citizen's screen and main. Without a schema library: both load this before anything else. */
export const citizenChannels = {
  /** main → screen: the view after each change. */
  view: 'citizen:view',
  /** screen → main: one action; no answer. */
  act: 'citizen:act',
  /** screen → main: loaded, and ready for the first view; no answer. */
  ready: 'citizen:ready',
  /** screen → main: a view was taken; a screen that says nothing is frozen, and is replaced. */
  shown: 'citizen:shown',
  /** screen → main: the first view has been painted; no answer. */
  painted: 'citizen:painted',
} as const
