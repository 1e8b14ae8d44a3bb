import { expect, it } from 'vitest'
import { idle } from './idle'

function desk() {
  const at = { now: 0, system: 0 }
  const of = idle(
    () => at.system,
    () => at.now,
  )
  return { at, of }
}

it('is what the system says: work in another program counts', () => {
  const { at, of } = desk()
  at.system = 40
  at.now = 60_000
  expect(of.seconds()).toBe(40)
  at.now = 600_000
  at.system = 0
  expect(of.seconds()).toBe(0)
})

it('is never longer than since the last input in our own windows', () => {
  const { at, of } = desk()
  at.system = 900
  at.now = 10_000
  of.input()
  at.now = 12_000
  expect(of.seconds()).toBe(2)
})

it('is the time since our own input where the system counts nothing', () => {
  const { at, of } = desk()
  at.now = 300_000
  expect(of.seconds()).toBe(300)
})
