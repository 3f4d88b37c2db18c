const { app } = require('electron')

/** Required before the terminal: says on standard output when its first screen has been painted. */
app.on('web-contents-created', (_event, contents) => {
  contents.on('ipc-message', (_message, channel) => {
    if (channel !== 'citizen:painted') return
    process.stdout.write(`${JSON.stringify({ painted: performance.timeOrigin + performance.now() })}\n`)
  })
})
