import { entryForms, fieldRules, fieldsOf } from '../shared/entry-form.ts'
import type { EntryState } from '../shared/secure-entry.ts'

const names = new Set(['form', 'counts', 'at', 'complete', 'wrong'])

/**
 * The state that a message from the device host holds, or null when it is none. By hand, so that no schema library has
 * to be loaded before the first key is drawn; a test holds it to `entryStateSchema`. It asks for more than the schema:
 * that counts and fields are those of the form.
 */
export function entryStateIn(message: unknown): EntryState | null {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return null
  if (!Object.keys(message).every((name) => names.has(name))) return null
  const given = new Map<string, unknown>(Object.entries(message))
  const form = entryForms.find((name) => name === given.get('form'))
  if (!form) return null
  const fields = fieldsOf[form]
  const isField = (value: unknown): value is number => isWhole(value, fields.length - 1)

  const counts: unknown = given.get('counts')
  const at = given.get('at')
  const complete = given.get('complete')
  const wrong = given.get('wrong')
  if (!Array.isArray(counts) || counts.length !== fields.length) return null
  const checked: number[] = []
  for (const [index, field] of fields.entries()) {
    const count: unknown = counts[index]
    if (!isWhole(count, fieldRules[field].most)) return null
    checked.push(count)
  }
  if (!isField(at) || typeof complete !== 'boolean') return null
  if (wrong !== null && !isField(wrong)) return null
  return { form, counts: checked, at, complete, wrong }
}

function isWhole(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
}
