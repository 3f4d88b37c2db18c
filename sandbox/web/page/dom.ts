/** The little that the sandbox's pages need to make elements. No markup is ever parsed: the pages' policy forbids it. */

type Child = Node | string

interface Properties {
  readonly class?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly onClick?: () => void
}

/** An HTML element with its children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (properties.class !== undefined) made.className = properties.class
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value)
  if (properties.onClick) made.addEventListener('click', properties.onClick)
  made.append(...children)
  return made
}

const svgNamespace = 'http://www.w3.org/2000/svg'

/** A picture of paths. It says nothing to screen readers unless it has a label. */
export function picture(
  viewBox: string,
  paths: readonly Readonly<Record<string, string>>[],
  label?: string,
): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg')
  svg.setAttribute('viewBox', viewBox)
  if (label === undefined) svg.setAttribute('aria-hidden', 'true')
  else {
    svg.setAttribute('role', 'img')
    svg.setAttribute('aria-label', label)
  }
  for (const attributes of paths) {
    const path = document.createElementNS(svgNamespace, 'path')
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value)
    svg.append(path)
  }
  return svg
}

/** Verdicts differ in shape as well as in colour: a circle with a tick, an octagon with a cross. */
export function verdictMark(verdict: 'pass' | 'fail'): SVGSVGElement {
  const shape =
    verdict === 'pass'
      ? 'M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z'
      : 'M7.9 1.5h8.2l6.4 6.4v8.2l-6.4 6.4H7.9l-6.4-6.4V7.9z'
  const sign = verdict === 'pass' ? 'M7 12.4l3.4 3.4L17 9' : 'M8.5 8.5l7 7M15.5 8.5l-7 7'
  const mark = picture('0 0 24 24', [
    { d: shape, class: 'mark-shape' },
    { d: sign, class: 'mark-sign' },
  ])
  mark.classList.add('mark', verdict)
  return mark
}
