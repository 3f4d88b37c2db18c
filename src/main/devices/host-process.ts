import type { MessagePortMain } from 'electron'
import type { HostCommand, HostReport } from '../../shared/device-contract.ts'

/** One running device host, as its supervisor sees it. */
export interface HostProcess {
  /** @param port goes with the command, out of this process */
  send(command: HostCommand, port?: MessagePortMain): void
  /** Ends the process at once; `onExit` still follows. */
  kill(): void
}

export interface HostListener {
  onReport(report: HostReport): void
  /** The process has ended, asked or not. Called once, last. */
  onExit(): void
}

/** Starts one device host. A report that is not of the contract ends the process. */
export type ForkHost = (listener: HostListener) => HostProcess
