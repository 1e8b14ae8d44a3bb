import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inspect } from '../../src/main/adapters/sqlite/inspect.ts'
import { openDatabase } from '../../src/main/adapters/sqlite/open.ts'
import { asProblem, StoreProblem } from '../../src/main/adapters/sqlite/store-problem.ts'
import { smallDisk } from '../support/small-disk.ts'

const disk = smallDisk()
afterAll(() => disk?.remove())

const file = join(disk?.folder ?? '', 'own', 'latchkey.sqlite')

function open() {
  inspect(file)
  return openDatabase(file)
}

function problemOf(): string {
  try {
    open().close()
    return 'opened'
  } catch (error) {
    return error instanceof StoreProblem ? error.problem.code : String(error)
  }
}

/** The codes of every case in which a disk may be full. */
const sayings = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']

it.each(sayings)('%s is called a full disk', (code) => {
  expect(asProblem({ code }, '/data/latchkey.sqlite')).toMatchObject({
    problem: { code: 'DISK_FULL', path: '/data/latchkey.sqlite' },
  })
})

it('a disk that cannot be read or written for another reason is not called full', () => {
  for (const code of ['SQLITE_CANTOPEN', 'SQLITE_IOERR_READ', 'SQLITE_READONLY', 'EROFS']) {
    expect(asProblem({ code }, file)).toMatchObject({ problem: { code: 'DATA_FOLDER_UNUSABLE' } })
  }
})

describe.skipIf(disk === null)('a full disk', () => {
  const stories: [string, () => void][] = [
    ['before there is anything', () => {}],
    ['with a database that was closed in order', () => open().close()],
    [
      'with a database that was cut off',
      () => {
        const db = open()
        db.exec("INSERT INTO setting VALUES ('x', '1')")
        const folder = join(file, '..')
        cpSync(folder, `${folder}.cut`, { recursive: true })
        db.close()
        rmSync(folder, { recursive: true })
        renameSync(`${folder}.cut`, folder)
        rmSync(`${file}-shm`, { force: true })
      },
    ],
  ]
  it.each(stories)(
    'is called so at the start, changes nothing, and is good once there is room: %s',
    (_, make) => {
      rmSync(join(file, '..'), { recursive: true, force: true })
      make()
      const before = existsSync(file) ? readFileSync(file) : null
      disk?.fill()
      try {
        expect(problemOf()).toBe('DISK_FULL')
        if (before !== null) expect(readFileSync(file).equals(before)).toBe(true)
      } finally {
        disk?.free()
      }
      expect(problemOf()).toBe('opened')
    },
  )

  it('with room for bytes, and for no further file, is called so', () => {
    rmSync(join(file, '..'), { recursive: true, force: true })
    open().close()
    disk?.fill('files')
    try {
      expect(problemOf()).toBe('DISK_FULL')
    } finally {
      disk?.free()
    }
  })

  it('that is read-only is called a question of rights', () => {
    rmSync(join(file, '..'), { recursive: true, force: true })
    open().close()
    disk?.readOnly(true)
    try {
      expect(problemOf()).toBe('DATA_FOLDER_UNUSABLE')
    } finally {
      disk?.readOnly(false)
    }
  })
})
