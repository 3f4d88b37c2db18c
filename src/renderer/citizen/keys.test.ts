import { describe, expect, it } from 'vitest'
import { meaningOf } from './keys.ts'

const unmodified = { repeat: false, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false }
const press = (key: string, more: Partial<typeof unmodified> = {}) =>
  meaningOf({ ...unmodified, key, ...more })

describe('a key', () => {
  it.each([
    ['Tab', 1],
    ['ArrowDown', 1],
    ['ArrowRight', 1],
    ['ArrowUp', -1],
    ['ArrowLeft', -1],
  ] as const)('%s moves by %i', (key, by) => {
    expect(press(key)).toEqual({ does: 'move', by })
  })

  it('moves back with shift and tab', () => {
    expect(press('Tab', { shiftKey: true })).toEqual({ does: 'move', by: -1 })
  })

  it.each(['Enter', ' '])('“%s” presses', (key) => {
    expect(press(key)).toEqual({ does: 'press' })
  })

  it.each(['Escape', 'F1', 'F2', 'F3', 'F4', 'F5'])('%s presses the button that has it', (key) => {
    expect(press(key)).toEqual({ does: 'shortcut', key })
  })

  it.each(['a', 'Z', '中', '7', 'Backspace', 'Delete', 'F6', 'F11', 'F12', 'BrowserBack', 'ContextMenu'])(
    '%s does nothing',
    (key) => {
      expect(press(key)).toEqual({ does: 'nothing' })
    },
  )

  it.each(['Tab', 'Enter', ' ', 'Escape', 'F2', 'ArrowDown', 'PageDown'])(
    '“%s” does nothing while it is held, or with Control, Alt or Meta',
    (key) => {
      for (const modifier of ['repeat', 'ctrlKey', 'altKey', 'metaKey']) {
        expect(press(key, { [modifier]: true })).toEqual({ does: 'nothing' })
      }
    },
  )
})
