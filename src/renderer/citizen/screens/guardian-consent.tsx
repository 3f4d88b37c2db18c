import { AdultAndChildIcon, ChoiceIcon } from '../../ui/icons.tsx'
import { PromiseBox } from '../../ui/promise-box.tsx'
import type { ScreenProps } from '../../ui/screen-props.ts'
import { Consent, GistPoint } from './consent.tsx'
import { guardianPoints } from './notice-points.ts'

/** May a child be checked? The consent of a parent or other guardian, before anything of either is read (article 5). */
export function GuardianConsent({ screen, ...props }: ScreenProps<'guardian-consent'>) {
  const { view, texts } = props
  const { guardianConsent } = texts
  const { both, underEight } = guardianConsent.summary
  const gist = (
    <>
      <GistPoint picture={<AdultAndChildIcon />} title={both.title} text={both.text} />
      <PromiseBox text={guardianConsent.promise} />
      <GistPoint picture={<ChoiceIcon />} title={underEight.title} text={underEight.text(view.window)} />
    </>
  )
  return (
    <Consent
      {...props}
      to="guardian"
      title={guardianConsent.title}
      help={guardianConsent.help}
      agree={guardianConsent.agree}
      gist={gist}
      points={guardianPoints(texts, screen, view.window)}
      version={screen.notice.version}
    />
  )
}
