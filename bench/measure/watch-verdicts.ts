/** Runs in the page: the moment at which a verdict stood on the glass, two frames after it was drawn. */
export function watchVerdicts(): void {
  const slot: { verdictAt: number } = Object.assign(window, { verdictAt: 0 })
  new MutationObserver(() => {
    if (slot.verdictAt !== 0 || !document.querySelector('[data-shape]')) return
    slot.verdictAt = -1
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        slot.verdictAt = performance.timeOrigin + performance.now()
      }),
    )
  }).observe(document.body, { subtree: true, childList: true, attributes: true })
}
