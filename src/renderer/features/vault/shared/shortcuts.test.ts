import { describe, expect, test } from 'vitest'
import { keyNames, type Press, type Situation, shortcutFor, shortcuts } from './shortcuts'

const reading: Situation = {
  platform: 'linux',
  editing: false,
  inField: false,
  textSelected: false,
}
const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const ctrl = (key: string, held: Partial<Press> = {}) => press(key, { ctrlKey: true, ...held })

describe('a key does what the sheet says', () => {
  test.each([
    [ctrl('f'), 'search'],
    [ctrl('n'), 'newLogin'],
    [ctrl('N', { shiftKey: true }), 'newNote'],
    [ctrl('c'), 'copyPassword'],
    [press('Delete'), 'trash'],
    [press('F1'), 'help'],
    [press('?', { shiftKey: true }), 'helpPlain'],
    [press('/', { shiftKey: true }), 'searchPlain'],
  ])('%o', (pressed, id) => {
    expect(shortcutFor(pressed, reading)).toBe(id)
  })
})

test('no two shortcuts have the same keys', () => {
  const keys = shortcuts.map((each) => JSON.stringify([each.key, each.mod, 'shift' in each]))
  expect(new Set(keys).size).toBe(shortcuts.length)
})

describe('typing comes first', () => {
  const typing = { ...reading, inField: true }

  test.each([press('/'), press('?'), press('Delete'), ctrl('z')])(
    '%o stays in the field',
    (key) => {
      expect(shortcutFor(key, typing)).toBeNull()
    },
  )

  test('selected text is copied, not the password', () => {
    expect(shortcutFor(ctrl('c'), { ...typing, textSelected: true })).toBeNull()
    expect(shortcutFor(ctrl('c'), typing)).toBe('copyPassword')
  })

  test('while editing nothing is copied, trashed or opened behind the form', () => {
    const editing = { ...reading, editing: true }
    for (const key of ['c', 'b', 't', 'o', 'e', 'd', 'z']) {
      expect(shortcutFor(ctrl(key), editing)).toBeNull()
    }
    expect(shortcutFor(press('Delete'), editing)).toBeNull()
    expect(shortcutFor(ctrl('s'), editing)).toBe('save')
    expect(shortcutFor(ctrl('s'), reading)).toBeNull()
  })
})

test('other combinations are left alone', () => {
  expect(shortcutFor(press('f'), reading)).toBeNull()
  expect(shortcutFor(ctrl('f', { altKey: true }), reading)).toBeNull()
  expect(shortcutFor(ctrl('f', { shiftKey: true }), reading)).toBeNull()
  expect(shortcutFor(ctrl('l'), reading)).toBeNull()
})

test('a Mac has its own keys, in its own writing', () => {
  const mac: Situation = { ...reading, platform: 'darwin' }
  expect(shortcutFor(press('n', { metaKey: true }), mac)).toBe('newLogin')
  expect(shortcutFor(ctrl('n'), mac)).toBeNull()
  expect(keyNames({ key: 'n', mod: true, shift: true }, 'darwin')).toBe('⇧⌘N')
  expect(keyNames({ key: 'n', mod: true, shift: true }, 'linux')).toBe('Ctrl Shift N')
  expect(keyNames({ key: 'delete', mod: false }, 'win32')).toBe('Del')
})
