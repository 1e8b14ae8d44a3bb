import type { ActivityItem } from '@contract/models'
import { expect, test } from 'vitest'
import { createFormat } from '../../i18n/format'
import { byDay } from './Activity'

const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime()
const item = (id: number, when: number): ActivityItem => ({
  id,
  at: when,
  kind: 'signed_in',
  device: false,
})

test('newest first, each day once, what happened at one moment in its order', () => {
  const items = [item(1, at(1, 8)), item(2, at(9, 23)), item(3, at(10, 1)), item(4, at(10, 1))]
  const days = byDay(items, at(10, 9), createFormat('en-GB'))
  expect(days.map(({ day, items: of }) => [day, of.map(({ id }) => id)])).toEqual([
    ['today', [4, 3]],
    ['yesterday', [2]],
    ['1 March 2026', [1]],
  ])
})
