import { createConnection } from 'node:net'

/** Why there is no PC/SC service to be had. */
export type ServiceFault =
  /** Nobody answers: not installed, not started, or stopped. */
  | 'not-running'
  /**
   * It runs, but turns us away: "Communication protocol mismatch", which a libpcsclite of another version than the
   * service's gets. The system's own library has to be linked.
   */
  | 'protocol-mismatch'
  /** The system does not let this user at it. */
  | 'refused'
  /** The PC/SC library, or the package that links it, is not installed. */
  | 'library-missing'
  /** Anything else. */
  | 'failed'

/** The state of the PC/SC service, for diagnosis. */
export type PcscService =
  | { readonly state: 'starting' }
  | { readonly state: 'running' }
  | { readonly state: 'stopped'; readonly reason: ServiceFault }

/**
 * Whether somebody listens where libpcsclite looks for the service. Elsewhere than with pcsc-lite nobody can be
 * asked, and nobody is.
 */
export async function serviceListens(environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const path = environment['PCSCLITE_CSOCK_NAME'] ?? '/run/pcscd/pcscd.comm'
  return new Promise((resolve) => {
    const socket = createConnection(path)
    const answer = (listens: boolean) => {
      socket.destroy()
      resolve(listens)
    }
    socket.once('connect', () => {
      answer(true)
    })
    socket.once('error', () => {
      answer(false)
    })
  })
}

/** What a failure to reach the service means. @param listens see `serviceListens`; asked only where it matters */
export async function serviceFaultOf(code: string, listens: () => Promise<boolean>): Promise<ServiceFault> {
  switch (code) {
    case 'LibraryMissing':
      return 'library-missing'
    case 'NoAccess':
    case 'SecurityViolation':
      return 'refused'
    case 'NoService':
      return (await listens()) ? 'protocol-mismatch' : 'not-running'
    case 'ServiceStopped':
    case 'CommError':
    case 'InvalidHandle':
    case 'Shutdown':
    case 'SystemCancelled':
      return 'not-running'
    default:
      return 'failed'
  }
}
