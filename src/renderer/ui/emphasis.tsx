import { Fragment } from 'react'
import { LineEnds } from './line-ends.tsx'

/**
 * A text in which words between asterisks are emphasised. A line may end before the quotation mark in front of such a
 * word, which not every browser does by itself.
 */
export function Emphasis({ text }: { readonly text: string }) {
  return text.split('*').map((part, index) => {
    const key = `${index}:${part}`
    if (index % 2 === 1) return <strong key={key}>{part}</strong>
    const [words = '', quotationMark] = part.split(/(?=[“「]$)/)
    return (
      <Fragment key={key}>
        <LineEnds text={words} />
        {quotationMark === undefined ? null : <wbr />}
        {quotationMark}
      </Fragment>
    )
  })
}
