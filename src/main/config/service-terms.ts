import type { AuthMode } from '../../shared/check.ts'
import type { TerminalConfig } from '../../shared/config.ts'
import type { MethodId, PresentedMethod } from '../../shared/journey-view.ts'
import type { ServiceConfig } from '../../shared/service-config.ts'

/** Under what a check is made. */
export interface CheckTerms {
  readonly policy: string
  readonly authMode: AuthMode
}

/** What a citizen is told before a check, and under which version it is agreed to. */
export interface NoticeTerms extends Pick<TerminalConfig['notice'], 'handler' | 'contact' | 'version'> {
  /** What is told for this service beside the points that everybody is told. */
  readonly points: NonNullable<ServiceConfig['notice']>['points']
}

/** The service with this id; nothing while none is chosen. */
function serviceOf({ services }: TerminalConfig, service: string | null): ServiceConfig | undefined {
  return services.find(({ id }) => id === service)
}

/**
 * The manual window for a service.
 * @param service id of the chosen service; null while none is chosen
 */
export function windowOf(config: TerminalConfig, service: string | null): string {
  return serviceOf(config, service)?.window ?? config.hall.window
}

/** How somebody can be checked for a service, the manual window among it. */
export function methodsOf(config: TerminalConfig, service: string | null): readonly MethodId[] {
  return serviceOf(config, service)?.methods ?? config.methods
}

/** Who handles what is read for a service, and what is told about it. */
export function noticeOf(config: TerminalConfig, service: string | null): NoticeTerms {
  const own = serviceOf(config, service)?.notice
  return { ...config.notice, version: own?.version ?? config.notice.version, points: own?.points ?? [] }
}

/** A page of the hall's own that follows a pass. */
export interface HallPage {
  readonly url: string
  /** The origins that it may load from and lead to. */
  readonly origins: readonly string[]
}

/** Where a service goes on after a pass; null where the terminal's part ends with it. */
export function handOverOf(config: TerminalConfig, service: string | null): HallPage | null {
  const handOver = serviceOf(config, service)?.handOver
  return handOver?.to === 'page' ? { url: handOver.url, origins: handOver.origins } : null
}

/** Whether a service goes on at its window after a pass, where people wait by numbers. */
export function waitsAfterPass(config: TerminalConfig, service: string | null): boolean {
  return serviceOf(config, service)?.handOver.to === 'slip'
}

/** Letter of the numbers that people wait with at a window; null where it gives none. */
export function slipLetterOf({ hall }: TerminalConfig, window: string): string | null {
  return hall.windows?.find(({ number }) => number === window)?.slips ?? null
}

/** The window where somebody is who helps at this machine. */
export function helpWindowOf({ hall }: TerminalConfig): string {
  return hall.help ?? hall.window
}

/**
 * Under what a check for a service is made.
 * @throws where a document is asked for that the configuration has no policy for
 */
export function policyOf(
  config: TerminalConfig,
  service: string | null,
  method: PresentedMethod,
): CheckTerms {
  const own = serviceOf(config, service)?.policies
  const { platform } = config
  const cardPolicy = own?.cardPolicy ?? platform.cardPolicy
  const documentPolicy = own?.documentPolicy ?? platform.documentPolicy
  switch (method) {
    case 'network-identity':
      return { policy: own?.policy ?? platform.policy, authMode: own?.authMode ?? platform.authMode }
    case 'identity-card':
      if (cardPolicy === undefined) throw new Error('resident cards are taken without a policy')
      return { policy: cardPolicy, authMode: 'D01' }
    case 'travel-document':
      if (documentPolicy === undefined) throw new Error('travel documents are taken without a policy')
      return { policy: documentPolicy, authMode: 'D02' }
  }
}
