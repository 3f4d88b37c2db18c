const { ipcRenderer } = require('electron')

/** Two frames on: what was drawn before stands on the glass. */
function painted() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      ipcRenderer.send('window:painted', performance.timeOrigin + performance.now()),
    ),
  )
}

addEventListener('DOMContentLoaded', painted)
ipcRenderer.on('window:show', (_event, word) => {
  document.body.textContent = word
  painted()
})
