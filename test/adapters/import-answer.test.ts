import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerImport } from '../../src/main/adapters/import/answer.ts'
import { accountOf } from '../support/entries.ts'
import { aNote, save } from '../support/typed-entries.ts'
import { world } from '../world.ts'

const utf8 = new TextEncoder()
const now = Date.UTC(2026, 10, 21, 9)

it('a file that is read elsewhere comes over in the parts that are asked for, each once', async () => {
  const ask = answerImport()
  const lines = ['name,url,username,password', ...['a', 'b', 'c'].map((name) => `${name},,u,p`)]
  const read = { bytes: utf8.encode(`${lines.join('\n')}\n`) }
  const file = await ask({ read, now })
  expect(file).toMatchObject({ file: { kind: 'entries', entries: [] } })
  const titlesOf = (answer: unknown) =>
    (answer as { taken: { content: { title: string } }[] }).taken.map((one) => one.content.title)
  expect(titlesOf(await ask({ take: 2 }))).toEqual(['a', 'b'])
  expect(titlesOf(await ask({ take: 2 }))).toEqual(['c'])
  expect(titlesOf(await ask({ take: 2 }))).toEqual([])
})

it('the rows of a database that is read elsewhere are told to be there, and come over', async () => {
  const w = world()
  await w.create()
  const { id } = await save(w, aNote({ title: 'Boat' }))
  const { vaultId: vault } = accountOf(w)
  w.close()
  const bytes = readFileSync(join(w.folder, 'latchkey.sqlite'))
  const ask = answerImport()
  const rows = { bytes }
  expect(await ask({ rows, vault })).toEqual({ done: true })
  expect(await ask({ take: 9 })).toMatchObject({ taken: [{ id }] })
})

it('why a file cannot be read elsewhere is told as it would be here', async () => {
  const read = { bytes: utf8.encode('neither,of,ours\n1,2,3\n') }
  expect(await answerImport()({ read, now })).toMatchObject({ failed: expect.any(String) })
})
