import { expect, it } from 'vitest'
import { select } from '../../src/main/domain/vault/entry-index.ts'
import { listed } from '../../src/main/domain/vault/listed.ts'
import { openLogin } from '../support/typed-entries.ts'

it('a large list is looked through in slices of 4,096, with a pause between two', () => {
  const order = Array.from({ length: 2 * 4_096 + 1 }, (_, n) =>
    listed(`${n}` as never, 1, openLogin(`Site ${n}`, n + 1).content),
  )
  const steps = select(order, { view: 'all', tag: null }, [])
  let pauses = 0
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) pauses += 1
  expect(pauses).toBe(2)
  expect(step.value).toEqual(order)
})
