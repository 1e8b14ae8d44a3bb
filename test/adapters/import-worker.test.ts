import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alias } from '../../scripts/aliases.mjs'
import { workerImportReaders } from '../../src/main/adapters/import/worker-readers.ts'
import type { ImportReaders } from '../../src/main/domain/ports/transfer.ts'
import { importReaders } from '../fakes/import-readers.ts'
import { fixture, now } from '../fixtures/import/read.ts'
import { bring, contents } from '../support/transfer.ts'
import { world } from '../world.ts'

/** Inside the project, so that the native SQLite is found from there. */
const folder = join(
  import.meta.dirname,
  '../../node_modules/.cache',
  `import-worker-${process.pid}`,
)
let readers: ImportReaders

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: join(import.meta.dirname, '../../src/main/workers/import-reader.ts'),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'reader.mjs' } },
    },
  })
  readers = workerImportReaders(pathToFileURL(join(folder, 'reader.mjs')))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const large = (rows: number) => {
  const row = (n: number) => `Site ${n},https://s${n}.example/login,user${n},"pass""${n}",a note\n`
  return Buffer.from(
    `name,url,username,password,note\n${Array.from({ length: rows }, (_, n) => row(n)).join('')}`,
  )
}

describe('the thread that reads files', () => {
  it.each(['bitwarden.csv', 'bitwarden.json', 'keepassxc.csv'])(
    'reads %s as it is read here',
    async (name) => {
      const file = { name, bytes: fixture(name) }
      expect(await readers.read(file, now)).toEqual(await importReaders.read(file, now))
    },
  )

  it('says what is wrong with a file, and in which row', async () => {
    const bytes = Buffer.from('name,url,username,password\nA,,u,p\nB,,u,"p\n')
    await expect(readers.read({ name: 'a.csv', bytes }, now)).rejects.toMatchObject({
      ...{ name: 'DomainFailure', code: 'FILE_DAMAGED', row: 3 },
    })
  })

  it('reads a database, and the rows in it', async () => {
    const w = world()
    await w.create()
    await bring(w, 'bitwarden.json')
    const entries = contents(w).length
    w.close()
    const bytes = readFileSync(join(w.folder, 'latchkey.sqlite'))
    const read = await readers.read({ name: 'latchkey.sqlite', bytes }, now)
    if (read.kind !== 'database') throw new Error(read.kind)
    const vault = read.accounts[0]?.vaults[0]?.vaultId
    if (vault === undefined) throw new Error('no vault was found')
    expect(await readers.rows({ name: '', bytes }, vault)).toHaveLength(entries)
  })

  it('reads 20,000 rows while main goes on', async () => {
    let [last, longest, running] = [performance.now(), 0, true]
    const tick = () => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
      if (running) setImmediate(tick)
    }
    setImmediate(tick)
    const begun = performance.now()
    const read = await readers.read({ name: 'large.csv', bytes: large(20_000) }, now)
    running = false
    expect(read.kind === 'entries' && read.entries.length).toBe(20_000)
    // If it blocked main, this would be nearly all of the time; unpacking the parts takes a few per cent.
    expect(longest).toBeLessThan((performance.now() - begun) / 3)
  })
})
