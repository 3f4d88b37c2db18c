import type { DeviceKind } from '../../../src/shared/device-contract.ts'
import type { Bench } from '../../support/sandbox.ts'
import type { Desktop } from './desktop.ts'
import { type LabTerminal, texts } from './terminal.ts'
import { until } from './until.ts'

/** What was started in the guest. */
export interface Lab {
  readonly desktop: Desktop
  readonly terminal: LabTerminal
  /** What a hand lays down. */
  readonly bench: Bench
  /** A fresh code of a citizen's phone. */
  readonly newCode: () => Promise<Buffer>
  /** The 8 digits that a phone shows for the terminal with this number. */
  readonly newDynamicCode: (terminal: string) => Promise<string>
}

/** What a citizen does at the present screen leads to the screen for a pass, and to one verdict in the journal. */
export async function passes({ terminal }: Lab, present: () => void | Promise<void>): Promise<void> {
  const before = terminal.events('check.complete').length
  await present()
  await terminal.screen(texts.pass.title)
  const verdicts = await until('a verdict in the journal', () => {
    const since = terminal.events('check.complete').slice(before)
    return since.length > 0 && since
  })
  if (verdicts.length !== 1 || verdicts[0]?.fields['verdict'] !== 'pass') {
    throw new Error(`the journal says ${JSON.stringify(verdicts)}`)
  }
}

/** Plugs a reader of this kind in; resolves when the terminal says that it is ready. */
export async function attaches<Plugged>(
  { terminal }: Lab,
  kind: DeviceKind,
  plugIn: () => Plugged | Promise<Plugged>,
): Promise<Plugged> {
  const before = countOf(terminal, 'device.attached', kind)
  const plugged = await plugIn()
  await until(`a ${kind} attached`, () => countOf(terminal, 'device.attached', kind) > before)
  return plugged
}

/** Pulls a plug; resolves when the terminal says that a reader of this kind is gone. */
export async function detaches(
  { terminal }: Lab,
  kind: DeviceKind,
  unplug: () => void | Promise<void>,
): Promise<void> {
  const before = countOf(terminal, 'device.detached', kind)
  await unplug()
  await until(`a ${kind} detached`, () => countOf(terminal, 'device.detached', kind) > before)
}

function countOf(terminal: LabTerminal, event: 'device.attached' | 'device.detached', kind: DeviceKind) {
  return terminal.events(event).filter(({ fields }) => fields['kind'] === kind).length
}

export function assertNothingCrashed({ terminal }: Lab): void {
  const crashes = [
    ...terminal.events('renderer.crashed'),
    ...terminal.events('device-host.stopped').filter(({ fields }) => fields['cause'] === 'crash'),
  ]
  if (crashes.length > 0) throw new Error(`crashed: ${JSON.stringify(crashes)}`)
}
