import type { Result } from '@contract/channel'
import { expect, test } from 'vitest'
import { fail, ok } from '../test/fake-api'
import { createChanges } from './resource'

function world() {
  const shown: string[] = []
  const answers: ((result: Result<string>) => void)[] = []
  const change = createChanges<string>((value) => shown.push(value))
  const send = () => new Promise<Result<string>>((resolve) => answers.push(resolve))
  return { shown, answers, change: (from: string, to: string) => change(from, to, send) }
}

test('a change is shown at once, and what main made of it once it answers', async () => {
  const { shown, answers, change } = world()
  const done = change('a', 'b')
  expect(shown).toEqual(['b'])
  answers[0]?.(ok('what main made of it'))
  await done
  expect(shown).toEqual(['b', 'what main made of it'])
})

test('the answer to a change before the last undoes nothing', async () => {
  const { shown, answers, change } = world()
  const both = [change('a', 'b'), change('b', 'c')]
  answers[0]?.(ok('b'))
  answers[1]?.(ok('c'))
  await Promise.all(both)
  expect(shown).toEqual(['b', 'c', 'c'])
})

test('a change that was refused is undone, and answered with why', async () => {
  const { shown, answers, change } = world()
  const done = change('a', 'b')
  answers[0]?.(fail('FORBIDDEN'))
  expect(await done).toMatchObject({ code: 'FORBIDDEN' })
  expect(shown).toEqual(['b', 'a'])
})

test('of two changes that were both refused, neither stays on the screen', async () => {
  const { shown, answers, change } = world()
  const both = [change('a', 'b'), change('b', 'c')]
  answers[0]?.(fail('FORBIDDEN'))
  answers[1]?.(fail('FORBIDDEN'))
  await Promise.all(both)
  expect(shown).toEqual(['b', 'c', 'a'])
})
