import { expect, test } from 'vitest'
import { settled } from '../test/fake-api'
import { coalesce } from './resource'

test('asked again and again while it runs, it runs once more after, and everybody waits for that', async () => {
  const ends: (() => void)[] = []
  const run = coalesce(() => new Promise<void>((resolve) => ends.push(resolve)))
  void run()
  let done = 0
  for (let each = 0; each < 3; each += 1) void run().then(() => (done += 1))
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await settled()
  expect(ends).toHaveLength(2)
  expect(done).toBe(0)
  ends[1]?.()
  await settled()
  expect(ends).toHaveLength(2)
  expect(done).toBe(3)
  void run()
  expect(ends).toHaveLength(3)
})
