import type { BizSeq } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import type { journeyEnds, RecordEvent } from '../../shared/events.ts'
import { noticeOf } from '../config/service-terms.ts'
import { type JourneySnapshot, type JourneyState, journeyState } from './view-of.ts'

type JourneyEnd = (typeof journeyEnds)[number]

function endOf(state: JourneyState, timedOut: boolean): JourneyEnd {
  switch (state) {
    case 'pass':
    case 'handOver':
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
    case 'help':
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
  /** The state in which help was asked for: where the visit stands, in truth. */
  let asked: JourneyState = 'attract'
  let visiting = false
  let journeyBegan = 0
  let checkBegan = 0
  let checkBefore: BizSeq | undefined
  return (snapshot, eventType) => {
    const after = journeyState(snapshot)
    const { check, language, service, unavailable, askedFrom } = snapshot.context
    const notice = noticeOf(config, service).version
    const isAnotherCheck = after === 'present' && check?.bizSeq !== checkBefore
    if (after === before && !isAnotherCheck) return
    if (after === 'help') asked = before
    // Help on the start screen is not a visit yet.
    const stands = after === 'help' ? asked : after
    const isVisit = stands !== 'attract' && stands !== 'outOfService'
    if (isVisit && !visiting) {
      journeyBegan = now()
      record('journey.start', { language })
    }
    if (after === 'help' && askedFrom) record('journey.help', { at: askedFrom })
    const hasAgreed = after === 'subject' || after === 'guardianConsent' || after === 'method'
    if (before === 'notice' && hasAgreed) record('journey.consent', { notice })
    if (before === 'subject' && (after === 'guardianConsent' || after === 'method')) {
      record('journey.subject', { subject: snapshot.context.subject })
    }
    if (before === 'guardianConsent' && after === 'method') {
      record('journey.guardian-consent', { notice })
    }
    if (before === 'method' && (after === 'present' || after === 'documentNotice')) {
      record('journey.method', { method: snapshot.context.method })
    }
    if (before === 'method' && after === 'window') record('journey.method', { method: 'window' })
    if (before === 'documentNotice' && after === 'present') {
      record('journey.document-consent', { notice })
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
    if (visiting && !isVisit) {
      const end = endOf(before === 'help' ? asked : before, eventType.startsWith('xstate.after'))
      record('journey.end', { end, duration: Math.round(now() - journeyBegan) })
    }
    before = after
    visiting = isVisit
  }
}
