import assert from 'node:assert/strict'
import type { World } from '../../support/build-world.ts'
import {
  assertEntries,
  email,
  entriesOf,
  inWorld,
  passwordOf,
  type Scenario,
  someEntries,
} from '../scenario.ts'

const entries = someEntries(12)
const rows = 40

const csv = new TextEncoder().encode(
  [
    'name,url,username,password,note',
    ...Array.from({ length: rows }, (_, n) => `Imported ${n},https://${n}.example,ada,pass ${n},`),
  ].join('\r\n'),
)

async function importAll(w: World): Promise<void> {
  w.desktop.chosen = { name: 'passwords.csv', bytes: csv }
  const preview = await w.app.import.choose(undefined)
  assert.equal(preview?.entries, rows)
  await w.app.import.apply({ ref: preview?.ref ?? '', duplicates: false })
}

/** Checks that all of the import is there or nothing of it. @returns whether it is there */
function assertAllOrNothing(w: World): boolean {
  const imported = entriesOf(w).filter(({ content }) => content.title.startsWith('Imported'))
  const there = imported.length === rows
  assert.ok(there || imported.length === 0, `${imported.length} of ${rows} imported`)
  const passwords = imported.map(({ secret }) => secret.password)
  assert.equal(new Set(passwords).size, imported.length)
  return there
}

/** Not imported in even states, imported in odd ones. */
export const importAndUndo: Scenario = {
  what: 'imports, and imports undone',
  prepare: (at) =>
    inWorld(at, async (w) => {
      await w.create(email, passwordOf(0))
      w.openVault.current().add(entries)
    }),
  work: (at, from, say) =>
    inWorld(at, async (w) => {
      await w.signIn(email, passwordOf(0))
      for (let state = from; ; state += 1) {
        say(state)
        if (state % 2 === 0) await importAll(w)
        else await w.app.import.undo(undefined)
      }
    }),
  check: (at, said) =>
    inWorld(at, async (w) => {
      await w.signIn(email, passwordOf(0))
      const there = assertAllOrNothing(w)
      assert.equal(w.openVault.current().damaged(), 0)
      if (there) {
        // An import that is there can be undone: its record came in the same transaction.
        assert.deepEqual(await w.app.import.undo(undefined), { removed: rows, kept: 0 })
      }
      assertEntries(w, entries)
      if (there) await importAll(w)
      return (said % 2 === 1) === there ? said : said + 1
    }),
}
