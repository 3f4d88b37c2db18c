import { open, rename, rm } from 'node:fs/promises'
import type { Admission } from '../../../shared/counter/admission.ts'
import { writeChinaTime } from '../../../shared/china-time.ts'
import type { Language } from '../../../shared/journey-view.ts'
import { writeCsvLine } from './write-csv-line.ts'

const header: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['准考证号', '场次', '入口', '放行时间', '回执编号'],
  'zh-Hant': ['准考證號', '場次', '入口', '放行時間', '回執編號'],
  en: ['Ticket number', 'Session', 'Gate', 'Admitted at', 'Receipt number'],
}

/** Says to a spreadsheet that what follows is UTF-8. */
const byteOrderMark = '\ufeff'

/** So much text (characters) is written at a time. */
const portion = 64 * 1024

/**
 * Writes admissions as CSV for whoever made the roster: ticket number, session, gate, time, receipt number, and nothing of
 * a person. The file is there whole, or not at all.
 * @param language of the columns' names
 * @returns whether it could be written
 */
export async function exportAdmissions(
  path: string,
  admissions: AsyncIterable<Admission>,
  language: Language,
): Promise<boolean> {
  const beside = `${path}.part`
  try {
    const file = await open(beside, 'w', 0o600)
    try {
      for await (const text of admissionsCsv(admissions, language)) await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
    return true
  } catch (error) {
    await discard(beside)
    if (isSystemError(error)) return false
    throw error
  }
}

/** What is not whole is no use. Where it cannot be taken away either, the stick it was on is gone. */
async function discard(path: string): Promise<void> {
  try {
    await rm(path, { force: true })
  } catch (error) {
    if (!isSystemError(error)) throw error
  }
}

/** The text of the export, in portions. */
async function* admissionsCsv(
  admissions: AsyncIterable<Admission>,
  language: Language,
): AsyncGenerator<string> {
  let text = byteOrderMark + writeCsvLine(header[language])
  for await (const { ticket, session, gate, time, receipt } of admissions) {
    text += writeCsvLine([ticket, session, gate, writeChinaTime(new Date(time)), receipt])
    if (text.length < portion) continue
    yield text
    text = ''
  }
  yield text
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
