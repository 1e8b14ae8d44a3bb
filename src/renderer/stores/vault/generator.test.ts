import type { Result } from '@contract/channel'
import type { Generated } from '@contract/vault-models'
import { expect, test, vi } from 'vitest'
import { fail, ok, settled } from '../../test/fake-api'
import { createGenerator } from './generator'

test('each choice makes another one, of that choice', async () => {
  const ask = vi.fn(async () => ok({ text: 'made', bits: 90 }))
  const generator = createGenerator(ask)
  await generator.setCharacters({ length: 40 })
  await generator.choose('words')
  await generator.setWords({ words: 7, digit: true })
  await generator.choose('characters')
  expect(ask.mock.calls).toMatchObject([
    [{ kind: 'characters', length: 40 }],
    [{ kind: 'words' }],
    [{ kind: 'words', words: 7, digit: true }],
    [{ kind: 'characters', length: 40 }],
  ])
})

test('of several under way the newest choice counts', async () => {
  const answers: ((answer: Result<Generated>) => void)[] = []
  const generator = createGenerator(() => new Promise((resolve) => answers.push(resolve)))
  void generator.setCharacters({ length: 10 })
  void generator.setCharacters({ length: 11 })
  answers[1]?.(ok({ text: 'eleven', bits: 1 }))
  answers[0]?.(ok({ text: 'ten', bits: 1 }))
  await settled()
  expect(generator.store.getState().made?.text).toBe('eleven')
})

test('what was made is forgotten, how it was made is not', async () => {
  const generator = createGenerator(async () => ok({ text: 'made', bits: 90 }))
  await generator.setCharacters({ length: 40 })
  generator.clear()
  expect(generator.store.getState()).toMatchObject({ made: null, characters: { length: 40 } })
})

test('a failure is told', async () => {
  const generator = createGenerator(async () => fail('INTERNAL'))
  await generator.make()
  expect(generator.store.getState().failure).toMatchObject({ code: 'INTERNAL' })
})
