/** Why a command got no answer from a card. What can be done about it differs, so there are no more and no fewer. */
export type CardFailure =
  /** Taken away, moved out of the field, or reset: what was begun with it is over. Lay it back. */
  | 'card-removed'
  /** The reader was unplugged. */
  | 'reader-gone'
  /** The PC/SC service stopped. It is started again without anybody's doing. */
  | 'service-gone'
  /** No answer in time. */
  | 'timed-out'
  /** An answer that no card may give. */
  | 'protocol'

/** Why a card that lies on a reader cannot be used. */
export type CardFault =
  /** It does not answer at all: upside down, broken, or no chip. */
  | 'mute'
  /** Another program has it. */
  | 'in-use'
  /** It answers, but cannot be spoken to. */
  | 'unsupported'
  /** It stopped answering; being reset. */
  | 'unresponsive'

/** The name of what went wrong, from an error of pcsc-mini or of nfc-pcsc around it. */
export function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return ''
  if ('previous' in fault && fault.previous instanceof Error) return codeOf(fault.previous)
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : ''
}

/** What a failed transmission means; by the names that pcsc-mini gives to the codes of winscard.h. */
export function failureOf(code: string): CardFailure {
  switch (code) {
    case 'RemovedCard':
    case 'ResetCard':
    case 'UnpoweredCard':
    case 'UnresponsiveCard':
    case 'NoSmartCard':
    // The field was left in mid-command, or disturbed: as pcscd says it, and as Windows does.
    case 'NotTransacted':
    case 'CommDataLost':
    case 'NoCardConnection':
    // nfc-pcsc's.
    case 'card_not_connected':
      return 'card-removed'
    case 'ReaderUnavailable':
    case 'UnknownReader':
      return 'reader-gone'
    case 'Timeout':
      return 'timed-out'
    default:
      return isServiceFault(code) ? 'service-gone' : 'protocol'
  }
}

/** Whether the context of the service is worth nothing any more. */
export function isServiceFault(code: string): boolean {
  return serviceFaults.has(code)
}

const serviceFaults: ReadonlySet<string> = new Set([
  'NoService',
  'ServiceStopped',
  'InvalidHandle',
  'CommError',
  'Shutdown',
  'SystemCancelled',
  'ServerTooBusy',
  // Connections that could not be closed have used up what one client of pcsc-mini may have.
  'TooManyCardConnections',
])

/** Why a card could not be connected; null when it is simply not there any more, which the service will tell. */
export function faultOf(code: string): CardFault | null {
  switch (code) {
    case 'UnresponsiveCard':
    case 'UnpoweredCard':
      return 'mute'
    case 'SharingViolation':
      return 'in-use'
    case 'RemovedCard':
    case 'NoSmartCard':
    case 'ReaderUnavailable':
    case 'UnknownReader':
      return null
    default:
      return 'unsupported'
  }
}
