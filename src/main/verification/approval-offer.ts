import { fromCallback } from 'xstate'
import { VerificationUnavailable } from '../../shared/verdict.ts'
import type { ApprovalInput, JourneyEvent } from '../journey/journey-machine.ts'
import type { Approval, ApprovalClient } from './approval-client.ts'

/**
 * The journey's offer to a phone: a code for the screen, another one whenever its time is over, and what becomes of
 * it. It is called off when the journey goes on without it.
 */
export function approvalOffer(approvals: ApprovalClient) {
  return fromCallback<JourneyEvent, ApprovalInput>(({ input, sendBack }) => {
    const calledOff = new AbortController()
    const { signal } = calledOff
    let turn: NodeJS.Timeout | undefined

    const show = (approval: Approval): void => {
      const code = approval.code()
      sendBack({ type: 'approval.code', code: code?.text ?? null })
      if (code) turn = setTimeout(show, code.left, approval)
    }

    const follow = async (): Promise<void> => {
      const approval = await approvals.offer(input.check, input.words, signal)
      if (signal.aborted) return
      show(approval)
      for (;;) {
        const news = await approval.next(signal)
        if (signal.aborted) return
        // One phone has it now: there is nothing more for another one to scan.
        clearTimeout(turn)
        sendBack({ type: `approval.${news}` })
        if (news === 'ended' || news === 'expired') return
      }
    }

    follow().catch((error: unknown) => {
      if (!(error instanceof VerificationUnavailable)) throw error
      if (!signal.aborted) sendBack({ type: 'approval.unreachable' })
    })
    return () => {
      calledOff.abort()
      clearTimeout(turn)
    }
  })
}
