import { Button } from '../../ui/button.tsx'
import { Frame } from '../../ui/frame.tsx'
import { ChoiceIcon, PersonIcon } from '../../ui/icons.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import { Question } from '../../ui/question.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { ReadOn } from './read-on.tsx'
import { noticePoints } from './notice-points.ts'

/** What article 11 wants told before anything is processed: the gist large, the whole below it; then agree or not. */
export function Notice({ screen, ...props }: ScreenProps<'notice'>) {
  const { view, texts, act } = props
  const { notice } = texts
  const decision = (
    <>
      <Button onPress={() => act({ type: 'go-to-window' })}>{notice.decline}</Button>
      <Button main onPress={() => act({ type: 'agree' })}>
        {notice.agree}
      </Button>
    </>
  )
  return (
    <Frame {...props} middle="notice" acts={decision} back leave>
      <Question title={notice.title} help={notice.help(screen.service)} />
      <ReadOn label={notice.title} more={notice.more} end={notice.end}>
        <div className="gist">
          <PromiseBox text={texts.promise} />
          <div className="gist-point">
            <PersonIcon />
            <div>
              <h2>{notice.summary.purpose.title}</h2>
              <p>{notice.summary.purpose.text}</p>
            </div>
          </div>
          <div className="gist-point">
            <ChoiceIcon />
            <div>
              <h2>{notice.summary.choice.title}</h2>
              <p>{notice.summary.choice.text(view.window)}</p>
            </div>
          </div>
        </div>
        <section className="full-notice">
          <h2>{notice.full}</h2>
          {noticePoints(texts, screen, view.window).map(({ id, title, text }) => (
            <div key={id} data-point={id}>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
          ))}
          <p className="version">{notice.version(screen.notice.version)}</p>
        </section>
      </ReadOn>
    </Frame>
  )
}
