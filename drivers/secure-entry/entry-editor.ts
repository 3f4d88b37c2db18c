import { zero } from '../../src/shared/gm/bytes.ts'
import {
  type EntryForm,
  type EntryKey,
  type EntryState,
  fieldRules,
  fieldsOf,
} from '../../src/shared/secure-entry.ts'

/** One form that is being filled in. It alone holds what has been typed. */
export interface EntryEditor {
  readonly state: EntryState
  /** What does not fit the present field, or the state of the form, is ignored. */
  take(key: EntryKey): void
  /** Zeroes everything; nothing is taken any more. */
  forget(): void
}

export interface EntryListener {
  /** After each change, and at first. */
  onState(state: EntryState): void
  /**
   * Every field is filled and submitted, in the order of the form, in ASCII. The fields are the editor's own and may be
   * changed under the caller; what is to be kept is copied.
   * @returns the field that cannot be right, whose content is dropped; null when they were taken
   */
  onSubmit(fields: readonly Uint8Array[]): number | null
}

interface Field {
  readonly octets: Uint8Array
  readonly least: number
  readonly letters: boolean
  length: number
}

const lastDigit = 0x39

/** A form with all its fields empty. A field of which the length is certain leads on to the next when it is full. */
export function entryEditor(form: EntryForm, listener: EntryListener): EntryEditor {
  const fields: readonly Field[] = fieldsOf[form].map((name) => {
    const { least, most, letters } = fieldRules[name]
    return { octets: new Uint8Array(most), least, letters, length: 0 }
  })
  let at = 0
  let wrong: number | null = null
  let forgotten = false

  const isComplete = () => fields.every(({ length, least }) => length >= least)
  const stateNow = (): EntryState => ({
    form,
    counts: fields.map(({ length }) => length),
    at,
    complete: isComplete(),
    wrong,
  })
  const empty = (field: Field) => {
    zero(field.octets)
    field.length = 0
  }

  const type = (field: Field, octet: number) => {
    if (field.length === field.octets.length || (octet > lastDigit && !field.letters)) return
    field.octets[field.length++] = octet
    wrong = null
    const isFull = field.length === field.octets.length
    if (isFull && field.least === field.octets.length && at < fields.length - 1) at += 1
  }

  const erase = (field: Field) => {
    wrong = null
    if (field.length === 0) {
      at = Math.max(0, at - 1)
      return
    }
    field.length -= 1
    field.octets[field.length] = 0
  }

  const submit = () => {
    if (!isComplete()) return
    wrong = listener.onSubmit(fields.map(({ octets, length }) => octets.subarray(0, length)))
    if (wrong === null) {
      for (const field of fields) empty(field)
      return
    }
    at = wrong
    const field = fields[wrong]
    if (field) empty(field)
  }

  const use = (key: EntryKey, field: Field) => {
    switch (key.type) {
      case 'key':
        type(field, key.octet)
        return
      case 'erase':
        erase(field)
        return
      case 'clear':
        wrong = null
        empty(field)
        return
      case 'field':
        if (key.at < fields.length) at = key.at
        return
      case 'submit':
        submit()
    }
  }

  listener.onState(stateNow())
  return {
    get state() {
      return stateNow()
    },
    take: (key) => {
      const field = fields[at]
      if (forgotten || !field) return
      use(key, field)
      // What was submitted may have ended the entry.
      if (!forgotten) listener.onState(stateNow())
    },
    forget: () => {
      forgotten = true
      for (const field of fields) empty(field)
    },
  }
}
