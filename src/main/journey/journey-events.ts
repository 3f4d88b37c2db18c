import type { BizSeq } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import type { journeyEnds, RecordEvent } from '../../shared/events.ts'
import { type JourneySnapshot, type JourneyState, journeyState } from './view-of.ts'

type JourneyEnd = (typeof journeyEnds)[number]

function endOf(state: JourneyState, timedOut: boolean): JourneyEnd {
  switch (state) {
    case 'pass':
    case 'fail':
      return 'verdict'
    case 'window':
      return 'window'
    case 'unavailable':
    case 'outOfService':
      return 'unavailable'
    case 'attract':
    case 'service':
    case 'notice':
    case 'subject':
    case 'guardianConsent':
    case 'method':
    case 'documentNotice':
    case 'present':
    case 'verifying':
      return timedOut ? 'timed-out' : 'cancelled'
  }
}

/**
 * Records a journey from its transitions, in this one place. Verdicts are recorded by the verification client,
 * which alone knows their receipt.
 * @param now monotonic milliseconds
 * @returns what to call with every snapshot and the type of the event that led to it
 */
export function journeyRecorder(
  record: RecordEvent,
  config: TerminalConfig,
  now: () => number,
): (snapshot: JourneySnapshot, eventType: string) => void {
  let before: JourneyState = 'attract'
  let journeyBegan = 0
  let checkBegan = 0
  let checkBefore: BizSeq | undefined
  return (snapshot, eventType) => {
    const after = journeyState(snapshot)
    const { check, language, unavailable } = snapshot.context
    const isAnotherCheck = after === 'present' && check?.bizSeq !== checkBefore
    if (after === before && !isAnotherCheck) return
    if (before === 'attract' && after !== 'outOfService') {
      journeyBegan = now()
      record('journey.start', { language })
    }
    const hasAgreed = after === 'subject' || after === 'guardianConsent' || after === 'method'
    if (before === 'notice' && hasAgreed) record('journey.consent', { notice: config.notice.version })
    if (before === 'subject' && (after === 'guardianConsent' || after === 'method')) {
      record('journey.subject', { subject: snapshot.context.subject })
    }
    if (before === 'guardianConsent' && after === 'method') {
      record('journey.guardian-consent', { notice: config.notice.version })
    }
    if (before === 'method' && (after === 'present' || after === 'documentNotice')) {
      record('journey.method', { method: snapshot.context.method })
    }
    if (before === 'method' && after === 'window') record('journey.method', { method: 'window' })
    if (before === 'documentNotice' && after === 'present') {
      record('journey.document-consent', { notice: config.notice.version })
    }
    if (before === 'present' && after === 'unavailable' && check && unavailable) {
      const duration = Math.round(now() - checkBegan)
      record('check.unavailable', { bizSeq: check.bizSeq, reason: unavailable, duration })
    } else if (before === 'present' && after !== 'verifying') record('check.abandoned', {})
    if (isAnotherCheck && check) {
      checkBegan = now()
      checkBefore = check.bizSeq
      record('check.init', { bizSeq: check.bizSeq, authMode: check.authMode })
    }
    if (
      before !== 'outOfService' &&
      (after === 'attract' || (after === 'outOfService' && before !== 'attract'))
    ) {
      const end = endOf(before, eventType.startsWith('xstate.after'))
      record('journey.end', { end, duration: Math.round(now() - journeyBegan) })
    }
    before = after
  }
}
