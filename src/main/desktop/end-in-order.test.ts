import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, it, onTestFinished, vi } from 'vitest'
import { endInOrder, type LastStep } from './end-in-order.ts'

/** A program that quits unless something prevents it. */
function program(...steps: LastStep[]) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const events = new EventEmitter()
  const state = { ended: false }
  const quit = () => {
    let held = false
    events.emit('will-quit', { preventDefault: () => (held = true) })
    if (!held) state.ended = true
  }
  const app = { on: events.on.bind(events), quit } as unknown as Pick<App, 'on' | 'quit'>
  return { state, quit, ending: endInOrder(app, steps) }
}

const never = () => new Promise<void>(() => {})

it('the program ends once each step is done, in their order, however often it is told to', async () => {
  const did: string[] = []
  const step = (name: string): LastStep => ({
    limitMs: 1_000,
    async do() {
      did.push(`${name} begins`)
      await new Promise((done) => setTimeout(done, 500))
      did.push(`${name} is done`)
    },
  })
  const { state, quit, ending } = program(step('one'), step('two'))
  expect(ending()).toBe(false)
  quit()
  expect(ending()).toBe(true)
  quit()
  await vi.advanceTimersByTimeAsync(999)
  expect(did).toEqual(['one begins', 'one is done', 'two begins'])
  expect(state.ended).toBe(false)
  await vi.advanceTimersByTimeAsync(2)
  expect(did).toHaveLength(4)
  expect([state.ended, ending()]).toEqual([true, true])
})

it.each<[string, () => Promise<void>]>([
  ['that never ends', never],
  ['that fails', () => Promise.reject(new Error('gone'))],
  [
    'that fails at once',
    () => {
      throw new Error('gone')
    },
  ],
])('a step %s does not keep it from its end, nor the next from being done', async (_what, work) => {
  const last = vi.fn(async () => {})
  const { state, quit } = program({ do: work, limitMs: 3_000 }, { do: last, limitMs: 1_000 })
  quit()
  await vi.advanceTimersByTimeAsync(3_001)
  expect(last).toHaveBeenCalledOnce()
  expect(state.ended).toBe(true)
})
