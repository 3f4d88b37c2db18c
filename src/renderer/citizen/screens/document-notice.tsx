import type { ReactElement } from 'react'
import type { DocumentMethod } from '../../../shared/journey-view.ts'
import { CardIcon, CardTickIcon, PassportIcon } from '../../ui/icons.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { Consent, GistPoint } from './consent.tsx'
import { documentNoticeOf, documentNoticePoints } from './notice-points.ts'

const pictures: Readonly<Record<DocumentMethod, ReactElement>> = {
  'identity-card': <CardIcon />,
  'travel-document': <PassportIcon />,
}

/** May a document be read? Separate consent (article 9), and what such a check does and does not prove. */
export function DocumentNotice({ screen, ...props }: ScreenProps<'document-notice'>) {
  const { view, texts } = props
  const notice = documentNoticeOf(texts, screen.method)
  const { kinds, proof } = notice.summary
  const gist = (
    <>
      <GistPoint picture={pictures[screen.method]} title={kinds.title} text={kinds.text} />
      <PromiseBox text={texts.cardPromise} />
      <GistPoint picture={<CardTickIcon />} title={proof.title} text={proof.text} />
    </>
  )
  return (
    <Consent
      {...props}
      to="document"
      title={notice.title}
      help={notice.help}
      agree={notice.agree}
      gist={gist}
      points={documentNoticePoints(texts, screen, view.window)}
      version={screen.notice.version}
    />
  )
}
