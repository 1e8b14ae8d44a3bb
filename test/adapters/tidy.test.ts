import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { accountOf } from '../support/entries.ts'
import { day, type World, world } from '../world.ts'

const ada = 'ada@example.com'

function rowsIn(w: World, table: string): number {
  const db = new Database(join(w.folder, 'latchkey.sqlite'), { readonly: true })
  const count = Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  db.close()
  return count
}

it('a request that is over is kept for 30 days from when it was made, and an open one longer', async () => {
  const w = world()
  await w.withMail()
  await w.create()
  await w.deliver()
  const before = rowsIn(w, 'link_request')
  expect(before).toBeGreaterThan(0)
  const made = w.clock.time
  w.tidy(made + 30 * day + 1)
  expect(rowsIn(w, 'link_request')).toBe(before)
  w.requests.supersedeAll(null)
  w.tidy(made + 30 * day)
  expect(rowsIn(w, 'link_request')).toBe(before)
  w.tidy(made + 30 * day + 1)
  expect(rowsIn(w, 'link_request')).toBe(0)
})

it('what was counted is kept for two days, longer than any wait, and forgotten then', async () => {
  const w = world()
  await w.signIn(ada, 'wrong but long enough').catch(() => {})
  const name = w.counters.signIn(ada as never)
  w.tidy(w.clock.time + 2 * day)
  expect(w.limits.get(name)).not.toBeNull()
  w.tidy(w.clock.time + 2 * day + 1)
  expect(w.limits.get(name)).toBeNull()
})

it('of what happened in an account the newest 500 lines are kept', async () => {
  const w = world()
  await w.create()
  const { id } = accountOf(w)
  const now = w.clock.time
  for (let n = 1; n <= 501; n += 1) w.activities.add(id, 'locked', now + n)
  w.tidy(now)
  expect(rowsIn(w, 'activity')).toBe(500)
  w.activities.add(id, 'unlocked', now + 502)
  w.tidy(now)
  expect(rowsIn(w, 'activity')).toBe(500)
  expect(w.activity(ada)[0]).toBe('unlocked')
})
