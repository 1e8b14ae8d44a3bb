import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixture, read, refusal } from '../fixtures/import/read.ts'

const passwords = async (file: Uint8Array | string) =>
  (await read(file)).entries.map(({ password }) => password)

describe('a table whose lines end in different ways', () => {
  it('brings each password as it is: a header that ends in LF, rows in CR and LF', async () => {
    expect(await read(fixture('mixed-ends-chrome.csv'))).toMatchObject({
      entries: [
        { title: 'example.org', username: 'ann', password: 'secret one' },
        { title: 'example.net', username: 'bob', password: 'secret two' },
      ],
      issues: [],
    })
  })

  it('brings each row as it is: a header that ends in CR and LF, rows in LF', async () => {
    expect(await read(fixture('mixed-ends-crlf-header.csv'))).toMatchObject({
      entries: [
        { title: 'example.org', username: 'ann', password: 'one', notes: 'n1' },
        { title: 'example.net', username: 'bob', password: 'two', notes: 'n2' },
      ],
      issues: [],
    })
  })

  it('brings the same rows, whichever ends they have', async () => {
    const end = fc.constantFrom('\n', '\r\n', '\r', '\r\r\n', '\n\n')
    const letters = fc.stringMatching(/^[a-z0-9 ]{1,8}$/)
    const plain = letters.map((value) => ({ value, cell: value }))
    // Line ends within quotes belong to the value, whatever they are.
    const quoted = fc
      .array(fc.oneof(letters, fc.constantFrom('\n', '\r\n', '\r', ',', '"')), { minLength: 1 })
      .map((parts) => parts.join(''))
      .map((value) => ({ value, cell: `"${value.replaceAll('"', '""')}"` }))
    const row = fc.record({ password: fc.oneof(plain, quoted), end })
    await fc.assert(
      fc.asyncProperty(
        end,
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (...given) => {
          const [afterHeader, rows, endsInLine] = given
          const lines = rows.map((one) => `A,,u,${one.password.cell}${one.end}`).join('')
          const text = `name,url,username,password${afterHeader}${lines}`
          const whole = endsInLine ? text : text.replace(/[\r\n]+$/, '')
          expect(await passwords(whole)).toEqual(rows.map(({ password }) => password.value))
        },
      ),
      { numRuns: 2_000, seed: 12 },
    )
  })

  it('counts rows as a spreadsheet does: blank lines, at its beginning too, are rows', async () => {
    const text = '\r\n\nname,url,username,password\nA,,u,p\r\n\r,,,\nB,,u,q'
    expect(await read(text)).toMatchObject({
      entries: [
        { title: 'A', password: 'p' },
        { title: 'B', password: 'q' },
      ],
      issues: ['6 empty_row !'],
    })
    expect(await refusal(`${text}"\n`)).toBe('FILE_DAMAGED 7')
  })

  it('brings every address and custom field of a cell with several, whichever ends its lines have', async () => {
    const header = 'type,name,notes,fields,login_uri,login_username,login_password'
    const cells = (end: string) =>
      [`"PIN: 1${end}Colour: red"`, `"https://a.example${end}https://b.example"`].join(',')
    for (const end of ['\n', '\r\n', '\r']) {
      expect((await read(`${header}\nlogin,A,,${cells(end)},u,p\n`)).entries).toMatchObject([
        { urls: ['https://a.example', 'https://b.example'], notes: 'PIN: 1\nColour: red' },
      ])
    }
  })
})
