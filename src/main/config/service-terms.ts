import type { AuthMode } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import type { MethodId, PresentedMethod } from '../../shared/journey-view.ts'

/** Under what a check is made. */
export interface CheckTerms {
  readonly policy: string
  readonly authMode: AuthMode
}

/**
 * What holds of one service. So far the hall says it once for all of them.
 * @param _service id of the chosen service; null while none is chosen
 */
export function windowOf({ hall }: TerminalConfig, _service: string | null): string {
  return hall.window
}

/** How somebody can be checked for a service, the manual window among it. */
export function methodsOf({ methods }: TerminalConfig, _service: string | null): readonly MethodId[] {
  return methods
}

/** Who handles what is read for a service, and the version of what is told about it. */
export function noticeOf({ notice }: TerminalConfig, _service: string | null): TerminalConfig['notice'] {
  return notice
}

/**
 * Under what a check for a service is made.
 * @throws where a document is asked for that the configuration has no policy for
 */
export function policyOf(
  { platform }: TerminalConfig,
  _service: string | null,
  method: PresentedMethod,
): CheckTerms {
  const { policy, authMode, cardPolicy, documentPolicy } = platform
  switch (method) {
    case 'network-identity':
      return { policy, authMode }
    case 'identity-card':
      if (cardPolicy === undefined) throw new Error('resident cards are taken without a policy')
      return { policy: cardPolicy, authMode: 'D01' }
    case 'travel-document':
      if (documentPolicy === undefined) throw new Error('travel documents are taken without a policy')
      return { policy: documentPolicy, authMode: 'D02' }
  }
}
