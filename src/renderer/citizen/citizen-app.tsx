import type { ReactElement } from 'react'
import type { JourneyScreen, JourneyView } from '../../shared/journey-view.ts'
import { textsOf } from '../locales/texts.ts'
import { accessClasses } from '../ui/access-classes.ts'
import { drawnAccent, useAccent } from '../ui/own-colour.ts'
import type { Act, ViewProps } from '../ui/screen-props.ts'
import { Announcement } from './announcement.tsx'
import { Attract } from './screens/attract.tsx'
import { DocumentNotice } from './screens/document-notice.tsx'
import { Fail } from './screens/fail.tsx'
import { GuardianConsent } from './screens/guardian-consent.tsx'
import { HandOver } from './screens/hand-over.tsx'
import { Help } from './screens/help.tsx'
import { IdleWarning } from './screens/idle-warning.tsx'
import { Method } from './screens/method.tsx'
import { Notice } from './screens/notice.tsx'
import { OutOfService } from './screens/out-of-service.tsx'
import { Pass } from './screens/pass.tsx'
import { askedFor, typedForm } from './screens/present-words.ts'
import { Present } from './screens/present.tsx'
import { Service } from './screens/service.tsx'
import { Subject } from './screens/subject.tsx'
import { Unavailable } from './screens/unavailable.tsx'
import { Verifying } from './screens/verifying.tsx'
import { Window } from './screens/window.tsx'

export interface CitizenAppProps {
  readonly view: JourneyView
  readonly now: Date
  readonly act: Act
}

/** The citizen's screen as a pure function of the view. */
export function CitizenApp({ view, now, act }: CitizenAppProps) {
  const props: ViewProps = { view, texts: textsOf(view.language), now, act }
  // A verdict has colours of its own, and no other beside them.
  const accent = isVerdict(view.screen) ? null : drawnAccent(view.looks.accent, view.access)
  const root = useAccent<HTMLDivElement>(accent)
  const classes = ['citizen', ...(accent === null ? [] : ['own-colour']), ...accessClasses(view.access)]
  return (
    <div ref={root} className={classes.join(' ')} lang={view.language}>
      {/* The key makes each screen new: no press that began on one can end on the next, and none stays scrolled. */}
      <div key={`${view.visit}-${keyOf(view.screen)}`} className="settling" inert={view.warning !== null}>
        {screenOf(props)}
      </div>
      {view.warning ? <IdleWarning {...props} warning={view.warning} /> : null}
      <Announcement screen={view.screen} texts={props.texts} />
    </div>
  )
}

function isVerdict({ name }: JourneyScreen): boolean {
  return name === 'pass' || name === 'fail' || name === 'unavailable'
}

/** The present screen is another one with each thing that it asks for. */
function keyOf(screen: JourneyScreen): string {
  return screen.name === 'present'
    ? `${screen.name}-${screen.turn}-${askedFor(screen)}-${screen.typing === 'open' ? typedForm(screen) : ''}`
    : screen.name
}

function screenOf(props: ViewProps): ReactElement {
  const { screen } = props.view
  switch (screen.name) {
    case 'attract':
      return <Attract {...props} screen={screen} />
    case 'service':
      return <Service {...props} screen={screen} />
    case 'notice':
      return <Notice {...props} screen={screen} />
    case 'subject':
      return <Subject {...props} screen={screen} />
    case 'guardian-consent':
      return <GuardianConsent {...props} screen={screen} />
    case 'method':
      return <Method {...props} screen={screen} />
    case 'document-notice':
      return <DocumentNotice {...props} screen={screen} />
    case 'present':
      return <Present {...props} screen={screen} />
    case 'verifying':
      return <Verifying {...props} screen={screen} />
    case 'pass':
      return <Pass {...props} screen={screen} />
    case 'fail':
      return <Fail {...props} screen={screen} />
    case 'unavailable':
      return <Unavailable {...props} screen={screen} />
    case 'hand-over':
      return <HandOver {...props} screen={screen} />
    case 'help':
      return <Help {...props} screen={screen} />
    case 'window':
      return <Window {...props} screen={screen} />
    case 'out-of-service':
      return <OutOfService {...props} screen={screen} />
  }
}
