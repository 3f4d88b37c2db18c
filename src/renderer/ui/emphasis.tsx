import { Fragment } from 'react'
import { LineEnds } from './line-ends.tsx'

/** A text in which words between asterisks are emphasised. */
export function Emphasis({ text }: { readonly text: string }) {
  return text.split('*').map((part, index) => {
    const key = `${index}:${part}`
    if (index % 2 === 1) return <strong key={key}>{part}</strong>
    return (
      <Fragment key={key}>
        <LineEnds text={part} />
      </Fragment>
    )
  })
}
