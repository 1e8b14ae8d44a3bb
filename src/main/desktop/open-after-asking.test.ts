import { expect, it } from 'vitest'
import { webAddress } from './open-after-asking'

it('is https or http', () => {
  expect(webAddress('https://example.com/a b')).toBe('https://example.com/a%20b')
  expect(webAddress('HTTP://EXAMPLE.com')).toBe('http://example.com/')
})

it.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'latchkey://reset?t=x',
  'ms-settings:',
  'smb://host/share',
  '\\\\host\\share',
  'example.com',
  '',
])('is nothing else: %s', (url) => {
  expect(webAddress(url)).toBeNull()
})
