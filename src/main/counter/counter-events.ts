import type { BizSeq } from '../../shared/check.ts'
import type { RecordEvent } from '../../shared/events.ts'
import { ticketRefusals } from '../../shared/counter/counter-view.ts'
import { type CounterSnapshot, deskState } from './counter-view-of.ts'

/**
 * Records what happens at a counter from its transitions, in this one place. Verdicts are recorded by the verification
 * client, admissions and undoings by what keeps them.
 * @returns what to call with every snapshot and the type of the event that led to it
 */
export function counterRecorder(record: RecordEvent): (snapshot: CounterSnapshot, eventType: string) => void {
  let wasOpen = false
  let hadSession = false
  let before: ReturnType<typeof deskState> = null
  let checkBefore: BizSeq | undefined
  let resultBefore: CounterSnapshot['context']['result'] = null
  return (snapshot, eventType) => {
    const { context } = snapshot
    const isOpen = snapshot.matches('open')
    const hasSession = context.session !== null
    const after = deskState(snapshot)
    if (before === 'present' && after !== 'present' && after !== 'verifying') record('check.abandoned', {})
    else if (before === 'present' && after === 'present' && context.check?.bizSeq !== checkBefore) {
      record('check.abandoned', {})
    }
    if (isOpen && !wasOpen) record('counter.unlock', { staff: context.staff ?? 0 })
    if (wasOpen && !isOpen) record('counter.lock', { cause: lockCauseOf(eventType) })
    if (hasSession && !hadSession && context.notice !== null) {
      record('counter.session', { notice: context.notice, place: context.place })
    }
    const isAnswer = eventType === 'consent' || eventType === 'display.consent'
    if (before === 'consent' && after === 'present' && isAnswer && context.notice !== null) {
      const { notice, place, hasConsent } = context
      record('counter.consent', { answer: hasConsent ? 'given' : 'declined', notice, place })
    }
    const { check, result } = context
    if (after === 'present' && check && check.bizSeq !== checkBefore) {
      record('check.init', { bizSeq: check.bizSeq, authMode: check.authMode })
    }
    if (result && result !== resultBefore && before === 'lookingUp') {
      const reason = ticketRefusals.find((one) => one === result.kind)
      if (reason) record('counter.ticket-refused', { reason })
    }
    wasOpen = isOpen
    hadSession = hasSession
    before = after
    checkBefore = check?.bizSeq
    resultBefore = result
  }
}

function lockCauseOf(eventType: string): 'asked' | 'idle' | 'shift' {
  if (eventType.includes('idleLock')) return 'idle'
  return eventType.includes('shift') ? 'shift' : 'asked'
}
