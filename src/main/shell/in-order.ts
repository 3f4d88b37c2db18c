/**
 * Sends one thing after the other. Electron lets whatever waits for a promise go on while it still prepares a message, and
 * before it posts it: what is sent from there would arrive first, and the older one would stand on the glass.
 */
export function inOrder<Message>(send: (message: Message) => void): (message: Message) => void {
  const waiting: Message[] = []
  let isSending = false
  return (message) => {
    waiting.push(message)
    if (isSending) return
    isSending = true
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) send(next)
    } finally {
      isSending = false
    }
  }
}
