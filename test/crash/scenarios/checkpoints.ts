import assert from 'node:assert/strict'
import { join } from 'node:path'
import { checkpoint } from '../../../src/main/adapters/sqlite/checkpoint.ts'
import { inWorld, type Scenario } from '../scenario.ts'

/** Large enough that SQLite sometimes runs a checkpoint by itself too. */
const value = (state: number) => `${state} ${'x'.repeat((state % 50) * 20_000)}`

export const logEmptied: Scenario = {
  what: 'logs moved into the file while it is written',
  prepare: (at) => inWorld(at, async (w) => w.settings.set('test.state', value(0))),
  work: (at, from, say) =>
    inWorld(at, async (w) => {
      for (let state = from; ; state += 1) {
        say(state)
        w.settings.set('test.state', value(state + 1))
        if (state % 3 !== 0) continue
        await w.beforeCheckpoint()
        const task = { file: join(at.folder, 'latchkey.sqlite'), digestUpTo: 2 ** 30 }
        w.checkpointed(checkpoint(task).digest)
        await new Promise((next) => setImmediate(next))
      }
    }),
  check: (at, said) =>
    inWorld(at, async (w) => {
      const state = Number.parseInt(String(w.settings.get('test.state')), 10)
      assert.equal(w.settings.get('test.state'), value(state))
      assert.ok(state === said || state === said + 1, `${state} after ${said}`)
      return state
    }),
}
