import type { WebPreferences } from 'electron'

/** How every screen of ours runs: sandboxed, apart from its preload, without Node. */
export function screenPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    backgroundThrottling: false,
    devTools: __DEVELOPMENT__,
  }
}
