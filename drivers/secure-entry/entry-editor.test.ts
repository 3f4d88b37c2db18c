import { expect, test } from 'vitest'
import type { EntryForm, EntryKey, EntryState } from '../../src/shared/secure-entry.ts'
import { entryEditor } from './entry-editor.ts'

/** A form, with a judge of what is submitted. */
function filled(form: EntryForm, judge: (texts: readonly string[]) => number | null = () => null) {
  const states: EntryState[] = []
  const submitted: string[][] = []
  const views: Uint8Array[] = []
  const editor = entryEditor(form, {
    onState: (state) => {
      states.push(state)
    },
    onSubmit: (fields) => {
      views.push(...fields)
      const texts = fields.map((field) => Buffer.from(field).toString('ascii'))
      submitted.push(texts)
      return judge(texts)
    },
  })
  const press = (...keys: (EntryKey['type'] | EntryKey)[]) => {
    for (const key of keys) {
      if (typeof key !== 'string') editor.take(key)
      else if (key === 'erase' || key === 'clear' || key === 'submit') editor.take({ type: key })
    }
  }
  const type = (text: string) => {
    for (const octet of Buffer.from(text, 'ascii')) editor.take({ type: 'key', octet })
  }
  return { editor, states, submitted, views, press, type }
}

test('begins with every field empty', () => {
  const { states } = filled('document-key')
  expect(states).toEqual([{ form: 'document-key', counts: [0, 0, 0], at: 0, complete: false, wrong: null }])
})

test('eight digits are submitted as they were typed, and zeroed once they were taken', () => {
  const { type, press, editor, submitted, views } = filled('dynamic-code')
  type('13572468')
  expect(editor.state).toMatchObject({ counts: [8], complete: true })
  press('submit')
  expect(submitted).toEqual([['13572468']])
  expect(editor.state).toMatchObject({ counts: [0], complete: false, wrong: null })
  expect(views.every((view) => view.every((octet) => octet === 0))).toBe(true)
})

test('a ninth digit, a letter, and a submission too early are ignored', () => {
  const { type, press, editor, submitted } = filled('dynamic-code')
  type('1357246')
  type('A')
  press('submit')
  expect(editor.state).toMatchObject({ counts: [7], complete: false })
  type('81')
  press('submit')
  expect(submitted).toEqual([['13572468']])
})

test('two digits are submitted as they were tapped, and not one, nor a third', () => {
  const { type, press, editor, submitted } = filled('phone-approval')
  type('0')
  press('submit')
  expect(submitted).toEqual([])
  type('793')
  expect(editor.state).toMatchObject({ counts: [2], complete: true })
  press('submit')
  expect(submitted).toEqual([['07']])
  expect(editor.state).toMatchObject({ counts: [0], complete: false, wrong: null })
})

test('a full date leads on to the next field, a document number does not', () => {
  const { type, press, editor, submitted } = filled('document-key')
  type('E12345678')
  expect(editor.state.at).toBe(0)
  press({ type: 'field', at: 1 })
  type('900101')
  expect(editor.state).toMatchObject({ at: 2, counts: [9, 6, 0] })
  type('300101')
  expect(editor.state).toMatchObject({ at: 2, complete: true })
  press('submit')
  expect(submitted).toEqual([['E12345678', '900101', '300101']])
})

test('erasing takes the last character, and from an empty field leads back', () => {
  const { type, press, editor } = filled('document-key')
  type('E1')
  press('erase')
  expect(editor.state).toMatchObject({ at: 0, counts: [1, 0, 0] })
  press({ type: 'field', at: 1 }, 'erase')
  expect(editor.state).toMatchObject({ at: 0, counts: [1, 0, 0] })
  press('erase', 'erase')
  expect(editor.state).toMatchObject({ at: 0, counts: [0, 0, 0] })
})

test('clearing empties the present field alone', () => {
  const { type, press, editor } = filled('document-key')
  type('E12345678')
  press({ type: 'field', at: 1 })
  type('90')
  press('clear')
  expect(editor.state).toMatchObject({ at: 1, counts: [9, 0, 0] })
})

test('what cannot be right is told, emptied and typed again', () => {
  const { type, press, editor, submitted } = filled('document-key', ([, birth]) =>
    birth === '901301' ? 1 : null,
  )
  type('E12345678')
  press({ type: 'field', at: 1 })
  type('901301300101')
  press('submit')
  expect(editor.state).toEqual({
    form: 'document-key',
    counts: [9, 0, 6],
    at: 1,
    complete: false,
    wrong: 1,
  })
  type('9')
  expect(editor.state.wrong).toBeNull()
  type('00101')
  press('submit')
  expect(submitted.at(-1)).toEqual(['E12345678', '900101', '300101'])
})

test('a field that the form does not have is not gone to', () => {
  const { press, editor } = filled('dynamic-code')
  press({ type: 'field', at: 1 })
  expect(editor.state.at).toBe(0)
})

test('forgotten, everything is zeroed and nothing is taken or told any more', () => {
  const { type, press, editor, states, submitted } = filled('dynamic-code')
  type('13572468')
  const told = states.length
  editor.forget()
  type('1')
  press('submit')
  expect(editor.state.counts).toEqual([0])
  expect(states).toHaveLength(told)
  expect(submitted).toEqual([])
})
