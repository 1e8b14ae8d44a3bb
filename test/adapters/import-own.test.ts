import { describe, expect, it } from 'vitest'
import { csvWriter } from '../../src/main/adapters/export.ts'
import { readFile } from '../../src/main/adapters/import/read-file.ts'
import { fromPlain, type PlainEntry } from '../../src/main/domain/entry.ts'
import type { DomainFailure } from '../../src/main/domain/failure.ts'
import { now, read, refusal } from '../fixtures/import/read.ts'

const common = {
  ...{ title: 'A', notes: 'zero: \0', tags: ['t'], favourite: true },
  ...{ createdAt: now, changedAt: now, usedAt: null, trashedAt: null },
}
const login: PlainEntry = {
  ...common,
  kind: 'login',
  ...{ username: 'ada', password: 'p"1', urls: ['https://a.example'] },
  ...{ otp: '', history: [{ password: 'old', replacedAt: now }] },
}
const table = () => {
  const writer = csvWriter()
  writer.add(fromPlain({ ...common, kind: 'note' }))
  writer.add(fromPlain(login))
  return Buffer.from(writer.finish()).toString()
}

describe('a table that Latchkey has written', () => {
  it('is read as it was, whatever letters a person has typed', async () => {
    expect(await read(table())).toMatchObject({
      entries: [
        { kind: 'note', notes: 'zero: \0' },
        { username: 'ada', password: 'p"1' },
      ],
      issues: [],
    })
  })

  it.each([
    ['a column', '"username"', '"user"', 'FILE_DAMAGED'],
    ['a kind', '"login"', '"logon"', 'FILE_DAMAGED 3'],
    ['a note that has become of a login', '"login"', '"note"', 'FILE_DAMAGED 3'],
    ['a mark for favourites', '"1"', '"3"', 'FILE_DAMAGED 2'],
    ['a time', `${new Date(now).toISOString()}`, '2026-13-21', 'FILE_DAMAGED 2'],
    ['a list', '"[""t""]"', '"[""t"""', 'FILE_DAMAGED 2'],
    ['a quote', 'p""1"', "p''1", 'FILE_DAMAGED 3'],
  ])(
    'with %s that it never writes is refused, not read without it',
    async (_, is, other, expected) => {
      const text = table()
      expect(text).toContain(is)
      expect(await refusal(text.replace(is, other))).toBe(expected)
    },
  )
})

describe('an encrypted export', () => {
  const sealed = Buffer.alloc(60, 7).fill(1, 0, 1)
  const file = (ciphertext: string) =>
    JSON.stringify({
      ...{ format: 'latchkey-export', version: 1, protection: { kind: 'code' }, ciphertext },
    })
  const kindOf = async (ciphertext: string) => {
    try {
      return (await readFile({ bytes: Buffer.from(file(ciphertext)) }, now)).kind
    } catch (error) {
      return (error as DomainFailure).code
    }
  }
  const base64 = sealed.toString('base64')

  it('is asked for its password or code only when it is whole', async () => {
    expect(await kindOf(base64)).toBe('envelope')
    // Version, nonce and tag, around nothing.
    expect(await kindOf(sealed.subarray(0, 29).toString('base64'))).toBe('envelope')
  })

  it.each([
    ['cut by a letter', base64.slice(0, -1)],
    [
      'with a bit set where there are none',
      Buffer.alloc(61, 1).toString('base64').replace(/.==$/, 'B=='),
    ],
    ['shorter than one of nothing', sealed.subarray(0, 28).toString('base64')],
    ['of another version', Buffer.alloc(60, 2).toString('base64')],
    ['of nothing', ''],
  ])('%s is damaged: no password would open it', async (_, ciphertext) => {
    expect(await kindOf(ciphertext)).toBe('FILE_DAMAGED')
  })
})
