import { expect, test } from 'vitest'
import { toWayIn, wayInDefaults } from './UnlockFields'

const typed = { password: 'the old one', code: '0123-4567' }

test('only what was chosen is sent', () => {
  expect(toWayIn({ kind: 'password', ...typed })).toEqual({
    kind: 'password',
    password: 'the old one',
  })
  expect(toWayIn({ kind: 'code', ...typed })).toEqual({ kind: 'code', code: '0123-4567' })
  expect(toWayIn({ kind: 'device', ...typed })).toEqual({ kind: 'device' })
})

test('what needs no typing is offered first, where there is such a way', () => {
  expect(wayInDefaults({ code: true, device: true }).kind).toBe('device')
  expect(wayInDefaults({ code: true, device: false }).kind).toBe('password')
})
