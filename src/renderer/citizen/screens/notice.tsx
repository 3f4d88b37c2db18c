import { ChoiceIcon, PersonIcon } from '../../ui/icons.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { Consent, GistPoint } from './consent.tsx'
import { noticePoints } from './notice-points.ts'

/** What article 11 wants told before anything is processed. */
export function Notice({ screen, ...props }: ScreenProps<'notice'>) {
  const { view, texts } = props
  const { notice } = texts
  const { purpose, choice } = notice.summary
  const gist = (
    <>
      <PromiseBox text={texts.promise} />
      <GistPoint picture={<PersonIcon />} title={purpose.title} text={purpose.text} />
      <GistPoint picture={<ChoiceIcon />} title={choice.title} text={choice.text(view.window)} />
    </>
  )
  return (
    <Consent
      {...props}
      title={notice.title}
      help={notice.help(screen.service)}
      agree={notice.agree}
      gist={gist}
      points={noticePoints(texts, screen, view.window)}
      version={screen.notice.version}
    />
  )
}
