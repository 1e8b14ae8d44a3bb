import { expect, test } from 'vitest'
import { toUnlockMethod, unlockDefaults } from './UnlockFields'

const typed = { password: 'the old one', code: '0123-4567' }

test('only what was chosen is sent', () => {
  expect(toUnlockMethod({ kind: 'password', ...typed })).toEqual({
    kind: 'password',
    password: 'the old one',
  })
  expect(toUnlockMethod({ kind: 'code', ...typed })).toEqual({ kind: 'code', code: '0123-4567' })
  expect(toUnlockMethod({ kind: 'device', ...typed })).toEqual({ kind: 'device' })
})

test('what needs no typing is offered first, where there is such a way', () => {
  expect(unlockDefaults({ code: true, device: true }).kind).toBe('device')
  expect(unlockDefaults({ code: true, device: false }).kind).toBe('password')
})
