import assert from 'node:assert/strict'
import { join } from 'node:path'
import { inspect } from '../../src/main/adapters/sqlite/inspect.ts'
import { buildWorld, type World, type WorldOptions } from '../support/build-world.ts'
import { openLogin } from '../support/typed-entries.ts'

/** A data folder, and the clock's time while someone works in it. */
export interface Place {
  readonly folder: string
  readonly time: number
}

/** Work that may be killed at any point, and a check that it left one of two states. */
export interface Scenario {
  /** What the numbers count. */
  readonly what: string
  /** Called once, on an empty folder. Leaves state 0. */
  prepare(at: Place): Promise<void>
  /** Brings the data from each state to the next until it is killed. */
  work(at: Place, from: number, say: (state: number) => void): Promise<never>
  /**
   * Opens what a kill left, as the app would.
   *
   * @param said the last state that was certainly reached
   * @returns the state it found: that one or the next
   * @throws if it is neither, or anything is lost
   */
  check(at: Place, said: number): Promise<number>
}

export const email = 'ada@example.com'
export const passwordOf = (state: number) => `seven quiet herons number ${state}`

/** A world in the place, closed after the work even if that fails. A kill must not look like damage. */
export async function inWorld<T>(
  at: Place,
  work: (w: World) => Promise<T>,
  options: Partial<WorldOptions> = {},
): Promise<T> {
  const { found } = inspect(join(at.folder, 'latchkey.sqlite'))
  assert.equal(found, 'whole', 'what a start says of it')
  const w = buildWorld({ ...at, ...options })
  try {
    return await work(w)
  } finally {
    w.close()
  }
}

export const someEntries = (count: number, mark = '') =>
  Array.from({ length: count }, (_, n) => openLogin(`Entry ${n}${mark}`, n))

/** Every entry of the open vault, secrets included, by title. */
export function entriesOf(w: World) {
  const all = [...w.openVault.current().entries()].map(({ entry }) => entry)
  return all.toSorted((a, b) => (a.content.title < b.content.title ? -1 : 1))
}

export type Entries = ReturnType<typeof entriesOf>

export function assertEntries(w: World, expected: Entries): void {
  assert.deepEqual(entriesOf(w), byTitle(expected))
  assert.equal(w.openVault.current().damaged(), 0, 'entries that do not open')
}

export const byTitle = (all: Entries) =>
  all.toSorted((a, b) => (a.content.title < b.content.title ? -1 : 1))

/** Signs in with the only password that works; exactly one must. @returns its number */
export async function signInAs(w: World, states: readonly number[]): Promise<number> {
  const working: number[] = []
  for (const state of states) {
    try {
      await w.signIn(email, passwordOf(state))
      working.push(state)
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'SIGN_IN_FAILED')
    }
  }
  assert.equal(working.length, 1, `passwords that work: ${working.join()} of ${states.join()}`)
  const [state = Number.NaN] = working
  await w.signIn(email, passwordOf(state))
  return state
}
