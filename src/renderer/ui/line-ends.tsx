import { Fragment } from 'react'

/**
 * A text that says where its lines end. In large type, where they end elsewhere, a Chinese text goes on without the
 * space that a line's end would leave.
 */
export function LineEnds({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={line}>
      {index > 0 ? <i className="line-end">{'\n'}</i> : null}
      {line}
    </Fragment>
  ))
}
