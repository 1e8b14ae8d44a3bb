import { describe, expect, it } from 'vitest'
import { fixture, now, onePux, read, refusal } from '../fixtures/import/read.ts'

describe('a JSON file of Bitwarden', () => {
  it('comes over, with the passwords of before and without cards, identities and keys', async () => {
    const query = 'issuer=Bank&secret=JBSWY3DPEHPK3PXP&algorithm=SHA256&digits=8&period=60'
    expect(await read(fixture('bitwarden.json'))).toEqual({
      format: 'bitwarden-json',
      entries: [
        {
          title: 'Bank',
          username: 'ada',
          password: 'p"ass',
          urls: ['https://bank.example.com', 'https://bank.example.org/a,b'],
          otp: `otpauth://totp/Bank:ada?${query}`,
          notes: 'Line one\nline two\n\nPIN: 1234\nActive: true',
          tags: ['Work/Servers'],
          favourite: true,
          createdAt: Date.UTC(2024, 0, 2, 3, 4, 5, 678),
          changedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
          history: [
            { password: 'older', replacedAt: Date.UTC(2025, 2, 1, 8) },
            { password: 'oldest', replacedAt: Date.UTC(2024, 2, 1, 8) },
          ],
        },
        { kind: 'note', title: 'A note', notes: 'Just text' },
        { title: 'nameless.example.com', urls: ['https://www.nameless.example.com/login'] },
        {
          title: 'Thrown away',
          username: 'u',
          password: 'p',
          notes: 'OTP: hotp?',
          trashedAt: now,
        },
        { title: 'Put aside', username: 'u', password: 'p', tags: ['Archived'] },
      ],
      issues: [
        '1 passkey',
        '1 PIN custom_field',
        '1 Active custom_field',
        '3 type kind_unknown !',
        '4 type kind_unknown !',
        '5 type kind_unknown !',
        '7 otp otp_unreadable',
        '7 in_trash',
        '8 attachment',
      ],
      moreIssues: 0,
    })
  })

  it('that is encrypted is recognised, and refused as such', async () => {
    expect(await refusal(fixture('bitwarden-encrypted.json'))).toBe('FILE_ENCRYPTED')
  })

  it.each([
    ['a name that is a number', { type: 1, name: 7 }],
    ['a type that is a word', { type: 'login' }],
    ['a login that is a list', { type: 1, login: [1] }],
    ['addresses that are a text', { type: 1, login: { uris: 'https://example.com' } }],
    ['an item that is nothing', null],
  ])('with %s is damaged, and says which item', async (_, item) => {
    const items = [{ type: 1, name: 'good' }, item]
    expect(await refusal(JSON.stringify({ encrypted: false, items }))).toBe('FILE_DAMAGED 2')
  })
})

describe('a 1PUX file of 1Password', () => {
  const times = { createdAt: 1_600_000_000_000, changedAt: 1_700_000_000_000 }

  it('comes over, with every field in its place or in the notes', async () => {
    const query = 'issuer=Site&secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30'
    const lines = [
      'remember: on',
      'Security PIN: 0000',
      'Security born: 1815-11-17',
      'Security expires: 2030-12',
      'Security contact: a@b.example',
    ]
    expect(await read(onePux())).toEqual({
      format: '1password-1pux',
      entries: [
        {
          title: 'Site',
          username: 'ada',
          password: 'hunter2',
          urls: ['https://site.example.com', 'https://other.example.com'],
          otp: `otpauth://totp/Site:ada?${query}`,
          notes: `Some notes\n\n${lines.join('\n')}`,
          tags: ['Personal', 'Work'],
          favourite: true,
          history: [
            { password: 'second', replacedAt: 1_550_000_000_000 },
            { password: 'first', replacedAt: 1_500_000_000_000 },
          ],
          ...times,
        },
        { kind: 'note', title: 'Recipe', notes: 'A secret recipe', tags: ['Personal'], ...times },
        {
          title: 'Just a password',
          password: 'only this',
          tags: ['Shared', 'Archived'],
          ...times,
        },
        {
          title: 'Box',
          username: 'root',
          password: 'toor',
          urls: ['ssh://box.example.com'],
          tags: ['Shared'],
          ...times,
        },
        {
          title: 'With a passkey',
          username: 'key',
          urls: ['https://pk.example.com'],
          tags: ['Shared'],
          ...times,
        },
      ],
      issues: [
        '1 attachment',
        '1 remember custom_field',
        '1 Security PIN custom_field',
        '1 Security born custom_field',
        '1 Security expires custom_field',
        '1 Security contact custom_field',
        '3 kind_unknown !',
        '4 attachment !',
        '7 passkey',
      ],
      moreIssues: 0,
    })
  })

  it('that someone has unpacked comes over as well', async () => {
    const unpacked = await read(fixture('1password.export-data.json'))
    expect(unpacked).toEqual(await read(onePux()))
  })

  const pux = (...items: object[]) =>
    onePux(Buffer.from(JSON.stringify({ accounts: [{ vaults: [{ items }] }] })))
  const item = (categoryUuid: string, details: object = {}) => ({
    categoryUuid,
    details,
    overview: { title: categoryUuid },
  })

  it.each([
    ...['001', '005', '102', '109', '110', '111', '112'].map((one) => [one, 'login'] as const),
    ...['003', '100', '113'].map((one) => [one, 'note'] as const),
  ])(
    'brings an item of category %s as a %s, the address of a login in its place',
    async (one, kind) => {
      const fields = [{ title: 'host', id: 'hostname', value: { string: 'box.example.com' } }]
      const { entries } = await read(pux(item(one, { sections: [{ fields }] })))
      expect(entries).toMatchObject([
        kind === 'login'
          ? { title: one, urls: ['box.example.com'] }
          : { title: one, kind: 'note', notes: 'host: box.example.com' },
      ])
    },
  )

  it('takes a time for seconds only where milliseconds would be before March 1973', async () => {
    const times = [1e11, 1e9, 1e9 + 0.5].map((createdAt) => ({ ...item('001'), createdAt }))
    const { entries } = await read(pux(...times))
    expect(entries.map(({ createdAt }) => createdAt)).toEqual([1e11, 1e12, 1e12 + 500])
  })

  it.each([0, -1, -1e12, 1e16])('does not take %d for a time', async (createdAt) => {
    expect((await read(pux({ ...item('001'), createdAt }))).entries).toEqual([{ title: '001' }])
  })

  it('brings a postal address in one line, its parts with commas between them', async () => {
    const address = { street: '1 Pier Road', city: 'Hull', zip: '', country: 'gb' }
    const fields = [{ title: 'home', id: 'a', value: { address } }]
    const { entries } = await read(pux(item('001', { sections: [{ title: '', fields }] })))
    expect(entries[0]?.['notes']).toBe('home: 1 Pier Road, Hull, gb')
  })

  it.each(['username', 'pop_username'])(
    'takes the user name of a server from its field %s',
    async (id) => {
      const fields = [{ title: 'a field', id, value: { string: 'root' } }]
      const { entries } = await read(pux(item('110', { sections: [{ fields }] })))
      expect(entries).toMatchObject([{ username: 'root' }])
    },
  )

  it.each(['password', 'credential', 'pop_password', 'wireless_password'])(
    'takes the password of a server from its field %s',
    async (id) => {
      const fields = [{ title: 'a field', id, value: { concealed: 'toor' } }]
      const { entries } = await read(pux(item('110', { sections: [{ fields }] })))
      expect(entries).toMatchObject([{ password: 'toor' }])
    },
  )

  it.each(['url', 'website', 'hostname'])(
    'takes the address of a server from its field %s',
    async (id) => {
      const fields = [{ title: 'a field', id, value: { url: 'ssh://box.example.com' } }]
      const { entries } = await read(pux(item('110', { sections: [{ fields }] })))
      expect(entries).toMatchObject([{ urls: ['ssh://box.example.com'] }])
    },
  )
})
