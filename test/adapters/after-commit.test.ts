import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { openStores } from '../../src/main/adapters/sqlite/index.ts'
import { transactions } from '../../src/main/adapters/sqlite/transaction.ts'
import { temporaryFolder } from '../world.ts'

function opened() {
  const stores = openStores(join(temporaryFolder(), 'latchkey.sqlite'))
  onTestFinished(() => stores.close())
  const done: string[] = []
  return { ...stores, done, note: (what: string) => () => void done.push(what) }
}

it('what is to follow a change follows it once it is kept, in order, and at once where there is none', () => {
  const { afterCommit, afterTransaction, transaction, done, note } = opened()
  transaction(() => {
    afterCommit(note('first'))
    transaction(() => afterCommit(note('second')))
    afterTransaction(note('either way'))
    expect(done).toEqual([])
  })
  expect(done).toEqual(['first', 'second', 'either way'])
  afterCommit(note('at once'))
  expect(done.at(-1)).toBe('at once')
  afterTransaction(note('this too'))
  expect(done.at(-1)).toBe('this too')
})

it('what is to follow a change that was not kept does not follow the next one either', () => {
  const { afterCommit, afterTransaction, transaction, done, note } = opened()
  const failing = () =>
    transaction(() => {
      afterCommit(note('of the change'))
      afterTransaction(note('either way'))
      throw new Error('not kept')
    })
  expect(failing).toThrow('not kept')
  expect(done).toEqual(['either way'])
  transaction(() => {})
  expect(done).toEqual(['either way'])
})

it('a statement that changes rows and returns them is counted as a commit like any other', () => {
  const connection = new Database(':memory:')
  onTestFinished(() => void connection.close())
  connection.exec('CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT')
  let commits = 0
  const { db } = transactions(connection, {
    commit() {
      commits += 1
    },
    done() {},
  })
  db.prepare('INSERT INTO one VALUES (1)').run()
  expect(db.prepare('INSERT INTO one VALUES (2) RETURNING id').all()).toEqual([{ id: 2 }])
  expect(db.prepare('SELECT id FROM one').all()).toHaveLength(2)
  expect(commits).toBe(2)
})
