import { expect, test } from 'vitest'
import { shortcutOf } from './keys.ts'

const press = { repeat: false, ctrlKey: false, altKey: false, metaKey: false }

test.each(['Escape', 'F2', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10'])('%s presses its button', (key) => {
  expect(shortcutOf({ ...press, key })).toBe(key)
})

test.each(['a', '1', 'Enter', 'Tab', 'F5', 'F11', 'F12'])('%s is no shortcut', (key) => {
  expect(shortcutOf({ ...press, key })).toBeNull()
})

test('a key that is held down, or with another one, presses nothing', () => {
  expect(shortcutOf({ ...press, key: 'F10', repeat: true })).toBeNull()
  expect(shortcutOf({ ...press, key: 'F4', altKey: true })).toBeNull()
})
