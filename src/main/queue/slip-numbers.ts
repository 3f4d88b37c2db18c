import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { chinaDay } from '../../shared/china-time.ts'

/**
 * The numbers that people wait with at a window, counted anew every day. A number belongs to nobody: it is kept apart
 * from checks, and of a window no more is kept than how far it has counted today.
 */
export interface SlipNumbers {
  /**
   * The next number of a window.
   * @param letter what the window's numbers begin with
   * @returns such as `A012`; null where it could not be kept, for a number given twice is worse than none
   */
  readonly take: (letter: string) => string | null
}

const fileSchema = z.strictObject({
  day: z.iso.date(),
  given: z.record(z.string().regex(/^[A-Z]$/), z.int().min(1)),
})
type Given = z.infer<typeof fileSchema>

/**
 * @param path of the file in which they are kept, whole at every moment
 * @param now the wall clock; days are China's
 */
export function slipNumbers(path: string, now: () => Date): SlipNumbers {
  return {
    take(letter) {
      const today = chinaDay(now())
      const given = readGiven(path, today)
      if (given === null) return null
      const number = (given[letter] ?? 0) + 1
      const isKept = keep(path, { day: today, given: { ...given, [letter]: number } })
      return isKept ? `${letter}${String(number).padStart(3, '0')}` : null
    },
  }
}

/** How far each window has counted on a day; null where that cannot be told. */
function readGiven(path: string, today: string): Given['given'] | null {
  try {
    const read = fileSchema.safeParse(parsed(readFileSync(path, 'utf8')))
    if (read.success) {
      const { day, given } = read.data
      // Of a day that is still to come: the clock has gone back, and today may have been counted before.
      if (day > today) return null
      return day === today ? given : {}
    }
    // Damaged: what stood in it was of the day on which it was written.
    return chinaDay(statSync(path).mtime) === today ? null : {}
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? {} : null
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Written beside the file, brought to the disk, then put in its place. */
function keep(path: string, given: Given): boolean {
  const beside = `${path}.new`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const file = openSync(beside, 'w', 0o600)
    try {
      writeSync(file, JSON.stringify(given))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, path)
    bringToDisk(dirname(path))
    return true
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return false
  }
}

/** A folder's own entries, without which a file that was put in place can be lost with the power. */
function bringToDisk(folder: string): void {
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
