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
      <GistPoint picture={<PersonIcon />} title={purpose(screen.service)} />
      <GistPoint picture={<ChoiceIcon />} title={choice} />
    </>
  )
  return (
    <Consent
      {...props}
      to="notice"
      title={notice.title}
      agree={notice.agree}
      gist={gist}
      points={noticePoints(texts, screen, view.window)}
      version={screen.notice.version}
    />
  )
}
