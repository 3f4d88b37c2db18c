import type { EntryState } from '../../shared/secure-entry.ts'

/** The secure-entry view in every state it has, by a name for its picture. */
export const entryStates: Readonly<Record<string, EntryState>> = {
  'code-empty': code(0),
  'code-partly': code(3),
  'code-complete': code(8),
  'code-wrong': { ...code(0), wrong: 0 },
  'approval-empty': approval(0),
  'approval-partly': approval(1),
  'approval-complete': approval(2),
  'key-empty': key([0, 0, 0], 0),
  'key-number': key([9, 0, 0], 0),
  'key-number-longest': key([22, 0, 0], 0),
  'key-number-wrong': { ...key([0, 6, 6], 0), wrong: 0 },
  'key-birth': key([9, 3, 0], 1),
  'key-birth-wrong': { ...key([9, 0, 6], 1), wrong: 1 },
  'key-expiry': key([9, 6, 0], 2),
  'key-expiry-wrong': { ...key([9, 6, 0], 2), wrong: 2 },
  'key-complete': { ...key([9, 6, 6], 2), complete: true },
}

function code(count: number): EntryState {
  return { form: 'dynamic-code', counts: [count], at: 0, complete: count === 8, wrong: null }
}

function approval(count: number): EntryState {
  return { form: 'phone-approval', counts: [count], at: 0, complete: count === 2, wrong: null }
}

function key(counts: readonly number[], at: number): EntryState {
  return { form: 'document-key', counts: [...counts], at, complete: false, wrong: null }
}
