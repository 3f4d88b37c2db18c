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
