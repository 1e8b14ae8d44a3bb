import { expect, it } from 'vitest'
import { entryIndex, select } from '../../src/main/domain/vault/entry-index.ts'
import { listed } from '../../src/main/domain/vault/listed.ts'
import { everything, openLogin } from '../support/typed-entries.ts'

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

it('the results of a search in a large list are ranked in such slices as well', async () => {
  let pauses = 0
  const index = entryIndex(async () => {
    pauses += 1
  })
  index.put(
    Array.from({ length: 2 * 4_096 + 1 }, (_, n) => {
      const { content } = openLogin(`Site ${n}`, n + 1)
      return { ...listed(`${n}` as never, 1, content), text: `site ${n}` }
    }),
  )
  const pausesOf = async (text: string) => {
    const before = pauses
    expect((await index.find({ ...everything, text })).total).toBe(2 * 4_096 + 1)
    return pauses - before
  }
  await pausesOf('s') // sorts the list
  const lookedThrough = await pausesOf('')
  expect(lookedThrough).toBe(2)
  expect(await pausesOf('i')).toBe(2 * lookedThrough)
})
