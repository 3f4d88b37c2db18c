import { randomBytes } from 'node:crypto'
import { access, realpath } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openAuthority } from './platform/authority-files.ts'
import { certificateAuthority } from './platform/certificate-authority.ts'
import { openCitizensOffice } from './platform/citizens/office.ts'
import type { Clock } from './platform/clock.ts'
import { openStore } from './platform/store/store.ts'

/** What the command says, and what it ends with: 0 for an export, 2 for a refusal. */
export interface ExportAnswer {
  readonly exitCode: 0 | 2
  /** One line of JSON. */
  readonly line: string
}

/**
 * One lawful export by an operator of the platform, beside a sandbox that runs or not:
 * `--folder DIR --audit-head FILE --authority N --instrument N --network-number N`.
 *
 * It is off unless the head of its audit has a place, which is not the folder of the database: whoever can shorten the one
 * must not be able to set the other.
 * @throws Error when an option is missing or unknown, or the folder is no sandbox's
 */
export async function exportCommand(args: readonly string[], clock: Clock): Promise<ExportAnswer> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: { folder: text, 'audit-head': text, authority: text, instrument: text, 'network-number': text },
  })
  if (values.folder === undefined) throw new Error('--folder is missing')
  const folder = await realpath(values.folder)
  const headFile = values['audit-head'] === undefined ? null : await placeOf(values['audit-head'])
  if (headFile !== null && isBelow(headFile, folder)) {
    throw new Error('--audit-head has to stand apart from the folder')
  }
  const file = path.join(folder, 'platform.db')
  await access(file)
  const authority = certificateAuthority(await openAuthority(folder, clock.now()))
  const store = openStore(file, randomBytes)
  try {
    const office = openCitizensOffice({
      store,
      authority,
      clock,
      random: randomBytes,
      ...(headFile !== null && { lawfulExport: { headFile } }),
    })
    const answer = office.exportLawfully({
      authority: values.authority,
      instrument: values.instrument,
      networkNumber: values['network-number'],
    })
    return { exitCode: 'refused' in answer ? 2 : 0, line: JSON.stringify(answer) }
  } finally {
    store.close()
  }
}

/**
 * Where a file is or would be, whatever links lead there. Its folder must be there: a record without its head would break
 * the audit for good.
 */
async function placeOf(file: string): Promise<string> {
  const absolute = path.resolve(file)
  return path.join(await realpath(path.dirname(absolute)), path.basename(absolute))
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  const [first] = relative.split(path.sep)
  return first !== '..' && !path.isAbsolute(relative)
}
