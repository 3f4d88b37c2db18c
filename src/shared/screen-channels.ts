/** Channels between a screen and main. Without a schema library: screens load this before anything else. */
export interface ScreenChannels {
  /** main → screen: the view after each change. */
  readonly view: string
  /** screen → main: one action; no answer. */
  readonly act: string
  /** screen → main: loaded, and ready for the first view. */
  readonly ready: string
  /** screen → main: a view was taken; a screen that says nothing is frozen, and is replaced. */
  readonly shown: string
  /** screen → main: the first view has been painted. */
  readonly painted: string
}
