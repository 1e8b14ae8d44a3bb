import { describe, expect, it } from 'vitest'
import { fixture, now, read } from '../fixtures/import/read.ts'

const otp = (label: string, issuer = '') =>
  `otpauth://totp/${label}?${issuer}secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30`

describe('a CSV file of', () => {
  it('Bitwarden comes over, with its folders as tags and its custom fields in the notes', async () => {
    const twice = {
      title: 'Twice',
      username: 'ada',
      password: 'same',
      urls: ['https://twice.example.com'],
      tags: ['Work/Servers'],
      favourite: true,
    }
    expect(await read(fixture('bitwarden.csv'))).toEqual({
      format: 'bitwarden-csv',
      entries: [
        {
          title: 'Bank of “Ada”',
          username: 'ada',
          password: 'p,a"ss\nword',
          urls: ['https://bank.example.com/login', 'https://bank.example.org'],
          otp: otp('Latchkey'),
          notes: 'Ask for "Mrs. King".\nSecond line, with a comma',
          tags: ['Work/Servers'],
          favourite: true,
        },
        {
          kind: 'note',
          title: 'Wi-Fi at home',
          notes: 'Under the blue teapot:\nswordfish\n\nPIN: 1234\nColour: teal\nand some green',
        },
        {
          title: 'Steam',
          username: 'gordon',
          password: 'crowbar',
          urls: ['https://store.steampowered.com'],
          notes: 'OTP: steam://JBSWY3DPEHPK3PXP',
        },
        { title: 'Only a password', password: '  spaces around  ' },
        twice,
        twice,
      ],
      issues: [
        '3 PIN custom_field',
        '3 Colour custom_field',
        '4 otp otp_unreadable',
        '6 type kind_unknown !',
        '7 type kind_unknown !',
      ],
      moreIssues: 0,
    })
  })

  it('a Bitwarden organisation comes over, with its collections as tags', async () => {
    expect((await read(fixture('bitwarden-organisation.csv'))).entries).toEqual([
      {
        title: 'Router',
        username: 'admin',
        password: 'admin admin',
        urls: ['https://10.0.0.1/?a=1'],
        tags: ['Team', 'Ops/Europe'],
      },
    ])
  })

  it('KeePassXC comes over, with its groups as tags and its bin in the trash', async () => {
    const times = {
      createdAt: Date.UTC(2023, 0, 2, 3, 4, 5),
      changedAt: Date.UTC(2024, 4, 6, 7, 8, 9),
    }
    expect(await read(fixture('keepassxc.csv'))).toEqual({
      format: 'keepassxc-csv',
      entries: [
        {
          title: 'Mail',
          username: 'ada',
          password: 'p,"a',
          urls: ['https://mail.example.com'],
          otp: otp('Mail:ada', 'issuer=Mail&'),
          ...times,
        },
        {
          title: 'db01',
          username: 'root',
          password: 'correct horse',
          notes: 'Two\nlines',
          tags: ['Работа/Servers'],
          ...times,
        },
        {
          kind: 'note',
          title: 'A poem',
          notes: 'Roses are red,\nviolets are blue',
          tags: ['General'],
          ...times,
        },
        { title: 'Old', username: 'bob', password: 'gone', trashedAt: now, ...times },
      ],
      issues: ['5 in_trash'],
      moreIssues: 0,
    })
  })

  it('an older KeePassXC, without times and one-time passwords, comes over', async () => {
    const { format, entries } = await read(fixture('keepassxc-old.csv'))
    expect(format).toBe('keepassxc-csv')
    expect(entries).toEqual([
      { title: 'One', username: 'u', password: 'p', urls: ['https://one.example.com'], notes: 'n' },
    ])
  })

  it('KeePassXC’s codes for Steam are kept in the notes: as digits they would be wrong', async () => {
    const otp = 'otpauth://totp/Steam:u?secret=JBSWY3DPEHPK3PXP&period=30&digits=5&encoder=steam'
    const header = '"Group","Title","Username","Password","URL","Notes","TOTP"'
    const { entries, issues } = await read(`${header}\n"Root","Steam","u","p","","","${otp}"\n`)
    expect(entries).toEqual([
      { title: 'Steam', username: 'u', password: 'p', notes: `OTP: ${otp}` },
    ])
    expect(issues).toEqual(['2 otp otp_unreadable'])
  })

  it('1Password comes over, with a tag for what was archived', async () => {
    expect(await read(fixture('1password.csv'))).toEqual({
      format: '1password-csv',
      entries: [
        {
          title: 'Forge',
          username: 'clara',
          password: 's3cr3t',
          urls: ['https://git.example.ch'],
          otp: otp('Forge'),
          notes: 'line one\nline two',
          tags: ['work', 'code'],
          favourite: true,
        },
        {
          title: 'Old bank',
          username: 'clara',
          password: 'x',
          urls: ['https://old.example.ch'],
          tags: ['Archived'],
        },
        {
          title: 'untitled.example.ch',
          username: 'me',
          password: 'y',
          urls: ['https://untitled.example.ch'],
        },
      ],
      issues: [],
      moreIssues: 0,
    })
  })

  it('Chrome and its kin comes over', async () => {
    const example = {
      title: 'example.com',
      username: 'ada',
      password: 'pässwörd',
      urls: ['https://example.com/login'],
      notes: 'a note',
    }
    expect(await read(fixture('chrome.csv'))).toEqual({
      format: 'chrome-csv',
      entries: [
        example,
        example,
        {
          title: 'com.example.app',
          username: 'ada',
          password: 'x',
          urls: ['android://aGFzaA==@com.example.app/'],
        },
        {
          title: 'accounts.example.net',
          password: 'only, a password',
          urls: ['https://accounts.example.net/'],
        },
      ],
      issues: [],
      moreIssues: 0,
    })
  })

  it('an older Chrome, without notes, comes over', async () => {
    expect((await read(fixture('chrome-old.csv'))).entries).toEqual([
      { title: 'example.com', username: 'ada', password: 'secret', urls: ['https://example.com/'] },
    ])
  })

  it('Firefox comes over, named by its hosts, without the keys of its own sync', async () => {
    expect(await read(fixture('firefox.csv'))).toEqual({
      format: 'firefox-csv',
      entries: [
        {
          title: 'example.org',
          username: 'gina',
          password: 'pw "g"',
          urls: ['https://www.example.org'],
          createdAt: 1_600_000_000_000,
          changedAt: 1_650_000_000_000,
          usedAt: 1_700_000_000_000,
        },
        {
          title: 'printer.local',
          username: 'admin',
          password: 'print',
          urls: ['http://printer.local:631'],
          notes: 'httpRealm: CUPS',
          createdAt: 1_600_000_000_000,
          changedAt: 1_600_000_000_000,
          usedAt: 1_600_000_000_000,
        },
      ],
      issues: ['3 httpRealm custom_field', '4 url kind_unknown !'],
      moreIssues: 0,
    })
  })

  it('Safari comes over', async () => {
    expect(await read(fixture('safari.csv'))).toEqual({
      format: 'safari-csv',
      entries: [
        {
          title: 'example.com (ada)',
          username: 'ada',
          password: 'abc-def',
          urls: ['https://example.com/'],
          otp: otp('example.com:ada', 'issuer=example.com&'),
          notes: 'Two\nlines',
        },
        { title: 'nothing.example', urls: ['https://nothing.example/'] },
      ],
      issues: [],
      moreIssues: 0,
    })
  })

  it('Proton Pass comes over, with its vaults as tags', async () => {
    const times = { createdAt: 1_700_000_000_000, changedAt: 1_710_000_000_000 }
    expect(await read(fixture('proton-pass.csv'))).toEqual({
      format: 'proton-pass-csv',
      entries: [
        {
          title: 'Proton',
          username: 'ada',
          password: 'pw',
          urls: ['https://account.proton.me', 'https://mail.proton.me', '*.proton.me'],
          otp: otp('Proton'),
          notes: 'hi\n\nEmail: ada@proton.me',
          tags: ['Personal'],
          ...times,
        },
        {
          title: 'Mail only',
          username: 'ada@proton.me',
          password: 'pw2',
          urls: ['https://shop.example.com'],
          tags: ['Personal'],
          ...times,
        },
        { title: 'Shop alias', username: 'shop.x1y2@passmail.net', tags: ['Personal'], ...times },
        { kind: 'note', title: 'Memo', notes: 'Milk,\neggs', tags: ['Work'], ...times },
      ],
      issues: ['2 email custom_field', '6 type kind_unknown !', '7 type kind_unknown !'],
      moreIssues: 0,
    })
    expect((await read(fixture('proton-pass-old.csv'))).format).toBe('proton-pass-csv')
  })

  it.each(['__proto__', 'constructor', 'toString'])(
    'Proton Pass with the kind %s leaves that row out',
    async (kind) => {
      const old = fixture('proton-pass-old.csv').toString()
      const { entries, issues } = await read(Buffer.from(old.replace('\nlogin,', `\n${kind},`)))
      expect(entries).toEqual([])
      expect(issues).toEqual(['2 type kind_unknown !'])
    },
  )

  it('a program that is not known by name comes over if its columns are, and loses nothing', async () => {
    expect(await read(fixture('lastpass-like.csv'))).toEqual({
      format: 'chrome-csv',
      entries: [
        {
          title: 'A',
          username: 'ada',
          password: 'pw',
          urls: ['https://a.example.com'],
          notes: 'extra: remember the milk\ngrouping: Social\nfav: 0',
        },
      ],
      issues: ['extra column_unknown', 'grouping column_unknown', 'fav column_unknown'],
      moreIssues: 0,
    })
  })
})
