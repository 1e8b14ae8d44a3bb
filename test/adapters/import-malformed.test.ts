import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { maxEntryText, maxNotes, maxTags, maxUrls } from '../../src/contract/limits.ts'
import { fixture, onePux, read, refusal } from '../fixtures/import/read.ts'

const chrome = 'name,url,username,password,note\n'
const swap = (bytes: Buffer) => Buffer.from(bytes).swap16()
const mark = '\ufeff'

describe('a file in another encoding', () => {
  const text = `${chrome}Zürich – “Bank”,https://example.ch,Jürg,pässwörd,\n`
  const latin = Buffer.from(
    'name,url,username,password,note\nZ\xfcrich,,J\xfcrg,p\xe4ss,\n',
    'latin1',
  )
  const good = { title: 'Zürich – “Bank”', username: 'Jürg', password: 'pässwörd' }

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(mark + text)],
    ['UTF-16, little end first', Buffer.from(mark + text, 'utf16le')],
    ['UTF-16, big end first', swap(Buffer.from(mark + text, 'utf16le'))],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 without a mark, big end first', swap(Buffer.from(text, 'utf16le'))],
  ])('is read: %s', async (_, bytes) => {
    expect((await read(bytes)).entries).toEqual([{ ...good, urls: ['https://example.ch'] }])
  })

  it('is read: Windows-1252 and ISO 8859-1', async () => {
    expect((await read(latin)).entries).toEqual([
      { title: 'Zürich', username: 'Jürg', password: 'päss' },
    ])
    expect((await read(latin)).issues).toEqual(['encoding_guessed'])
    const quotes = Buffer.concat([latin, Buffer.from('\x93x\x94,,u,\x80,\n', 'latin1')])
    expect((await read(quotes)).entries[1]).toEqual({ title: '“x”', username: 'u', password: '€' })
  })

  it.each(['ÿ,name,url,username,password\n,A,,u,p\n', 'aþ,name,url,username,password\n,A,,u,p\n'])(
    'is not taken for UTF-16 because of half a byte order mark: %j',
    async (one) => {
      const { entries, issues } = await read(Buffer.from(one, 'latin1'))
      expect(entries).toEqual([{ title: 'A', username: 'u', password: 'p' }])
      expect(issues).toEqual(['encoding_guessed'])
    },
  )

  it('with one bad byte among good letters is refused with its row, not read as another encoding', async () => {
    const bad = Buffer.concat([
      Buffer.from(`${chrome}Café,,u,"Pässwörd €\nin two lines",\nBad,,u,p`),
      Buffer.from([0xff]),
      Buffer.from('w,\nMore,,u,p,\n'),
    ])
    expect(await refusal(bad)).toBe('FILE_DAMAGED 3')
    const utf16 = Buffer.from(`${mark}${chrome}A,,u,p,\nB,,u,\ud800x,\n`, 'utf16le')
    expect(await refusal(utf16)).toBe('FILE_DAMAGED 3')
    const json = fixture('bitwarden.json')
    const broken = Buffer.concat([json.subarray(0, 900), Buffer.from([0xc3]), json.subarray(900)])
    expect(await refusal(Buffer.concat([Buffer.from('{"é":1,'), broken.subarray(1)]))).toBe(
      'FILE_DAMAGED',
    )
  })

  it('that says it is UTF-8 is not read as another one for a bad byte', async () => {
    const bytes = Buffer.concat([Buffer.from(`${mark}${chrome}A,,u,p`), Buffer.of(0xfc)])
    expect(await refusal(bytes)).toBe('FILE_DAMAGED 2')
  })

  it('is refused for a byte that is a letter in none of those that are read', async () => {
    const bytes = Buffer.from(`${chrome}A,,u,p,\nB,,J\xfcrg,p\x9d,\n`, 'latin1')
    expect(await refusal(bytes)).toBe('FILE_DAMAGED 3')
  })

  it('is never guessed for JSON: a byte of it that is no letter is damage', async () => {
    for (const name of ['bitwarden.json', '1password.export-data.json']) {
      const bytes = Buffer.from(
        fixture(name)
          .toString()
          .replaceAll(/[^\p{ASCII}]/gu, '?'),
      )
      expect(await refusal(bytes)).toMatch(/^read/)
      bytes[bytes.indexOf('ass')] = 0xe1
      expect(await refusal(bytes)).toBe('FILE_DAMAGED')
    }
  })

  it('of a 1PUX archive with a bad byte is refused', async () => {
    const data = Buffer.from('{"accounts":[{"vaults":[{"items":[]}]}],"é":"?"}')
    data[data.length - 3] = 0xff
    expect(await refusal(zipSync({ 'export.data': data }))).toBe('FILE_DAMAGED')
  })

  it('that ends in the middle of a letter is damaged, not read as if it were another encoding', async () => {
    const bytes = Buffer.from(`${chrome}Zürich,,Jürg,pass,ü`)
    expect(await refusal(bytes.subarray(0, -1))).toBe('FILE_DAMAGED 2')
  })
})

describe('a table', () => {
  const entry = { title: 'A', username: 'u', password: 'p', urls: ['https://a.example'] }

  it.each([
    ['line breaks of Windows', 'name,url,username,password\r\nA,https://a.example,u,p\r\n'],
    ['line breaks of old Macs', 'name,url,username,password\rA,https://a.example,u,p\r'],
    ['blank lines at its end', 'name,url,username,password\nA,https://a.example,u,p\n\n\n\n'],
    ['blank lines within', '\nname,url,username,password\n\nA,https://a.example,u,p'.trimStart()],
    ['semicolons', 'name;url;username;password\nA;https://a.example;u;p\n'],
    ['tabs', 'name\turl\tusername\tpassword\nA\thttps://a.example\tu\tp\n'],
    ['another order of columns', 'password,username,url,name\np,u,https://a.example,A\n'],
    [
      'capital letters and spaces in its header',
      'Name, URL,UserName,PASSWORD \nA,https://a.example,u,p\n',
    ],
    [
      'empty columns at the end of a row',
      'name,url,username,password\nA,https://a.example,u,p,,,\n',
    ],
    [
      'rows that leave out their empty columns',
      'name,url,username,password,note\nA,https://a.example,u,p\n',
    ],
  ])('with %s is read', async (_, text) => {
    expect(await read(text)).toMatchObject({ entries: [entry], issues: [] })
  })

  it('says which unknown columns hold something, and keeps that in the notes', async () => {
    const text = 'name,url,username,password,colour,,unused\nA,https://a.example,u,p,blue,x,\n'
    expect(await read(text)).toMatchObject({
      entries: [{ ...entry, notes: 'colour: blue\nColumn 6: x' }],
      issues: ['colour column_unknown', 'Column 6 column_unknown'],
    })
  })

  it('with a column twice takes the first, and keeps the other in the notes', async () => {
    const text = 'name,url,username,password,password\nA,https://a.example,u,p,other\n'
    expect(await read(text)).toMatchObject({
      entries: [{ ...entry, notes: 'password: other' }],
      issues: ['password column_unknown'],
    })
  })

  it('leaves out rows without anything, and says so', async () => {
    const text = `${chrome},,,,\nA,https://a.example,u,p,\n  ,,,,\n`
    expect(await read(text)).toMatchObject({
      entries: [entry],
      issues: ['2 empty_row !', '4 empty_row !'],
    })
  })

  it('counts rows as a spreadsheet does, also after line breaks in a cell', async () => {
    const text = `${chrome}A,,u,p,"one\ntwo\nthree"\n\nB,,u,p,\n,,,,\n`
    expect((await read(text)).issues).toEqual(['5 empty_row !'])
  })

  it.each([
    ['a quote that never ends', `${chrome}A,,u,p,\nB,,u,"p,\nC,,u,p,\n`, 'FILE_DAMAGED 3'],
    ['a quote in a value that is not in quotes', `${chrome}A,,u,p,\nB,,u,p"x,\n`, 'FILE_DAMAGED 3'],
    ['zeros in place of what a disk lost', `${chrome}A,,u,p,\nB,,u,p\0\0,\n`, 'FILE_DAMAGED 3'],
    ['zeros at its end', `${chrome}A,,u,p,\n\0\0\0\0`, 'FILE_DAMAGED 3'],
    ['text after a quote', `${chrome}A,,u,"p"x,\n`, 'FILE_DAMAGED 2'],
    [
      'a comma that should be in quotes',
      `${chrome}A,,u,p,,\nB,,u,pass,word,note\n`,
      'FILE_DAMAGED 3',
    ],
    ['an end in the middle of a row', `${chrome}A,,u,p,\nB,,u`, 'FILE_DAMAGED 3'],
    ['a column missing', 'name,url,username\nA,https://a.example,u\n', 'FILE_UNKNOWN'],
    ['another program’s columns', 'site,secret\na,b\n', 'FILE_UNKNOWN'],
    ['nothing', '', 'FILE_UNKNOWN'],
    ['a text', 'Dear diary,\ntoday nothing happened.\n', 'FILE_UNKNOWN'],
  ])('with %s is refused: nothing of it is taken', async (_, text, code) => {
    expect(await refusal(text)).toBe(code)
  })

  it('with too long a value leaves that row out, and says which', async () => {
    const long = 'x'.repeat(maxEntryText + 1)
    const text = `${chrome}${long},,u,p,\nA,,${long},p,\nB,,u,${long},\nC,,u,p,${'n'.repeat(maxNotes + 1)}\nD,,u,p,\n`
    const { entries, issues } = await read(text)
    expect(entries).toEqual([{ title: 'D', username: 'u', password: 'p' }])
    expect(issues).toEqual([
      '2 title too_long !',
      '3 username too_long !',
      '4 password too_long !',
      '5 notes too_long !',
    ])
  })

  it('with more tags or addresses than an entry has keeps the rest in the notes', async () => {
    const many = (text: string, count: number) => Array.from({ length: count }, (_, n) => text + n)
    const urls = many('https://a.example/', maxUrls + 1)
    const tags = [...many('t', maxTags), 'x'.repeat(61)]
    const text = `Title,Url,Username,Password,Tags\nA,"${urls.join(',')}",u,p,${tags.join(';')}\n`
    const { entries, issues } = await read(text)
    expect(entries).toMatchObject([
      {
        urls: urls.slice(0, maxUrls),
        tags: tags.slice(0, maxTags),
        notes: `tag: ${'x'.repeat(61)}\nurl: https://a.example/20`,
      },
    ])
    expect(issues).toEqual(['2 tag too_long', '2 url too_long'])
  })

  it('with more than a hundred of the same issues counts the rest', async () => {
    const { issues, moreIssues } = await read(chrome + ',,,,\n'.repeat(350))
    expect([issues.length, moreIssues]).toEqual([100, 250])
  })

  it('of 20,000 rows is read', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, n) => `Site ${n},https://s${n}.example,u${n},"p""${n}",\n`,
    )
    expect((await read(chrome + rows.join(''))).entries).toHaveLength(20_000)
  })

  it('of more rows than anyone has is refused', async () => {
    expect(await refusal(chrome + 'A,,u,p,\n'.repeat(200_001))).toBe('FILE_TOO_LARGE')
  })
})

describe('another kind of file', () => {
  it.each([
    ['a KeePass database', Buffer.from('03d9a29a67fb4bb500000400', 'hex'), 'FILE_ENCRYPTED'],
    ['a PGP message', Buffer.from('-----BEGIN PGP MESSAGE-----\n\nabc'), 'FILE_ENCRYPTED'],
    ['JSON of something else', Buffer.from('{"hello":"world"}'), 'FILE_UNKNOWN'],
    ['a list in JSON', Buffer.from('[1,2,3]'), 'FILE_UNKNOWN'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'FILE_UNKNOWN'],
    ['JSON that ends too soon', fixture('bitwarden.json').subarray(0, 900), 'FILE_DAMAGED'],
    ['a zip archive of something else', zipSync({ 'a.txt': strToU8('a') }), 'FILE_UNKNOWN'],
    [
      'an export of a later version',
      Buffer.from('{"format":"latchkey-export","version":2}'),
      'FILE_UNKNOWN',
    ],
  ])('is refused: %s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code)
  })

  it.each([0.1, 0.5, 0.9, 0.999])(
    'is damaged: a 1PUX file cut at %d of its length',
    async (part) => {
      const bytes = onePux()
      expect(await refusal(bytes.subarray(0, Math.floor(bytes.length * part)))).toBe('FILE_DAMAGED')
    },
  )

  it('is too large: an archive that would inflate to more than a gigabyte', async () => {
    // The central directory claims this size, 24 bytes after `PK\1\2`.
    const archive = Buffer.from(onePux())
    const entry = archive.lastIndexOf('export.data') - 46
    archive.writeUInt32LE(2 ** 30 + 1, entry + 24)
    expect(await refusal(archive)).toBe('FILE_TOO_LARGE')
  })

  it('is damaged, and takes no more memory than it says: an archive that lies about its size', async () => {
    const zeros = zipSync({ 'export.data': Buffer.alloc(8 * 1024 * 1024, ' ') })
    const archive = Buffer.from(zeros)
    archive.writeUInt32LE(1_000, archive.lastIndexOf('export.data') - 46 + 24)
    expect(await refusal(archive)).toBe('FILE_DAMAGED')
  })

  it('is damaged, and overflows nothing: values in a hundred thousand brackets', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    const item = `{"categoryUuid":"001","overview":{},"details":{"loginFields":[{"name":"x","value":${deep}}]}}`
    const text = `{"accounts":[{"vaults":[{"items":[${item}]}]}]}`
    expect((await read(text)).entries).toHaveLength(1)
  })
})
