import { Fragment } from 'react'

/** A text in which words between asterisks are emphasised. */
export function Emphasis({ text }: { readonly text: string }) {
  return text.split('*').map((part, index) => {
    const key = `${index}:${part}`
    return index % 2 === 1 ? <strong key={key}>{part}</strong> : <Fragment key={key}>{part}</Fragment>
  })
}
