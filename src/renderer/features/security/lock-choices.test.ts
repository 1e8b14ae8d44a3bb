import { expect, test } from 'vitest'
import { lockView } from '../../test/sample-views'
import { idleChoices, idleOf, idleValue, settingsOf } from './LockBlock'

test('the list goes from a minute to never', () => {
  expect(idleChoices(5)).toEqual([1, 5, 15, 60, null])
})

test('a time that is set but not in the list is shown all the same, in its place', () => {
  expect(idleChoices(30)).toEqual([1, 5, 15, 30, 60, null])
})

test.each([1, 60, null])('%s survives the way through the list', (minutes) => {
  expect(idleOf(idleValue(minutes))).toBe(minutes)
})

test('one change leaves the other settings as they are', () => {
  expect(settingsOf(lockView({ idleMinutes: 15 }), { onMinimize: true })).toEqual({
    idleMinutes: 15,
    onSleep: true,
    onScreenLock: true,
    onMinimize: true,
  })
})
