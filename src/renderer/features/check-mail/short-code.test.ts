import { describe, expect, test } from 'vitest'
import { asShown, isCode } from './short-code'

/** Types one character after the other. */
const typing = (text: string) => [...text].reduce((shown, key) => asShown(shown, shown + key), '')

describe('a code as it is typed', () => {
  test.each([
    ['7k2qf9m4tx', '7K2QF-9M4TX'],
    ['7K2QF-9M4TX', '7K2QF-9M4TX'],
    ['7k2qf 9m4tx', '7K2QF-9M4TX'],
    ['7k 2q f9 m4 tx ', '7K2QF-9M4TX'],
    ['7k2qf–9m4tx', '7K2QF-9M4TX'],
    ['7k2q', '7K2Q'],
    ['7k2qf-', '7K2QF'],
  ])('“%s” is shown as “%s”', (keys, shown) => {
    expect(typing(keys)).toBe(shown)
  })

  test('one too many stays in its groups, to be mended', () => {
    expect(typing('7k2qf9m4txx')).toBe('7K2QF-9M4TXX')
  })

  test('pasted with the line around it', () => {
    expect(asShown('', '  7k2qf-9m4tx\n')).toBe('7K2QF-9M4TX')
  })
})

describe('what is no code is left as it is', () => {
  test('a link that is typed loses the hyphen that came by itself', () => {
    expect(typing('latchkey://reset?t=aB-c').toLowerCase()).toBe('latchkey://reset?t=ab-c')
    expect(typing('latchkey://reset?t=aB-c')).toMatch(/:\/\/reset\?t=aB-c$/)
  })

  test.each(['latchkey://reset?t=eyJ', 'Hello Ann,\n\nyour code is 7K2QF-9M4TX.', 'uuuuu'])(
    '%j',
    (text) => {
      expect(asShown('', text)).toBe(text)
    },
  )
})

test.each(['7K2QF9M4T', '7K2QF-9M4TXX', '7K2QF-9M4TU', '', 'the code'])(
  '%j is no whole code',
  (text) => {
    expect(isCode(text)).toBe(false)
  },
)

test.each(['ilo00-00000', 'ILO0000000'])(
  '%j may be one: look-alikes are read as digits',
  (text) => {
    expect(isCode(text)).toBe(true)
  },
)
