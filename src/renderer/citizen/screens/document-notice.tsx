import { CardIcon, CardTickIcon } from '../../ui/icons.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { Consent, GistPoint } from './consent.tsx'
import { documentNoticePoints } from './notice-points.ts'

/** May a document be read? Separate consent (article 9), and what such a check does and does not prove. */
export function DocumentNotice({ screen, ...props }: ScreenProps<'document-notice'>) {
  const { view, texts } = props
  const { documentNotice } = texts
  const { kinds, proof } = documentNotice.summary
  const gist = (
    <>
      <GistPoint picture={<CardIcon />} title={kinds.title} text={kinds.text} />
      <PromiseBox text={texts.cardPromise} />
      <GistPoint picture={<CardTickIcon />} title={proof.title} text={proof.text} />
    </>
  )
  return (
    <Consent
      {...props}
      title={documentNotice.title}
      help={documentNotice.help}
      agree={documentNotice.agree}
      gist={gist}
      points={documentNoticePoints(texts, screen, view.window)}
      version={screen.notice.version}
    />
  )
}
