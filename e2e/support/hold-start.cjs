// @ts-check
/**
 * Preloaded into Electron by the tests: the application opens its window only when Playwright is connected. A window
 * that is already there but has not loaded its page yet gives Playwright no answer, and it waits for one for ever.
 */
const { app } = require('electron')

const whenReady = app.whenReady.bind(app)
/** @type {() => void} */
let connected = () => undefined
const connection = new Promise((resolve) => {
  connected = () => resolve(undefined)
})

app.whenReady = async () => {
  await connection
  await whenReady()
}

// What Playwright calls once it is connected, by the name that its own loader has for it.
Reflect.set(globalThis, '__playwright_run', connected)
