import type { Result } from '@contract/channel'
import type { EntryList, EntrySummary } from '@contract/vault-models'
import { describe, expect, test, vi } from 'vitest'
import { fail, ok, settled } from '../../test/fake-api'
import { summary } from '../../test/sample-views'
import { createList, pageSize } from './list'

type Ask = Parameters<typeof createList>[0]

/** Answers as main does, with windows of one long list. */
function main(total: number, title = (index: number) => `Entry ${index}`) {
  const items = Array.from({ length: total }, (_, index) =>
    summary({ id: `id-${index}`, title: title(index) }),
  )
  return vi.fn<Ask>(async ({ offset, limit, near }) => {
    const at = items.findIndex(({ id }) => id === near)
    const from = at < 0 ? offset : at - (at % limit)
    return ok<EntryList>({ total, offset: from, items: items.slice(from, from + limit) })
  })
}

describe('a long list', () => {
  test('asks only for what is looked at', async () => {
    const ask = main(10_000)
    const list = createList(ask)
    await list.ask({})
    await list.need(5000, 5010)
    expect(ask.mock.calls.map(([{ offset }]) => offset)).toEqual([0, 5000])
    expect(list.at(5003)?.title).toBe('Entry 5003')
    expect(list.at(300)).toBeUndefined()
  })

  test('keeps few lines, however far one scrolls', async () => {
    const list = createList(main(10_000))
    await list.ask({})
    for (let line = 0; line < 10_000; line += 70) await list.need(line, line + 20)
    const lines = [...list.store.getState().pages.values()].flat()
    expect(lines.length).toBeLessThanOrEqual(6 * pageSize)
    expect(list.at(9950)?.title).toBe('Entry 9950')
  })

  test('skips what was scrolled past while main answered', async () => {
    const ask = main(10_000)
    const list = createList(ask)
    await list.ask({})
    await Promise.all([list.need(1000, 1010), list.need(2000, 2010), list.need(9000, 9010)])
    expect(ask.mock.calls.map(([{ offset }]) => offset)).toEqual([0, 1000, 9000])
  })

  test('asks nothing beyond its end', async () => {
    const ask = main(120)
    const list = createList(ask)
    await list.ask({})
    await list.need(0, 10_000)
    expect(ask.mock.calls.map(([{ offset }]) => offset)).toEqual([0, 100])
  })

  test('finds the line of an entry far away', async () => {
    const list = createList(main(10_000))
    await list.ask({})
    expect(list.indexOf('id-7777')).toBeNull()
    expect(await list.locate('id-7777')).toBe(7777)
    expect(list.at(7777)?.id).toBe('id-7777')
    expect(await list.locate('elsewhere')).toBeNull()
  })
})

describe('another question', () => {
  test('leaves the old lines until its answer is there', async () => {
    const waiting: ((answer: Result<EntryList>) => void)[] = []
    const list = createList(() => new Promise((resolve) => waiting.push(resolve)))
    const answer = (items: EntrySummary[]) => ok({ total: items.length, offset: 0, items })
    void list.ask({})
    waiting[0]?.(answer([summary({ title: 'Old' })]))
    await settled()
    void list.ask({ text: 'n' })
    expect(list.at(0)?.title).toBe('Old')
    waiting[1]?.(answer([summary({ title: 'New' })]))
    await settled()
    expect(list.at(0)?.title).toBe('New')
  })

  test('typed while main answers makes of many letters one question', async () => {
    const ask = main(3)
    const list = createList(ask)
    await Promise.all(['b', 'ba', 'ban', 'bank'].map((text) => list.ask({ text })))
    expect(ask.mock.calls.map(([{ text }]) => text)).toEqual(['b', 'bank'])
    expect(list.store.getState().shown?.text).toBe('bank')
  })

  test('asked in the very moment in which the answer before it ends is not lost', async () => {
    const list = createList(main(3))
    let asked = false
    list.store.subscribe(() => {
      if (asked || list.store.getState().total === null) return
      asked = true
      void list.ask({ text: 'late' })
    })
    await list.ask({})
    await settled()
    expect(list.store.getState().shown?.text).toBe('late')
  })
})

test('a reload asks for what is shown, not for the beginning, and nothing blinks', async () => {
  let title = 'Before'
  const ask = main(10_000)
  const list = createList(async (query) => {
    const answer = await ask(query)
    if (!answer.ok) return answer
    const items = answer.value.items.map((item) => ({ ...item, title }))
    return ok({ ...answer.value, items })
  })
  await list.ask({})
  await list.need(5090, 5110)
  title = 'After'
  const seen = new Set<string | undefined>()
  list.store.subscribe(() => seen.add(list.at(5105)?.title))
  await list.reload()
  expect([...seen]).not.toContain(undefined)
  expect(list.at(5105)?.title).toBe('After')
  expect(ask.mock.calls.slice(3).map(([{ offset }]) => offset)).toEqual([5000, 5100])
})

test('a failure is told, keeps the lines, and ends with the next good answer', async () => {
  const ask = main(3)
  const list = createList(ask)
  await list.ask({})
  ask.mockResolvedValueOnce(fail('INTERNAL'))
  await list.reload()
  expect(list.store.getState()).toMatchObject({ failure: { code: 'INTERNAL' }, total: 3 })
  await list.reload()
  expect(list.store.getState().failure).toBeNull()
})

test('forgotten, it holds nothing, even if an answer comes late', async () => {
  const waiting: (() => void)[] = []
  const ask = main(3)
  const list = createList(async (query) => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return ask(query)
  })
  void list.ask({ text: 'bank' })
  list.clear()
  waiting[0]?.()
  await settled()
  // Nor does it ask for the first lines again.
  for (const answer of waiting) answer()
  await settled()
  expect(waiting).toHaveLength(1)
  expect([...list.store.getState().pages]).toEqual([])
  expect(list.store.getState().query.text).toBe('')
})
