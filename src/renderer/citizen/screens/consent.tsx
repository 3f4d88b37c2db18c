import type { ReactNode } from 'react'
import type { Consent as ConsentTo } from '../../../shared/ipc.ts'
import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { LineEnds } from '../../ui/line-ends.tsx'
import { Question } from '../../ui/question.tsx'
import type { ViewProps } from '../../ui/screen-props.ts'
import { LongText } from './long-text.tsx'

/** One point of a notice, by its name. */
export interface NoticePoint {
  readonly id: string
  readonly title: string
  readonly text: string
}

export interface ConsentProps extends ViewProps {
  /** What is agreed to here. */
  readonly to: ConsentTo
  readonly title: string
  readonly help?: string
  readonly agree: string
  readonly gist: ReactNode
  readonly points: readonly NoticePoint[]
  readonly version: string
}

/** What is told before something is processed: the gist large, the whole below it; then agree or not. */
export function Consent({ to, title, help, agree, gist, points, version, ...props }: ConsentProps) {
  const { texts, act } = props
  const { notice } = texts
  const decision = (
    <>
      <Button onPress={() => act({ type: 'go-to-window' })}>{notice.decline}</Button>
      <Button main onPress={() => act({ type: 'agree', to })}>
        {agree}
      </Button>
    </>
  )
  return (
    <Frame {...props} middle="notice" acts={decision} back leave>
      <Question title={title} {...(help !== undefined && { help })} />
      <LongText label={title} more={notice.more} end={notice.end}>
        <div className="gist">{gist}</div>
        <section className="full-notice">
          <h2>{notice.full}</h2>
          {points.map(({ id, title, text }) => (
            <div key={id} data-point={id}>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
          ))}
          <p className="version">{notice.version(version)}</p>
        </section>
      </LongText>
    </Frame>
  )
}

/** One thing of the gist, beside a picture of it. */
export function GistPoint({
  picture,
  title,
  text,
}: {
  readonly picture: ReactNode
  readonly title: string
  readonly text?: string
}) {
  return (
    <div className="gist-point">
      {picture}
      <div>
        <h2>{title}</h2>
        {text === undefined ? null : (
          <p>
            <LineEnds text={text} />
          </p>
        )}
      </div>
    </div>
  )
}
