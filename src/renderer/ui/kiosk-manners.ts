/** What a web page offers and a public machine must not: the context menu, and dragging pictures or texts about. */
const unwanted = ['contextmenu', 'dragstart', 'drop', 'dragover'] as const

export function keepKioskManners(target: EventTarget): void {
  for (const type of unwanted) target.addEventListener(type, (event) => event.preventDefault())
}
